"""The rulebook: everything of a project that decides who sees what, frozen at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from designer.errors import NotFoundError
from designer.language import _
from designer.records import (
    Between,
    Campaign,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Phase,
    Record,
    Segment,
    Shop,
    Slot,
    Struct,
    Window,
)

if TYPE_CHECKING:
    from designer.document.document import Document

R = TypeVar("R", bound=Record)


class Rulebook(Struct):
    """The records that decide, by id; safe to read from any thread."""

    shop: Shop
    pages: Mapping[str, Page]
    layouts: Mapping[str, Layout]
    floors: Mapping[str, Floor]
    modules: Mapping[str, Module]
    segments: Mapping[str, Segment]
    experiments: Mapping[str, Experiment]
    layers: Mapping[str, Layer]
    phases: Mapping[str, Phase]

    @classmethod
    def of(cls, document: Document) -> Rulebook:
        """What the document says now; later edits do not reach it."""
        phases = (phase for campaign in document.all(Campaign) for phase in campaign.phases)
        return cls(
            shop=document.shop,
            pages=_by_id(document, Page),
            layouts=_by_id(document, Layout),
            floors=_by_id(document, Floor),
            modules=_by_id(document, Module),
            segments=_by_id(document, Segment),
            experiments=_by_id(document, Experiment),
            layers=_by_id(document, Layer),
            phases={phase.id: phase for phase in phases},
        )

    def page(self, page: Page | str) -> Page:
        """The page, given itself or its id; raises NotFoundError."""
        found = self.pages.get(page) if isinstance(page, str) else page
        if found is None:
            raise NotFoundError(_("There is no page “{id}” in this project.", id=page))
        return found

    def slot(self, slot: Slot | str) -> Slot:
        """The page or module, given itself or its id; raises NotFoundError."""
        if not isinstance(slot, str):
            return slot
        found = self.modules.get(slot) or self.pages.get(slot)
        if found is None:
            raise NotFoundError(_("There is no page or module “{id}” in this project.", id=slot))
        return found

    def modules_on(self, layout: str) -> tuple[Module, ...]:
        """The modules of a layout, floor 1 before floor 2, top to bottom."""
        floors = [self.floors[floor] for floor in self.layouts[layout].floors]
        floors.sort(key=lambda floor: floor.level)
        return tuple(self.modules[name] for floor in floors for name in floor.modules)

    def slots_of(self, page: Page | str) -> tuple[Slot, ...]:
        """The page itself and the modules of all its layouts."""
        found = self.page(page)
        modules = (module for layout in found.layouts for module in self.modules_on(layout))
        return (found, *modules)

    def is_open(self, window: Window, now: datetime) -> bool:
        """Whether the window contains the instant."""
        if isinstance(window, Between):
            return _within(now, window.start, window.end)
        phases = (self.phases[phase] for phase in window.phases if phase in self.phases)
        return any(_within(now, phase.start, phase.end) for phase in phases)


def _by_id(document: Document, of: type[R]) -> Mapping[str, R]:
    return {record.id: record for record in document.all(of)}


def _within(now: datetime, start: datetime | None, end: datetime | None) -> bool:
    return (start is None or start <= now) and (end is None or now < end)
