"""What the launcher can reach: every command, and everything of the project by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from designer import language
from designer.document.nouns import noun
from designer.document.queries import modules_of, name_of, pages
from designer.language import _
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Record,
    Segment,
)
from widgets.keys.keymap import shown
from widgets.launcher.ranking import Marks, fit
from widgets.menu_titles import TITLES
from widgets.parts.records import kind_name
from widgets.places import go

if TYPE_CHECKING:
    from widgets.window import Window

SHOWN = 60
"""How many entries are listed at most."""
DESIGN_SIDE = ("edit", "arrange", "page")

_ICONS: Mapping[type[Record], str] = {
    Page: "smartphone", Layout: "layers", Module: "box", Segment: "users", Persona: "user-round",
    Population: "table-2", Experiment: "flask-conical", Layer: "split", Campaign: "megaphone",
    Category: "tag", Product: "shopping-bag", Coupon: "ticket-percent", Asset: "image",
}  # fmt: skip
_SHELVES: tuple[type[Record], ...] = (
    Segment, Persona, Population, Experiment, Layer, Campaign, Category, Product, Coupon, Asset,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing to run or go to; `key` names it from start to start."""

    key: str
    title: str
    icon: str
    run: Callable[[], object]
    note: str = ""
    other: str = ""
    shortcut: str = ""
    why_not: Callable[[], str] = lambda: ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """An entry with the places of its title that matched."""

    entry: Entry
    marks: Marks = ()


def entries(window: Window) -> tuple[Entry, ...]:
    """Everything that can be reached now, commands first."""
    return (*_commands(window), *_kinds(window), *_places(window), *_settings(window))


def ranked(found: Sequence[Entry], query: str, *, recent: Sequence[str] = ()) -> list[Found]:
    """The best fitting entries; without a query the recent ones and then the commands."""
    rank = {key: len(recent) - n for n, key in enumerate(recent)}
    if not query.strip():
        first = sorted((e for e in found if e.key in rank), key=lambda one: -rank[one.key])
        rest = [one for one in found if one.key not in rank and one.key.startswith("do:")]
        return [Found(one) for one in (*first, *rest)]
    scored: list[tuple[int, int, Found]] = []
    for number, entry in enumerate(found):
        fitting = fit(query, entry.title, (entry.other, entry.note) if entry.other else ())
        if fitting is not None:
            points = fitting[0] + entry.weight + min(rank.get(entry.key, 0), 12)
            scored.append((-points, number, Found(entry, fitting[1])))
    return [one for __, __, one in sorted(scored, key=lambda one: one[:2])][:SHOWN]


def _commands(window: Window) -> Iterator[Entry]:
    menus = window.menus
    for name, action in menus.actions.items():
        menu = TITLES.get(menus.menu_of(name), "")
        keys = menus.keymap.keys(name)
        yield Entry(
            key=f"do:{name}", title=_plain(action.text()), icon="command", run=action.trigger,
            note=_(menu) if menu else _("Edit"), other=_elsewhere(menus.labels[name]),
            shortcut=shown(keys[0]) if keys else "", weight=6,
            why_not=lambda name=name: menus.why_not(name),  # type: ignore[misc]
        )  # fmt: skip


def _kinds(window: Window) -> Iterator[Entry]:
    """A new module of each kind, below what is selected."""
    from widgets.launcher.adding import add_below

    said = "zh" if language.current() == "zh_CN" else "en"
    for kind in window.session.library.kinds.values():
        yield Entry(
            key=f"add:{kind.id}", icon="plus", title=_("Add {name}", name=getattr(kind.name, said)),
            note=_("New module"), other=f"{kind.name.zh} {kind.name.en}",
            run=lambda kind=kind.id: add_below(window, kind),  # type: ignore[misc]
            why_not=lambda: window.session.project.read_only,
        )  # fmt: skip


def _places(window: Window) -> Iterator[Entry]:
    document = window.session.document
    for page in pages(document):
        yield _to(window, page, note=noun(Page), weight=5)
        for layout in page.layouts:
            at = document.get(layout, Layout)
            yield _to(window, at, note=page.name, weight=4)
            for module in modules_of(document, layout):
                kind = kind_name(window.session, module)
                here = " › ".join((page.name, at.name, kind))
                near = 3 if layout == window.session.focus.layout else 0
                yield _to(window, module, note=here, weight=near)
    for of in _SHELVES:
        for record in document.all(of):
            yield _to(window, record, note=noun(of), weight=2 if of is Segment else 0)


def _to(window: Window, record: Record, *, note: str, weight: int) -> Entry:
    other = record.title if isinstance(record, Product) else ""
    return Entry(
        key=f"go:{record.id}", title=name_of(record), icon=_ICONS[type(record)], note=note,
        other=other, weight=weight, run=lambda: go(window, record.id),
    )  # fmt: skip


def _settings(window: Window) -> Iterator[Entry]:
    """The settings of the module in hand."""
    session = window.session
    module, variant = session.module(), session.variant()
    kind = session.library.get(module.kind) if module is not None else None
    if kind is None or variant is None or module is None:
        return
    zh = language.current() == "zh_CN"
    for setting in kind.settings:
        label = setting.label
        yield Entry(
            key=f"set:{kind.id}.{setting.id}", title=label.zh if zh else label.en,
            icon="sliders-horizontal", note=module.name, other=label.en if zh else label.zh,
            run=lambda path=setting.id: go(window, variant, setting=path),  # type: ignore[misc]
        )  # fmt: skip


def _elsewhere(label: str) -> str:
    """What a command is called in the language that is not in use."""
    if language.current() == "zh_CN":
        return _plain(label)
    return _plain(_chinese().get(label, ""))


def read_names() -> None:
    """Read what commands are called in the other language, ahead of the first need."""
    _chinese()


@cache
def _chinese() -> Mapping[str, str]:
    return language.catalogue("zh_CN")


def _plain(text: str) -> str:
    return text.replace("&", "").rstrip("…")
