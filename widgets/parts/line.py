"""Lines of text that undo their own text first and leave the rest to the document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget


class Line(QLineEdit):
    """One line of text."""

    edited = Signal(object)
    sealed = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.edited.emit)
        self.editingFinished.connect(self.sealed)

    def show_text(self, text: str) -> None:
        """Show a text from outside, keeping the caret where it can stay."""
        if text != self.text():
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, len(text)))

    def event(self, event: QEvent) -> bool:
        if _leaves_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        _forget_undo(self)


class Paragraph(QPlainTextEdit):
    """Several lines of plain text, as high as they need."""

    edited = Signal(object)
    sealed = Signal()

    def __init__(self, parent: QWidget | None = None, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setViewportMargins(3, 0, 3, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._showing = False
        self._fit()

    def show_text(self, text: str) -> None:
        """Show a text from outside, keeping the caret where it can stay."""
        if text == self.toPlainText():
            return
        self._showing = True
        place = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(text)))
        self.setTextCursor(cursor)
        self._showing = False

    def event(self, event: QEvent) -> bool:
        document = self.document()
        if _leaves_undo(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.document().clearUndoRedoStacks()
        self.sealed.emit()

    def _changed(self) -> None:
        if not self._showing:
            self.edited.emit(self.toPlainText())

    def _fit(self) -> None:
        lines = max(2, min(8, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)


def _leaves_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Whether this key is an undo or redo that the text itself has nothing for."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        return False
    if not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo


def leaves_undo(event: QEvent, edit: QTextEdit) -> bool:
    """The same for a rich text."""
    document = edit.document()
    return _leaves_undo(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable())


def _forget_undo(line: QLineEdit) -> None:
    """The text's own steps are over once it loses the keyboard; the document has them as one."""
    caret, text = line.cursorPosition(), line.text()
    blocked = line.blockSignals(True)
    line.setText(text)
    line.setCursorPosition(caret)
    line.blockSignals(blocked)
