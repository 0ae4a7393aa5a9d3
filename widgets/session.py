"""The session: one open project, what is in focus, and the two signals every panel lives on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from PySide6.QtCore import QObject, Signal

from designer.document.diff import Diff
from designer.document.queries import floors_of
from designer.errors import DesignerError
from designer.language import _
from designer.records import (
    ANONYMOUS,
    HIDDEN,
    Campaign,
    Consumer,
    Decision,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Segment,
    Shop,
    Struct,
)

if TYPE_CHECKING:
    from designer.decide.rulebook import Rulebook
    from designer.document.document import Document
    from designer.kinds.library import Library
    from widgets.canvas.scheme import Browser
    from widgets.settings import Settings

T = TypeVar("T")
Workspace = Literal["design", "crowds", "personas", "experiments", "handover"]
_DECIDING: frozenset[type] = frozenset(
    (Shop, Page, Layout, Floor, Module, Segment, Persona, Experiment, Layer, Campaign)
)
"""Records that a decision can depend on."""
WORKSPACES: tuple[Workspace, ...] = ("design", "crowds", "personas", "experiments", "handover")


class Assets(Protocol):
    """Pictures and other files of the project by SHA-256."""

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError."""

    def add(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256."""

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""


class Opened(Protocol):
    """What the studio needs of an open project."""

    @property
    def document(self) -> Document:
        """The records."""

    @property
    def assets(self) -> Assets:
        """The pictures."""

    @property
    def read_only(self) -> str:
        """Why nothing may be changed; empty when it may."""

    def name_version(self, name: str, note: str = "") -> object:
        """Keep the present state under a name."""

    def close(self) -> None:
        """Leave one file behind."""


class Focus(Struct):
    """Where the user is: place, selection, whose eyes, and the simulated instant."""

    page: str
    layout: str
    instant: datetime
    workspace: Workspace = "design"
    modules: tuple[str, ...] = ()
    variant: str | None = None
    persona: str | None = None
    arms: Mapping[str, str] = {}


class Session(QObject):
    """One open project; `changed` carries every diff, `selected` every new focus."""

    ahead = Signal(object)
    """Every diff right before `changed`: for what shall be on its way before all panels follow."""
    changed = Signal(object)
    selected = Signal(object)
    said = Signal(str, str)
    """A sentence for the user in passing, and its tone: said, done or problem."""
    wanted = Signal(str, str)
    """A record id and a setting that the user wants to edit now; the inspector answers."""
    editing = Signal(str, str)
    """A variant and a setting of it whose own large editor the user wants to be in."""

    def __init__(
        self, project: Opened, *, library: Library, settings: Settings | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.project, self.settings = project, settings
        self.document = project.document
        self.library = library
        self._book: Rulebook | None = None
        self._seen: dict[str, str] = {}
        self._browser: Browser | None = None
        self.focus = self._first_focus()
        self._stop = self.document.listen(self._changed)

    def browser(self) -> Browser:
        """The offline browser that shows this project's pages, made at the first need."""
        if self._browser is None:
            from widgets.canvas.scheme import Browser

            self._browser = Browser(parent=self)
        return self._browser

    def close(self) -> None:
        """Stop listening, let the pages go, and close the project."""
        self._stop()
        if self._browser is not None:
            self._browser.close()
            self._browser = None
        self.project.close()

    # ---- focus ----

    def look(self, **changes: object) -> None:
        """Replace parts of the focus and tell everybody once; what no longer fits follows.

        Another page, instant, persona or forced arm brings the layout that is seen then, unless a
        layout is named too; another layout lets go of modules that are not on it.
        """
        wanted = msgspec.structs.replace(self.focus, **changes)
        if "layout" not in changes and changes.keys() & {"page", "instant", "persona", "arms"}:
            wanted = msgspec.structs.replace(wanted, layout=self._decide(wanted.page, wanted))
        wanted = self._fitting(wanted, keep_variant="variant" in changes)
        if wanted != self.focus:
            if changes.keys() & {"instant", "persona", "arms"}:
                self._seen = {}
            self.focus = wanted
            self.selected.emit(wanted)

    def page(self) -> Page:
        """The page in focus."""
        return self.document.get(self.focus.page, Page)

    def layout(self) -> Layout:
        """The layout in focus."""
        return self.document.get(self.focus.layout, Layout)

    def module(self) -> Module | None:
        """The one selected module; None when there is none or more than one."""
        if len(self.focus.modules) != 1:
            return None
        return self.document.get(self.focus.modules[0], Module)

    def variant(self) -> str | None:
        """The variant in hand: the chosen one, else the seen, else the default, else the first."""
        module = self.module()
        if module is None:
            return None
        if self.focus.variant is not None:
            return self.focus.variant
        seen = self._choose(module.id)
        choices = (seen, module.default, *module.variants)
        return next(one for one in choices if one != HIDDEN)

    def persona(self) -> Persona | None:
        """The persona whose eyes we look through; None is the visitor nobody knows."""
        found = self.document.find(self.focus.persona)
        return found if isinstance(found, Persona) else None

    def consumer(self) -> Consumer:
        """The persona as decisions see it."""
        return consumer_of(self.persona())

    # ---- decisions ----

    def rulebook(self) -> Rulebook:
        """The rules as they stand, read again only after an edit that can change a decision."""
        if self._book is None:
            from designer.decide.rulebook import Rulebook

            self._book = Rulebook.of(self.document)
        return self._book

    def shown(self) -> Decision:
        """What the persona sees of the layout in focus."""
        choices = {key: self._choose(key) for key in self.modules()}
        return Decision(page=self.focus.page, layout=self.focus.layout, choices=choices)

    def decision(self) -> Decision:
        """The same with the variant in hand on top, even where it would be hidden."""
        shown, module, variant = self.shown(), self.module(), self.variant()
        if module is None or variant is None:
            return shown
        return msgspec.structs.replace(shown, choices={**shown.choices, module.id: variant})

    def seen(self, module: str) -> str:
        """What the persona gets of one module: a variant id or `HIDDEN`, whatever is in hand."""
        return self._choose(module)

    def modules(self) -> tuple[str, ...]:
        """The modules of the layout in focus, floor 1 first, each from top to bottom."""
        floors = floors_of(self.document, self.focus.layout)
        return tuple(module for floor in floors for module in floor.modules)

    # ---- doing ----

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do something that may be refused; a refusal is said to the user and None returned."""
        try:
            return work()
        except DesignerError as problem:
            self.said.emit(str(problem), "problem")
            return None

    def undo(self) -> None:
        """Take back the newest step."""
        self._step(self.document.undo, nothing=_("There is nothing to undo."))

    def redo(self) -> None:
        """Bring back the step undone last."""
        self._step(self.document.redo, nothing=_("There is nothing to redo."))

    # ---- inside ----

    def _step(self, revert: Callable[[], Diff | None], *, nothing: str) -> None:
        try:
            if revert() is None:
                self.said.emit(nothing, "said")
        except DesignerError as problem:
            self.said.emit(str(problem), "problem")

    def _changed(self, diff: Diff) -> None:
        touched = {type(one.after or one.before) for one in diff.changes.values()} & _DECIDING
        if touched == {Floor} and self._book is not None:  # where modules stand decides nothing
            floors = {floor.id: floor for floor in self.document.all(Floor)}
            self._book = msgspec.structs.replace(self._book, floors=floors)
        elif touched:
            self._book, self._seen = None, {}
        fitted = self._fitting(self.focus, keep_variant=True)
        moved, self.focus = fitted != self.focus, fitted
        self.ahead.emit(diff)
        self.changed.emit(diff)
        if moved:
            self.selected.emit(fitted)

    def _first_focus(self) -> Focus:
        page = self.document.shop.pages[0]
        instant = first_instant(self.document)
        bare = Focus(page=page, layout="", instant=instant)
        return msgspec.structs.replace(bare, layout=self._decide(page, bare))

    def _choose(self, slot: str) -> str:
        if slot not in self._seen:
            self._seen[slot] = self._decide(slot, self.focus)
        return self._seen[slot]

    def _decide(self, slot: str, focus: Focus) -> str:
        found = self.document.find(focus.persona)
        consumer = consumer_of(found if isinstance(found, Persona) else None)
        return _choice()(slot, consumer, focus.instant, book=self.rulebook(), arms=focus.arms)

    def _fitting(self, focus: Focus, *, keep_variant: bool) -> Focus:
        """The focus with everything that is gone or elsewhere let go of."""
        page = self.document.find(focus.page)
        if not isinstance(page, Page):
            page = self.document.get(self.document.shop.pages[0], Page)
        layout = focus.layout if focus.layout in page.layouts else page.default
        floors = [self.document.get(key, Floor) for key in self.document.get(layout, Layout).floors]
        there = {module for floor in floors for module in floor.modules}
        modules = tuple(key for key in focus.modules if key in there)
        variant = focus.variant if keep_variant or modules == self.focus.modules else None
        if variant is not None and not self._has_variant(modules, variant):
            variant = None
        persona = focus.persona if isinstance(self.document.find(focus.persona), Persona) else None
        return msgspec.structs.replace(
            focus, page=page.id, layout=layout, modules=modules, variant=variant, persona=persona
        )

    def _has_variant(self, modules: tuple[str, ...], variant: str) -> bool:
        if len(modules) != 1:
            return False
        return variant in self.document.get(modules[0], Module).variants


@cache
def _choice() -> Callable[..., str]:
    """What decides one slot: imported at the first need, and looked up once, not for every slot."""
    from designer.decide.choose import choose

    return choose


def consumer_of(persona: Persona | None) -> Consumer:
    """A persona as decisions see it."""
    if persona is None:
        return ANONYMOUS
    return Consumer(id=persona.consumer, attributes=persona.attributes)


def first_instant(document: Document) -> datetime:
    """When to look first: now while a campaign runs, else amid the nearest warm-up."""
    zone = ZoneInfo(document.shop.time_zone)
    now = datetime.now(zone).replace(second=0, microsecond=0)
    found = (phase for campaign in document.all(Campaign) for phase in campaign.phases)
    phases = [phase for phase in found if phase.type != "daily"]
    if not phases or any(phase.start <= now < phase.end for phase in phases):
        return now
    rank = {"warmup": 0, "peak": 1, "presale": 2}
    first = min(phases, key=lambda one: (rank.get(one.type, 3), abs(one.start - now)))
    return (first.start + (first.end - first.start) / 2).astimezone(zone).replace(microsecond=0)
