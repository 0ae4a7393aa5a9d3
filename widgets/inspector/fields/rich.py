"""The field for formatted text: bold, italic, list and link, kept as small clean HTML."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
    QTextList,
    QTextListFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from designer.kinds.settings.rich_text import RichText
from designer.language import _
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.html import to_html
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Text
from widgets.parts.line import Line, leaves_undo
from widgets.parts.popup import Popup


class RichField(Field):
    """A text with a small row of buttons above it."""

    def __init__(self, setting: RichText, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.text = RichEdit()
        self.text.setAccessibleName(said(setting.label))
        self.text.edited.connect(self.edited)
        self.text.sealed.connect(self.sealed)
        self.setFocusProxy(self.text)
        self.bold = self._button("bold", _("Bold"), "Ctrl+B", self.text.toggle_bold)
        self.italic = self._button("italic", _("Italic"), "Ctrl+I", self.text.toggle_italic)
        self.list = self._button("list", _("List"), "Ctrl+Shift+8", self.text.toggle_list)
        self.link = self._button("link", _("Link"), "Ctrl+Shift+U", self._ask_link)
        self.text.asked_link.connect(self._ask_link)
        self.text.cursorPositionChanged.connect(self._mark)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (self.bold, self.italic, self.list, self.link):
            tools.addWidget(button)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(tools)
        column.addWidget(self.text)

    @cached_property
    def asking(self) -> LinkAsk:
        """Asks for an address, made when it is first needed."""
        return LinkAsk(self)

    def show_value(self, value: Value) -> None:
        self.text.show_html(str(value or ""))

    def _button(self, icon: str, name: str, key: str, deed: Callable[[], None]) -> IconButton:
        button = IconButton(icon, name, key, size=28)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(deed)
        button.clicked.connect(self._mark)
        return button

    @Slot()
    def _mark(self) -> None:
        shape = self.text.currentCharFormat()
        self.bold.setChecked(shape.fontWeight() > QFont.Weight.Normal)
        self.italic.setChecked(shape.fontItalic())
        self.list.setChecked(_listed(self.text.textCursor()))
        self.link.setChecked(shape.isAnchor())

    def _ask_link(self) -> None:
        self.asking.ask(self.text, self.link)


class RichEdit(QTextEdit):
    """The text itself; pastes come in plain."""

    edited = Signal(object)
    sealed = Signal()
    asked_link = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self._shown = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(6)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda __: self._fit())
        self._fit()

    def show_html(self, html: str) -> None:
        """Show a text from outside; our own last edit keeps the caret."""
        if html == self._shown:
            return
        self._showing, self._shown = True, html
        self.setHtml(html)
        self._showing = False

    def toggle_bold(self) -> None:
        """Make the selection bold, or not."""
        bold = self.fontWeight() > QFont.Weight.Normal
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.setFocus()

    def toggle_italic(self) -> None:
        """Make the selection italic, or not."""
        self.setFontItalic(not self.fontItalic())
        self.setFocus()

    def toggle_list(self) -> None:
        """Make the paragraphs a list, or paragraphs again."""
        cursor = self.textCursor()
        if _listed(cursor):
            cursor.currentList().remove(cursor.block())
            shape = cursor.blockFormat()
            shape.setIndent(0)
            cursor.setBlockFormat(shape)
        else:
            cursor.createList(QTextListFormat.Style.ListDisc)
        self.setFocus()

    def set_link(self, address: str) -> None:
        """Link the selection, or the word at the caret; an empty address takes the link away."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        shape = QTextCharFormat()
        shape.setAnchor(bool(address))
        shape.setAnchorHref(address)
        shape.setFontUnderline(bool(address))
        ink = self.palette().link() if address else self.palette().text()
        shape.setForeground(ink)
        cursor.mergeCharFormat(shape)
        self.setFocus()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {
            "Ctrl+B": self.toggle_bold, "Ctrl+I": self.toggle_italic,
            "Ctrl+Shift+8": self.toggle_list, "Ctrl+Shift+*": self.toggle_list,
            "Ctrl+Shift+U": self.asked_link.emit,
        }  # fmt: skip
        deed = deeds.get(QKeySequence(event.keyCombination()).toString())
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def event(self, event: QEvent) -> bool:
        if leaves_undo(event, self):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.document().clearUndoRedoStacks()
            self.sealed.emit()

    def _changed(self) -> None:
        if self._showing:
            return
        self._shown = to_html(self.document())
        self.edited.emit(self._shown)

    def _fit(self) -> None:
        height = round(self.document().size().height()) + 6
        self.setFixedHeight(max(84, min(260, height)))


def _listed(cursor: QTextCursor) -> bool:
    """Whether the caret is in a list; Qt gives None outside, which its types do not say."""
    return isinstance(cursor.currentList(), QTextList)


class LinkAsk(Popup):
    """Asks for the address of a link."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._text: RichEdit | None = None
        self.line = Line(placeholder="https://")
        self.line.setAccessibleName(_("Address"))
        self.line.returnPressed.connect(self._done)
        self.problem = Text("", "danger")
        self.problem.hide()
        self.remove = Button(_("Remove link"), tone="quiet")
        self.remove.clicked.connect(lambda: self._set(""))
        self.done = Button(_("Link"), tone="primary")
        self.done.clicked.connect(self._done)
        foot = QHBoxLayout()
        foot.addWidget(self.remove)
        foot.addStretch(1)
        foot.addWidget(self.done)
        for widget in (self.line, self.problem):
            self.body.addWidget(widget)
        self.body.addLayout(foot)

    def ask(self, text: RichEdit, anchor: QWidget) -> None:
        """Ask for the link of the selection in `text`."""
        self._text = text
        address = text.currentCharFormat().anchorHref()
        self.line.show_text(address)
        self.remove.setVisible(bool(address))
        self.problem.hide()
        self.open_at(anchor, width=280)
        self.line.setFocus()

    def _done(self) -> None:
        address = self.line.text().strip()
        if address.lower().startswith(("http://", "https://")) and " " not in address:
            self._set(address)
            return
        self.problem.setText(_("An address starts with https:// or http://."))
        self.problem.show()
        self.fit()

    def _set(self, address: str) -> None:
        self.close()
        if self._text is not None:
            self._text.set_link(address)
