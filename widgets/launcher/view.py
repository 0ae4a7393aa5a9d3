"""The launcher's window: one line to type in, the best fitting things below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
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

from designer.language import _
from widgets.launcher.entries import Entry, Found, entries, ranked
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.controls import Hairline, SearchField, Text
from widgets.look.paint import fill, outline
from widgets.parts.popup import SHADOW, Popup

if TYPE_CHECKING:
    from widgets.window import Window

WIDTH: Final = 620
ROW: Final = 42
ROWS: Final = 9
RECENT: Final = "launcher/recent"
REMEMBERED: Final = 12
AnyIndex = QModelIndex | QPersistentModelIndex
_FOUND: Final = Qt.ItemDataRole.UserRole


class Launcher(Popup):
    """Type, choose with the arrows, Enter runs or goes there, Esc closes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, padding=8, spacing=6)
        self._window = window
        self._all: tuple[Entry, ...] = ()
        self._known: tuple[object, ...] = ()
        self.search = SearchField(_("Run a command, or go to anything by name"))
        self.search.setFont(fonts.font(fonts.TITLE))
        self.search.setFixedHeight(40)
        self.search.textChanged.connect(self._look)
        self.search.installEventFilter(self)
        self.model = _Model(self)
        self.list = _List(self.model, window, self)
        self.list.clicked.connect(self._run)
        self.nothing = Text(_("Nothing is called that."), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(72)
        self.hint = Text("", "small")
        self.hint.setContentsMargins(8, 0, 8, 2)
        for widget in (self.search, Hairline(), self.list, self.nothing, Hairline(), self.hint):
            self.body.addWidget(widget)
        self.list.selectionModel().currentChanged.connect(self._hint)

    def prepare(self) -> None:
        """Read ahead what can be reached, so that the first opening is as quick as the others."""
        known = self._state()
        if known != self._known:
            self._all, self._known = entries(self._window), known
            self._look("")

    def open(self) -> None:
        """Open in the upper middle of the window with nothing typed."""
        self.prepare()
        self.search.clear()
        self._look("")
        self.setFixedWidth(WIDTH + 2 * SHADOW)
        self.fit()
        left = (self._window.width() - self.width()) // 2
        self.move(self._window.mapToGlobal(QPoint(left, 72)))
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._walked(event)
        return False

    # ---- inside ----

    def _state(self) -> tuple[object, ...]:
        """What the entries depend on; as long as it stands, they need not be read anew."""
        session, keymap = self._window.session, self._window.menus.keymap
        keys = tuple(keymap.keys(name) for name in keymap.names())
        return session.document.revision, session.focus, keys

    def _walked(self, event: QKeyEvent) -> bool:
        key, last = Qt.Key(event.key()), self.model.rowCount() - 1
        row = self.list.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: row + 1 if row < last else 0,
            Qt.Key.Key_Up: row - 1 if row > 0 else last,
            Qt.Key.Key_PageDown: min(last, row + ROWS - 1),
            Qt.Key.Key_PageUp: max(0, row - ROWS + 1),
        }
        if key in steps:
            self.list.setCurrentIndex(self.model.index(steps[key], 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
            return True
        if key == Qt.Key.Key_Escape:  # at once: a search line alone would only be emptied
            self.close()
            return True
        return False

    def _look(self, text: str) -> None:
        found = ranked(self._all, text, recent=self._recent())
        self.model.show_found(found)
        self.list.setFixedHeight(max(1, min(ROWS, len(found))) * ROW)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self._hint(self.list.currentIndex())
        if self.isVisible():
            self.fit()

    def _hint(self, index: QModelIndex, _before: object = None) -> None:
        found = index.data(_FOUND)
        why = found.entry.why_not() if isinstance(found, Found) else ""
        keys = _("↑ ↓ choose · Enter runs it · Esc closes")
        self.hint.setText(_("Not now: {reason}", reason=why) if why else keys)

    def _run(self, index: QModelIndex) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, Found) or found.entry.why_not():
            return
        self._remember(found.entry.key)
        self.close()
        QTimer.singleShot(0, self._window, found.entry.run)

    def _recent(self) -> tuple[str, ...]:
        settings = self._window.session.settings
        if settings is None:
            return ()
        try:
            return msgspec.json.decode(settings.kept(RECENT, "[]"), type=tuple[str, ...])
        except msgspec.MsgspecError:
            return ()

    def _remember(self, key: str) -> None:
        settings = self._window.session.settings
        if settings is not None:
            kept = [key, *(one for one in self._recent() if one != key)][:REMEMBERED]
            settings.keep(RECENT, msgspec.json.encode(kept).decode())
            settings.save()


class _Model(QAbstractListModel):
    """The found entries as Qt's list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._found: list[Found] = []

    def show_found(self, found: list[Found]) -> None:
        """Show exactly these."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._found):
            return None
        found = self._found[index.row()]
        if role == _FOUND:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return found.entry.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join(filter(None, (found.entry.note, found.entry.shortcut)))
        return None


class _List(QListView):
    """The list; the line above it keeps the keyboard."""

    def __init__(self, model: _Model, window: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Look(window, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Found"))


class _Look(QStyledItemDelegate):
    """Draws an entry: icon, name with what matched in bold, where it leads, its key."""

    def __init__(self, window: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        found = index.data(_FOUND)
        if not isinstance(found, Found):
            return
        look, rect = tokens.of(self._window), QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, rect, look.colour("accent_soft" if chosen else "hover"), radius=8)
        able = not found.entry.why_not()
        at = QRectF(rect.left() + 8, rect.top(), 22, rect.height())
        ink = "accent_text" if chosen and able else "muted" if able else "faint"
        icons.paint(painter, found.entry.icon, at=at, colour=look.colour(ink), size=16)
        right = _paint_key(painter, rect, found.entry.shortcut, look)
        _paint_words(painter, rect.adjusted(40, 0, right - rect.right() - 10, 0), found, look, able)
        painter.restore()


def _paint_key(painter: QPainter, rect: QRectF, key: str, look: tokens.Tokens) -> float:
    """The key at the right end; returns where it begins."""
    if not key:
        return rect.right() - 8
    font = fonts.font(fonts.SMALL)
    width = QFontMetrics(font).horizontalAdvance(key) + 14
    place = QRectF(rect.right() - 10 - width, rect.center().y() - 10, width, 20)
    fill(painter, place, look.colour("raised"), radius=5)
    outline(painter, place.adjusted(0.5, 0.5, -0.5, -0.5), look.colour("line_strong"), radius=5)
    painter.setFont(font)
    painter.setPen(look.colour("muted"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)
    return place.left()


def _paint_words(
    painter: QPainter, rect: QRectF, found: Found, look: tokens.Tokens, able: bool
) -> None:
    note_font = fonts.font(fonts.CAPTION)
    note = QFontMetrics(note_font).elidedText(
        found.entry.note, Qt.TextElideMode.ElideMiddle, int(rect.width() * 0.45)
    )
    noted = QFontMetrics(note_font).horizontalAdvance(note)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(note_font)
    painter.setPen(look.colour("muted" if able else "faint"))
    painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, note)
    _paint_title(painter, rect.adjusted(0, 0, -noted - 14, 0), found, look, able)


def _paint_title(
    painter: QPainter, rect: QRectF, found: Found, look: tokens.Tokens, able: bool
) -> None:
    """The name sign by sign where some of it matched, cut at the end when it is too long."""
    plain, bold = fonts.font(), fonts.font(weight=fonts.BOLD)
    cut = QFontMetrics(bold).elidedText(
        found.entry.title, Qt.TextElideMode.ElideRight, int(rect.width())
    )
    left = rect.left()
    for marked, piece in _pieces(cut, found.marks):
        painter.setFont(bold if marked else plain)
        ink = "faint" if not able else "accent_text" if marked else "text"
        painter.setPen(look.colour(ink))
        place = QRectF(left, rect.top(), rect.right() - left + 4, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, piece)
        left += QFontMetrics(painter.font()).horizontalAdvance(piece)


def _pieces(text: str, marks: tuple[int, ...]) -> list[tuple[bool, str]]:
    """The text in runs that are marked or not."""
    pieces: list[tuple[bool, str]] = []
    for at, sign in enumerate(text):
        marked = at in marks
        if pieces and pieces[-1][0] == marked:
            pieces[-1] = (marked, pieces[-1][1] + sign)
        else:
            pieces.append((marked, sign))
    return pieces
