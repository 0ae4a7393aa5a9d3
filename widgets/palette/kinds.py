"""The modules tab: every kind by group, to drag onto the page or to add after the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.actions.modules import said
from designer.document.queries import floors_of, place_of
from designer.kinds.manifest import GROUPS, Group, Kind
from designer.language import _, mark
from widgets.dragging import Dragged, add_here, mime_of
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.controls import EmptyState, SearchField, Section
from widgets.look.paint import fill, focus_ring, outline, painting

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.session import Session

NAMES: Final[dict[Group, str]] = {
    "frame": mark("Frame"), "picture": mark("Pictures"), "shelf": mark("Shelves"),
    "marketing": mark("Marketing"), "people": mark("Members"), "brand": mark("Brand"),
}  # fmt: skip
COLUMNS: Final = 2


class KindCard(Pressable):
    """One kind: its icon and name; drag it, double-click it, or press Enter."""

    wanted = Signal(object)

    def __init__(self, kind: Kind, icon: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon = icon
        self._pressed_at: QPoint | None = None
        self.setText(said(kind.name))
        self.setAccessibleName(self.text())
        self.setToolTip(_about(kind))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(104, 72)
        self.setMaximumHeight(72)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return QSize(112, 72)

    def dragged(self, preset: int | None = None) -> Dragged:
        """What a drag of this card carries: the first preset unless another is named."""
        first = 0 if self.kind.presets else None
        return Dragged(self.kind.id, first if preset is None else preset)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        moved = (event.position().toPoint() - (self._pressed_at or QPoint())).manhattanLength()
        if self._pressed_at is None or moved < far:
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(mime_of(self.dragged()))
        drag.setPixmap(self.grab())
        drag.setHotSpot(QPoint(self.width() // 2, self.height() // 2))
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit(self.dragged())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit(self.dragged())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        for index, preset in enumerate(self.kind.presets):
            action = menu.addAction(said(preset.name))
            action.triggered.connect(lambda _on=False, at=index: self.wanted.emit(self.dragged(at)))
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, self.ground() or look.colour("panel"), radius=tokens.CARD_RADIUS)
            line = "line_strong" if self.underMouse() else "line"
            outline(painter, rect, look.colour(line), radius=tokens.CARD_RADIUS)
            self._paint_icon(QRectF(0, 10, self.width(), 30), painter)
            painter.setFont(fonts.font(fonts.CAPTION))
            painter.setPen(look.colour("text"))
            place = self.rect().adjusted(6, 42, -6, -8)
            name = QFontMetrics(painter.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=tokens.CARD_RADIUS)

    def _paint_icon(self, at: QRectF, painter: object) -> None:
        from PySide6.QtGui import QPainter

        assert isinstance(painter, QPainter)
        look = tokens.of(self)
        if self._icon is None:
            icons.paint(painter, "box", at=at, colour=look.colour("accent_text"), size=22)
            return
        picture = icons.pixmap_of(
            self._icon, size=QSize(24, 24), colour=look.accent_text, ratio=self.devicePixelRatioF()
        )
        painter.drawPixmap(at.center() - QRectF(0, 0, 24, 24).center(), picture)


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
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(_scrolled(self._inside), 1)
        self.cards: list[KindCard] = []
        self._filter("")

    def add(self, dragged: Dragged) -> None:
        """Add a module after the selected one, or at the end of the first floor it may stand on."""
        place = where(self.session, self.session.library.kinds[dragged.kind])
        if place is None:
            self.session.said.emit(_("This module cannot stand on this page."), "problem")
            return
        add_here(self.session, dragged, floor=place[0], index=place[1])

    def _filter(self, text: str) -> None:
        _clear(self.groups)
        self.cards = []
        kinds = [kind for kind in self.session.library.kinds.values() if _matches(kind, text)]
        for group in GROUPS:
            chosen = [kind for kind in kinds if kind.group == group]
            if chosen:
                self.groups.addWidget(self._group(group, chosen))
        if not kinds:
            nothing = EmptyState("search", _("Nothing found"), _("Try another word."))
            self.groups.addWidget(nothing)
        self.groups.addStretch(1)

    def _group(self, group: Group, kinds: list[Kind]) -> Section:
        section = Section(_(NAMES[group]))
        grid = QGridLayout()
        grid.setSpacing(8)
        for index, kind in enumerate(sorted(kinds, key=lambda kind: said(kind.name))):
            card = KindCard(kind, self.session.library.source(kind.id).icon)
            card.wanted.connect(self.add)
            self.cards.append(card)
            grid.addWidget(card, index // COLUMNS, index % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        section.body.addLayout(grid)
        return section

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
    told = (kind.id, kind.name.zh, kind.name.en, kind.info.zh if kind.info else "")
    return any(wanted in one.lower() for one in told)


def _about(kind: Kind) -> str:
    both = len(kind.floors) > 1
    floors = "" if both else _("Floor {level} only", level=kind.floors[0])
    info = said(kind.info) if kind.info else ""
    lines = (said(kind.name), info, floors, _("Drag it onto the page, or double-click"))
    return "\n".join(line for line in lines if line)


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
