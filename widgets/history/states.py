"""The states of a project that can be compared, and the layouts that two of them have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from designer.document.document import Document
from designer.document.queries import floors_of, pages
from designer.language import _, plural
from designer.records import Layout, Page
from widgets.history.steps import moment_words, steps_of
from widgets.parts.choosing import Option

if TYPE_CHECKING:
    from designer.storage.project import Project

NOW = "now"
STEPS = 60
"""How many of the newest steps can be picked; the others from the list of steps."""
Place = tuple[str, str]
"""A page and one of its layouts."""


def state(project: Project, seq: int | None) -> Document:
    """The records after an edit, or the present, to be looked at."""
    if seq is None:
        return Document(tuple(project.document.records.values()))
    return Document(project.state_at(seq))


def options(project: Project) -> list[Option]:
    """The present, the versions, the newest steps and the beginning."""
    zone, now = project.document.shop.time_zone, datetime.now(UTC)
    found = [Option(value=NOW, title=_("Now"), icon="crosshair")]
    for version in reversed(project.versions()):
        when = moment_words(version.at, zone=zone, now=now)
        value = str(version.seq)
        found.append(Option(value=value, title=version.name, note=when, icon="bookmark"))
    steps = steps_of(project.document)
    for step in [*steps[:STEPS], *steps[STEPS:][-1:]]:
        when = moment_words(step.at, zone=zone, now=now)
        found.append(Option(value=str(step.seq), title=step.label, note=when, icon="history"))
    first: dict[str, Option] = {}
    for option in found:
        first.setdefault(option.value, option)
    return list(first.values())


def title(project: Project, seq: int | None) -> str:
    """What a state is called."""
    value = key_of(seq)
    found = (option.title for option in options(project) if option.value == value)
    return next(found, _("step {number}", number=seq))


def key_of(seq: int | None) -> str:
    """The value of a state among the options."""
    return NOW if seq is None else str(seq)


def places(documents: tuple[Document, Document]) -> list[Place]:
    """Pages and layouts, those of the later state first."""
    found: dict[Place, None] = {}
    for document in reversed(documents):
        for page in pages(document):
            found |= {(page.id, key): None for key in page.layouts}
    return list(found)


def place_name(documents: tuple[Document, Document], which: Place) -> str:
    """The names of a page and its layout."""
    for document in reversed(documents):
        page, layout = document.find(which[0]), document.find(which[1])
        if isinstance(page, Page) and isinstance(layout, Layout):
            return f"{page.name} · {layout.name}"
    return which[1]


def levels(documents: tuple[Document, Document], layout: str) -> list[int]:
    """The floors that a layout has in one of the states."""
    there = [one for one in documents if isinstance(one.find(layout), Layout)]
    return sorted({floor.level for one in there for floor in floors_of(one, layout)})


def level_of(documents: tuple[Document, Document], module: str, layout: str) -> int | None:
    """The floor on which a module stands."""
    for document in reversed(documents):
        if isinstance(document.find(layout), Layout):
            for floor in floors_of(document, layout):
                if module in floor.modules:
                    return floor.level
    return None


def counted(count: int) -> str:
    """How many differences there are."""
    if not count:
        return _("no difference")
    return plural("{count} difference", "{count} differences", count=count)
