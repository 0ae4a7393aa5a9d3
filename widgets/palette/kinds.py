"""The modules tab: every kind by group, to drag onto the page or to add after the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from designer.actions.modules import said
from designer.document.queries import floors_of, place_of
from designer.kinds.manifest import GROUPS, Group, Kind
from designer.language import _, mark
from widgets.dragging import Dragged, add_here
from widgets.look import tokens
from widgets.look.controls import EmptyState, SearchField, Section
from widgets.look.paint import fill, painting
from widgets.look.thumbnails import Thumbnails
from widgets.palette.grids import cleared, scrolled
from widgets.palette.tiles import Files, Tile, preset_picture

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.session import Session

NAMES: Final[dict[Group, str]] = {
    "frame": mark("Frame"), "picture": mark("Pictures"), "shelf": mark("Shelves"),
    "marketing": mark("Marketing"), "people": mark("Members"), "brand": mark("Brand"),
}  # fmt: skip
COLUMNS: Final = 2


class KindCard(Tile):
    """One kind, shown by its first preset; a click unfolds the others."""

    def __init__(
        self, kind: Kind, icon: Path | None, *, thumbnails: Thumbnails,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.kind = kind
        count = len(kind.presets)
        super().__init__(
            said(kind.name), Dragged(kind.id, 0 if count else None), about=_about(kind),
            picture=preset_picture(kind.id, 0), thumbnails=thumbnails, icon=icon,
            mark=f"{count} ▾" if count > 1 else "", parent=parent,
        )  # fmt: skip
        if count > 1:
            told = _("{count} presets; press Space to see them", count=count)
            self.setAccessibleDescription(told)


class PresetCard(Tile):
    """One preset of a kind."""

    def __init__(
        self, kind: Kind, preset: int, *, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        self.kind, self.preset = kind, preset
        shown = kind.presets[preset]
        about = "\n".join(filter(None, (
            f"{said(kind.name)} · {said(shown.name)}", said(shown.info) if shown.info else "",
            _("Drag it onto the page, or double-click"),
        )))  # fmt: skip
        super().__init__(
            said(shown.name), Dragged(kind.id, preset), about=about,
            picture=preset_picture(kind.id, preset), thumbnails=thumbnails, parent=parent,
        )  # fmt: skip


class Drawer(QFrame):
    """The presets of one kind, unfolded below it."""

    def __init__(self, cards: list[PresetCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = cards
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(8)
        for index, card in enumerate(cards):
            grid.addWidget(card, index // COLUMNS, index % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("stage"), radius=tokens.CARD_RADIUS)


class KindsPanel(QWidget):
    """Kinds by group with a search; adding by key or double-click puts one after the selection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.search = SearchField(_("Search modules"))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._add_first)
        self._inside = QWidget()
        self._inside.setAutoFillBackground(True)
        self.groups = QVBoxLayout(self._inside)
        self.groups.setContentsMargins(tokens.PAD, 4, tokens.PAD, tokens.PAD)
        self.groups.setSpacing(14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(scrolled(self._inside), 1)
        self.thumbnails = Thumbnails(Files(), self)
        self.cards: list[KindCard] = []
        self._drawers: dict[str, Drawer] = {}
        self._filter("")

    def add(self, dragged: Dragged) -> None:
        """Add a module after the selected one, or at the end of the first floor it may stand on."""
        place = where(self.session, self.session.library.kinds[dragged.kind])
        if place is None:
            self.session.said.emit(_("This module cannot stand on this page."), "problem")
            return
        add_here(self.session, dragged, floor=place[0], index=place[1])

    def _filter(self, text: str) -> None:
        cleared(self.groups)
        self.cards, self._drawers = [], {}
        kinds = [kind for kind in self.session.library.kinds.values() if _matches(kind, text)]
        for group in GROUPS:
            chosen = [kind for kind in kinds if kind.group == group]
            if chosen:
                self.groups.addWidget(self._group(group, chosen))
        if not kinds:
            nothing = EmptyState("search", _("Nothing found"), _("Try another word."))
            self.groups.addWidget(nothing)
        self.groups.addStretch(1)
        if text.strip() and len(kinds) == 1:
            self.unfold(kinds[0].id)

    def unfold(self, kind: str) -> None:
        """Show the presets of a kind below it, or put them away."""
        card = next((one for one in self.cards if one.kind.id == kind), None)
        if card is None or len(card.kind.presets) < 2:
            return
        if kind not in self._drawers:
            self._drawers[kind] = self._drawer(card)
        else:
            drawer = self._drawers[kind]
            drawer.setVisible(drawer.isHidden())

    def presets(self, kind: str) -> list[PresetCard]:
        """The unfolded presets of a kind."""
        drawer = self._drawers.get(kind)
        return [] if drawer is None or drawer.isHidden() else drawer.cards

    def _drawer(self, card: KindCard) -> Drawer:
        numbers = range(len(card.kind.presets))
        made = [PresetCard(card.kind, n, thumbnails=self.thumbnails) for n in numbers]
        for one in made:
            one.wanted.connect(self.add)
        drawer = Drawer(made)
        holder = card.parentWidget()
        grid = holder.layout() if holder is not None else None
        assert isinstance(grid, QGridLayout)
        row = grid.getItemPosition(grid.indexOf(card))[0]  # type: ignore[index]
        grid.addWidget(drawer, row + 1, 0, 1, COLUMNS)
        drawer.show()
        return drawer

    def _group(self, group: Group, kinds: list[Kind]) -> Section:
        section = Section(_(NAMES[group]))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for index, kind in enumerate(sorted(kinds, key=lambda kind: said(kind.name))):
            icon = self.session.library.source(kind.id).icon
            card = KindCard(kind, icon, thumbnails=self.thumbnails)
            card.wanted.connect(self.add)
            card.clicked.connect(self._clicked)
            self.cards.append(card)
            grid.addWidget(card, index // COLUMNS * 2, index % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        section.body.addWidget(holder)
        return section

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, KindCard):
            self.unfold(card.kind.id)

    def _add_first(self) -> None:
        if self.cards and self.search.text():
            self.add(self.cards[0].dragged())


def where(session: Session, kind: Kind) -> tuple[str, int] | None:
    """The floor and index a new module of this kind goes to; None when no floor takes it."""
    floors = floors_of(session.document, session.focus.layout)
    if session.focus.modules:
        place = place_of(session.document, session.focus.modules[-1])
        here = next(floor for floor in floors if floor.id == place.floor)
        if here.level in kind.floors:
            return place.floor, place.index + 1
    fitting = (floor for floor in floors if floor.level in kind.floors)
    return next(((floor.id, len(floor.modules)) for floor in fitting), None)


def _matches(kind: Kind, text: str) -> bool:
    wanted = text.strip().lower()
    presets = (text for one in kind.presets for text in (one.name.zh, one.name.en))
    told = (kind.id, kind.name.zh, kind.name.en, kind.info.zh if kind.info else "", *presets)
    return any(wanted in one.lower() for one in told)


def _about(kind: Kind) -> str:
    both = len(kind.floors) > 1
    floors = "" if both else _("Floor {level} only", level=kind.floors[0])
    info = said(kind.info) if kind.info else ""
    lines = (said(kind.name), info, floors, _("Drag it onto the page, or double-click"))
    return "\n".join(line for line in lines if line)
