"""The steps of a project as a list: those in force, and those undone that can come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from designer.document.document import Document
from designer.language import _
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, outline

if TYPE_CHECKING:
    from widgets.session import Session

_STEP = Qt.ItemDataRole.UserRole + 1
ROW = 34


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of the list; `away` steps must be redone (above 0) or undone (below) to be there."""

    label: str
    at: datetime | None
    away: int


def steps_of(document: Document) -> list[Step]:
    """All steps, the newest first, down to the project as it was created."""
    history = document.history
    times = {entry.seq: entry.at for entry in history.journal.entries()}
    undone = [
        Step(label=history.label(seq), at=times.get(seq), away=away)
        for away, seq in zip(range(len(history.undone), 0, -1), history.undone, strict=True)
    ]
    done = [
        Step(label=history.label(seq), at=times.get(seq), away=-back)
        for back, seq in enumerate(reversed(history.done))
    ]
    begin = Step(label=_("The project as it was created"), at=None, away=-len(history.done))
    return [*undone, *done, begin]


def travel(session: Session, away: int) -> None:
    """Undo or redo so many steps."""
    for __ in range(abs(away)):
        session.redo() if away > 0 else session.undo()


def moment_words(at: datetime | None, *, zone: str, now: datetime) -> str:
    """When a step was done: the time today, else the day and the time."""
    if at is None:
        return ""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    if local.date() == today:
        return local.strftime("%H:%M")
    if local.date() == today - timedelta(days=1):
        return _("yesterday {time}", time=local.strftime("%H:%M"))
    return local.strftime("%m-%d %H:%M")


class StepsModel(QAbstractListModel):
    """The steps for a list view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: list[Step] = []

    def show_steps(self, steps: list[Step]) -> None:
        """Show these steps."""
        self.beginResetModel()
        self.steps = steps
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.steps)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        step = self.steps[index.row()]
        said: Mapping[int, object] = {
            Qt.ItemDataRole.DisplayRole: step.label, _STEP: step,
            Qt.ItemDataRole.ToolTipRole: _tooltip(step),
            Qt.ItemDataRole.AccessibleDescriptionRole: _state(step),
        }  # fmt: skip
        return said.get(role)


class StepsView(QListView):
    """Click or Enter travels to a step; the present one is marked."""

    wanted = Signal(int)
    """How many steps to redo (above 0) or undo (below)."""

    def __init__(self, *, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = zone
        self.steps = StepsModel(self)
        self.setModel(self.steps)
        self.setItemDelegate(_StepLook(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Steps"))
        self.clicked.connect(self._clicked)

    def show_steps(self, steps: list[Step]) -> None:
        """Show these steps with the present one in view."""
        self.steps.show_steps(steps)
        here = next((row for row, step in enumerate(steps) if step.away == 0), 0)
        index = self.steps.index(here, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            away = self.steps.steps[index.row()].away
            if away:
                self.wanted.emit(away)


class _StepLook(QStyledItemDelegate):
    """A line along which the steps hang: a disc, what was done, and when."""

    def __init__(self, view: StepsView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        step, look = index.data(_STEP), tokens.of(self._view)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, option, step, look)
        self._paint_thread(painter, rect, step, look, last=index.row() == len(self._steps) - 1)
        self._paint_words(painter, rect, step, look)
        painter.restore()

    @property
    def _steps(self) -> list[Step]:
        return self._view.steps.steps

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

    def _paint_thread(
        self, painter: QPainter, rect: QRectF, step: Step, look: tokens.Tokens, *, last: bool
    ) -> None:
        middle = QRectF(rect.left() + 22, rect.top(), 1.5, rect.height())
        if last:
            middle.setHeight(rect.height() / 2)
        painter.fillRect(middle, look.colour("line"))
        size = 9 if step.away == 0 else 7
        disc = QRectF(middle.center().x() - size / 2, rect.center().y() - size / 2, size, size)
        colour = "accent" if step.away == 0 else "faint" if step.away < 0 else "line_strong"
        fill(painter, disc.adjusted(-2, -2, 2, 2), look.colour(
            "accent_soft" if step.away == 0 else "panel"), radius=size)  # fmt: skip
        if step.away > 0:
            outline(painter, disc, look.colour(colour), radius=size / 2, width=1.4)
        else:
            fill(painter, disc, look.colour(colour), radius=size / 2)

    def _paint_words(
        self, painter: QPainter, rect: QRectF, step: Step, look: tokens.Tokens
    ) -> None:
        time = moment_words(step.at, zone=self._view.zone, now=datetime.now(ZoneInfo("UTC")))
        small = fonts.font(fonts.SMALL)
        room = QFontMetrics(small).horizontalAdvance(time) + 10 if time else 0
        words = rect.adjusted(40, 0, -16 - room, 0)
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
        if step.away > 0:
            at = QRectF(rect.right() - 16 - room - 18, rect.top(), 14, rect.height())
            icons.paint(painter, "redo-2", at=at, colour=look.colour("faint"), size=12)


def _tooltip(step: Step) -> str:
    return f"{step.label}\n{_state(step)}"


def _state(step: Step) -> str:
    if step.away == 0:
        return _("The project is here")
    return _("Undone; click to bring it back") if step.away > 0 else _("Click to go back here")
