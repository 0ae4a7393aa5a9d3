"""The list of steps: drawn, not built, so that ten thousand of them open in a blink."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer.language import _
from widgets.history.steps import Day, Row, Signs, Step, rows_of, state_words
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline

_ROW = Qt.ItemDataRole.UserRole + 1
HEIGHT = 34
AnyIndex = QModelIndex | QPersistentModelIndex


class StepsModel(QAbstractListModel):
    """The rows for a list view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if isinstance(row, Day):
            return row.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.label}\n{state_words(row)}"
        return state_words(row) if role == Qt.ItemDataRole.AccessibleDescriptionRole else None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], Day):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


class StepsView(QListView):
    """Click or Enter travels to a step; the present one is marked."""

    wanted = Signal(int)
    """How many steps to redo (above 0) or undo (below)."""
    menu_wanted = Signal(object, QPoint)
    """A step whose menu is asked for, and where on the screen."""

    def __init__(self, *, zone: str, signs: Signs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone, self.signs = zone, signs
        self._all: list[Step] = []
        self._text = ""
        self.rows = StepsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_StepLook(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Steps"))
        self.clicked.connect(self._clicked)

    def show_steps(self, steps: list[Step]) -> None:
        """Show these steps with the present one in view; the scroll stays when nothing moved."""
        if steps != self._all:
            self._all = steps
            self._fill()
        self.viewport().update()

    def search(self, text: str) -> int:
        """Show only the steps whose label holds a text; returns how many."""
        self._text = text
        self._fill()
        return sum(isinstance(row, Step) for row in self.rows.rows)

    def step_at(self, index: AnyIndex) -> Step | None:
        """The step of a row; None for a heading."""
        row = self.rows.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Step) else None

    def _fill(self) -> None:
        now = datetime.now(UTC)
        self.rows.show_rows(rows_of(self._all, zone=self.zone, now=now, wanted=self._text))
        for place, row in enumerate(self.rows.rows):
            if isinstance(row, Step) and row.away == 0:
                self.setCurrentIndex(self.rows.index(place, 0))
                self.scrollTo(self.rows.index(place, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        step = self.step_at(index)
        if step is not None:
            at = event.pos() if by_mouse else self.visualRect(index).bottomLeft()
            self.menu_wanted.emit(step, self.viewport().mapToGlobal(at))

    def _clicked(self, index: QModelIndex) -> None:
        step = self.step_at(index)
        if step is not None and step.away:
            self.wanted.emit(step.away)


class _StepLook(QStyledItemDelegate):
    """A line along which the steps hang: a sign, what was done, and when."""

    def __init__(self, view: StepsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, look = index.data(_ROW), tokens.of(self._view)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Step):
            self._paint_ground(painter, rect, option, row, look)
            self._paint_sign(painter, rect, row, look, last=row.edit == 0)
            self._paint_words(painter, rect, row, look)
        else:
            painter.setFont(fonts.font(fonts.SMALL, weight=fonts.MEDIUM))
            painter.setPen(look.colour("muted"))
            place = rect.adjusted(16, 6, -16, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, step: Step,
        look: tokens.Tokens,
    ) -> None:  # fmt: skip
        plate = rect.adjusted(6, 1, -6, -1)
        if step.away == 0:
            fill(painter, plate, look.colour("accent_soft"), radius=7)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, plate, look.colour("hover"), radius=7)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused and option.state & QStyle.StateFlag.State_Selected:
            outline(painter, plate.adjusted(1, 1, -1, -1), look.colour("accent"), radius=7)

    def _paint_sign(
        self, painter: QPainter, rect: QRectF, step: Step, look: tokens.Tokens, *, last: bool
    ) -> None:
        thread = QRectF(rect.left() + 27, rect.top(), 1.5, rect.height())
        if last:
            thread.setHeight(rect.height() / 2)
        painter.fillRect(thread, look.colour("line"))
        disc = QRectF(thread.center().x() - 10, rect.center().y() - 10, 20, 20)
        here = step.away == 0
        fill(painter, disc, look.colour("accent" if here else "panel"), radius=10)
        if not here:
            outline(painter, disc, look.colour("line_strong"), radius=10)
        ink = "on_accent" if here else "faint" if step.away > 0 else "muted"
        icon = self._view.signs.icon(step)
        icons.paint(painter, icon, at=disc, colour=look.colour(ink), size=12)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, step: Step, look: tokens.Tokens
    ) -> None:
        zone = ZoneInfo(self._view.zone)
        time = step.at.astimezone(zone).strftime("%H:%M") if step.at is not None else ""
        small = fonts.font(fonts.SMALL)
        room = QFontMetrics(small).horizontalAdvance(time) + 10 if time else 0
        words = rect.adjusted(46, 0, -16 - room, 0)
        font = fonts.font(fonts.BODY, weight=fonts.MEDIUM if step.away == 0 else fonts.REGULAR)
        painter.setFont(font)
        painter.setPen(look.colour("muted" if step.away > 0 else "text"))
        cut = QFontMetrics(font).elidedText(
            step.label, Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setFont(small)
        painter.setPen(look.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, time)
