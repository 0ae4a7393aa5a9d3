"""The field for formatted text: bold, italic, underline, colour, list and link, kept as small clean
HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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

from designer.kinds.settings.rich_text import INKS, RichText
from designer.language import _
from designer.render.style import colour_of
from widgets.inspector.fields.colour import NAMES, Swatch
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.fields.text import painted_first
from widgets.inspector.html import INK, inked, read_html, to_html
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Text
from widgets.parts.line import Line, leaves_undo
from widgets.parts.popup import Popup

INK_CLASS = 'class="c-'


class RichField(Field):
    """A text with a small row of buttons above it."""

    def __init__(self, setting: RichText, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.text = RichEdit(self._colours)
        self.text.setAccessibleName(said(setting.label))
        self.text.edited.connect(self._typed)
        self.text.sealed.connect(self.sealed)
        self.setFocusProxy(self.text)
        self.bold = self._button("bold", _("Bold"), "Ctrl+B", self.text.toggle_bold)
        self.italic = self._button("italic", _("Italic"), "Ctrl+I", self.text.toggle_italic)
        self.underline = self._button(
            "underline", _("Underline"), "Ctrl+U", self.text.toggle_underline
        )
        self.ink = self._button("baseline", _("Text colour"), "", self._ask_ink)
        self.list = self._button("list", _("List"), "Ctrl+Shift+8", self.text.toggle_list)
        self.link = self._button("link", _("Link"), "Ctrl+Shift+U", self._ask_link)
        self.text.asked_link.connect(self._ask_link)
        self.text.cursorPositionChanged.connect(self._mark)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for button in (
            self.bold, self.italic, self.underline, self.ink, self.list, self.link,
        ):  # fmt: skip
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

    @cached_property
    def inks(self) -> InkAsk:
        """Asks for a colour, made when it is first needed."""
        return InkAsk(self)

    def refresh(self) -> None:
        self.text.dye()

    def show_value(self, value: Value) -> None:
        self.text.show_html(str(value or ""))

    def _typed(self, html: str) -> None:
        painted_first(self.text)
        self.edited.emit(html)

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
        self.underline.setChecked(shape.fontUnderline() and not shape.isAnchor())
        self.ink.setChecked(bool(shape.property(INK)))
        self.list.setChecked(_listed(self.text.textCursor()))
        self.link.setChecked(shape.isAnchor())

    def _ask_link(self) -> None:
        self.asking.ask(self.text, self.link)

    def _ask_ink(self) -> None:
        self.inks.ask(self.text, self.ink, self._colours())

    def _colours(self) -> dict[str, str]:
        theme = self.place.session.document.shop.theme
        return {name: colour_of(theme, name) for name in INKS}


class RichEdit(QTextEdit):
    """The text itself; pastes come in plain."""

    edited = Signal(object)
    sealed = Signal()
    asked_link = Signal()

    def __init__(self, colours: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._colours = colours
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
        read_html(self.document(), html, colours=self._colours())
        self._showing = False

    def dye(self) -> None:
        """Show the colours of the theme as they are now."""
        if not self.hasFocus() and INK_CLASS in self._shown:
            shown, self._shown = self._shown, ""
            self.show_html(shown)

    def toggle_bold(self) -> None:
        """Make the selection bold, or not."""
        bold = self.fontWeight() > QFont.Weight.Normal
        self.setFontWeight(QFont.Weight.Normal if bold else QFont.Weight.Bold)
        self.setFocus()

    def toggle_italic(self) -> None:
        """Make the selection italic, or not."""
        self.setFontItalic(not self.fontItalic())
        self.setFocus()

    def toggle_underline(self) -> None:
        """Underline the selection, or not."""
        self.setFontUnderline(not self.fontUnderline())
        self.setFocus()

    def set_ink(self, name: str) -> None:
        """Give the selection, or the word at the caret, a colour of the theme; none without one."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        plain = self.palette().text().color().name()
        cursor.mergeCharFormat(inked(name, self._colours().get(name, plain)))
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
            "Ctrl+U": self.toggle_underline, "Ctrl+Shift+U": self.asked_link.emit,
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


class InkAsk(Popup):
    """Asks for a colour of the theme, or none."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._text: RichEdit | None = None
        self.swatches = {name: Swatch(_(NAMES[name])) for name in INKS}
        self.none = Button(_("No colour of its own"), tone="quiet")
        self.none.clicked.connect(lambda: self._set(""))
        row = QHBoxLayout()
        row.setSpacing(4)
        for name, swatch in self.swatches.items():
            swatch.clicked.connect(lambda _checked=False, name=name: self._set(name))
            row.addWidget(swatch)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.none)

    def ask(self, text: RichEdit, anchor: QWidget, colours: Mapping[str, str]) -> None:
        """Ask for the colour of the selection in `text`."""
        self._text = text
        now = text.currentCharFormat().property(INK)
        for name, swatch in self.swatches.items():
            swatch.show_colour(colours[name])
            swatch.setChecked(name == now)
        self.open_at(anchor, width=250)
        self.swatches.get(now, self.swatches[INKS[0]]).setFocus()

    def _set(self, name: str) -> None:
        self.close()
        if self._text is not None:
            self._text.set_ink(name)


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
