"""A searchable list in a popup: pick one thing, or tick several while it stays open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
)
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
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.controls import SearchField, Text
from widgets.look.paint import fill, outline
from widgets.parts.popup import Popup

_OPTION = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to pick: its value, what it is called, and what tells it from others."""

    value: str
    title: str
    note: str = ""
    colour: str = ""
    icon: str = ""
    picture: Callable[[QSize, float], QPixmap | None] | None = None


class Chooser(Popup):
    """Options with a search line above them; Enter picks, Esc closes."""

    picked = Signal(str)

    def __init__(
        self, owner: QWidget, *, hint: str = "", stays: Sequence[str] | None = None
    ) -> None:
        super().__init__(owner, padding=8, spacing=6)
        self._ticked: list[str] | None = None if stays is None else list(stays)
        self.search = SearchField(hint or _("Search"))
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.nothing = Text(_("Nothing matches."), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(48)
        self.list = OptionList(self)
        self.list.picked.connect(self._pick)
        for widget in (self.search, self.list, self.nothing):
            self.body.addWidget(widget)

    def open_with(
        self, options: Sequence[Option], anchor: QWidget, *, current: str = "", width: int = 292
    ) -> None:
        """Open under `anchor` with these options, the current one marked."""
        self.list.show_options(options, ticked=self._ticked or ([current] if current else []))
        self.search.setVisible(len(options) > 7)
        self.search.clear()
        self._filter("")
        self.open_at(anchor, width=width)
        (self.search if self.search.isVisible() else self.list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._walked(event)
        return False

    def _walked(self, event: QKeyEvent) -> bool:
        """Let the list be walked while the search line has the keyboard."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.walk(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.pick_current()
            return True
        return False

    def _filter(self, text: str) -> None:
        shown = self.list.show_matching(text)
        self.nothing.setVisible(shown == 0)
        self.list.setVisible(shown > 0)
        if self.isVisible():
            self.fit()

    def _pick(self, value: str) -> None:
        if self._ticked is None:
            self.close()
        else:
            self._ticked = [v for v in self._ticked if v != value] + (
                [] if value in self._ticked else [value]
            )
            self.list.tick(self._ticked)
        self.picked.emit(value)


class OptionList(QListView):
    """The options themselves."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, rows: int = 8) -> None:
        super().__init__(parent)
        self._rows = rows
        self.numbered = False
        self.order: tuple[str, ...] = ()
        self.ticked: frozenset[str] = frozenset()
        self._all: Sequence[Option] = ()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(_OptionLook(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Choices"))
        self.clicked.connect(self._picked)

    def show_options(self, options: Sequence[Option], *, ticked: Sequence[str]) -> None:
        """Show these options, some of them ticked."""
        self._all = options
        self.order, self.ticked = tuple(ticked), frozenset(ticked)
        self.show_matching("")

    def show_matching(self, text: str) -> int:
        """Show the options with this text in title or note; returns how many."""
        self._model.clear()
        wanted = text.strip().casefold()
        for option in self._all:
            if wanted in f"{option.title} {option.note}".casefold():
                item = QStandardItem(option.title)
                item.setData(option, _OPTION)
                item.setAccessibleDescription(option.note)
                self._model.appendRow(item)
        self._start()
        rows = min(self._rows, max(1, self._model.rowCount()))
        self.setFixedHeight(rows * row_height(self._all) + 2)
        return self._model.rowCount()

    def tick(self, ticked: Sequence[str]) -> None:
        """Tick exactly these, in this order."""
        self.order, self.ticked = tuple(ticked), frozenset(ticked)
        self.viewport().update()

    def walk(self, step: int) -> None:
        """Mark the option above or below."""
        row = max(0, min(self._model.rowCount() - 1, self.currentIndex().row() + step))
        self.setCurrentIndex(self._model.index(row, 0))

    def pick_current(self) -> None:
        """Pick the marked option."""
        if self.currentIndex().isValid():
            self._picked(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pick_current()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _start(self) -> None:
        rows = range(self._model.rowCount())
        values = [option_at(self._model.index(row, 0)).value for row in rows]
        first = next((i for i, value in enumerate(values) if value in self.ticked), 0)
        self.setCurrentIndex(self._model.index(first, 0))

    def _picked(self, index: QModelIndex) -> None:
        self.picked.emit(option_at(index).value)


def option_at(index: QModelIndex | QPersistentModelIndex) -> Option:
    """The option in a row."""
    found = index.data(_OPTION)
    assert isinstance(found, Option)
    return found


def row_height(options: Sequence[Option]) -> int:
    """The height of each row: two lines when any option has a note."""
    return 46 if any(option.note or option.picture for option in options) else 32


class _OptionLook(QStyledItemDelegate):
    """Draws an option: picture, dot or icon; title and note; a tick at the end."""

    def __init__(self, view: OptionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, row_height(self._view._all))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        shown, look = option_at(index), tokens.of(self._view)
        rect = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = state & QStyle.StateFlag.State_Selected
            fill(painter, rect, look.colour("accent_soft" if chosen else "hover"), radius=7)
        left = _paint_mark(painter, rect, shown, look)
        ticked = shown.value in self._view.ticked
        _paint_words(painter, rect.adjusted(left, 0, -28 if ticked else -8, 0), shown, look)
        if ticked and self._view.numbered:
            number = self._view.order.index(shown.value) + 1
            _paint_number(painter, rect, number, look)
        elif ticked:
            at = QRectF(rect.right() - 26, rect.top(), 20, rect.height())
            icons.paint(painter, "check", at=at, colour=look.colour("accent_text"), size=15)
        painter.restore()


def _paint_number(painter: QPainter, rect: QRectF, number: int, look: tokens.Tokens) -> None:
    """The place of a ticked option in their order, on a disc."""
    disc = QRectF(rect.right() - 28, rect.center().y() - 10, 20, 20)
    fill(painter, disc, look.colour("accent"), radius=10)
    painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
    painter.setPen(look.colour("on_accent"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))


def _paint_mark(painter: QPainter, rect: QRectF, shown: Option, look: tokens.Tokens) -> float:
    """What stands before the words; returns how far they start from the left."""
    if shown.picture is not None:
        place = QRectF(rect.left() + 5, rect.center().y() - 18, 36, 36)
        paint_picture(painter, place, shown.picture, look)
        return 50
    if shown.colour:
        fill(painter, QRectF(rect.left() + 10, rect.center().y() - 5, 10, 10),
             look.colour(shown.colour), radius=5)  # fmt: skip
        return 30
    if shown.icon:
        at = QRectF(rect.left() + 6, rect.top(), 20, rect.height())
        icons.paint(painter, shown.icon, at=at, colour=look.colour("muted"), size=15)
        return 34
    return 10


def paint_picture(
    painter: QPainter,
    place: QRectF,
    picture: Callable[[QSize, float], QPixmap | None],
    look: tokens.Tokens,
) -> None:
    """A small rounded picture, or a soft ground with a picture sign when there is none."""
    from PySide6.QtGui import QPainterPath

    found = picture(place.size().toSize(), painter.device().devicePixelRatio())
    if found is None:
        fill(painter, place, look.colour("stage"), radius=6)
        icons.paint(painter, "image", at=place, colour=look.colour("faint"), size=16)
        return
    painter.save()
    path = QPainterPath()
    path.addRoundedRect(place, 6, 6)
    painter.setClipPath(path)
    painter.drawPixmap(place.topLeft(), found)
    painter.restore()
    line = look.colour("text")
    line.setAlphaF(0.08)
    outline(painter, place.adjusted(0.5, 0.5, -0.5, -0.5), line, radius=6)


def _paint_words(painter: QPainter, rect: QRectF, shown: Option, look: tokens.Tokens) -> None:
    upper = QRectF(rect.left(), rect.top() + 5, rect.width(), 18) if shown.note else rect
    _line(painter, upper, shown.title, fonts.BODY, look.text)
    if shown.note:
        lower = QRectF(rect.left(), rect.top() + 22, rect.width(), 17)
        _line(painter, lower, shown.note, fonts.SMALL, look.muted)


def _line(painter: QPainter, rect: QRectF, text: str, size: int, colour: str) -> None:
    font = fonts.font(size)
    painter.setFont(font)
    painter.setPen(colour)
    cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
