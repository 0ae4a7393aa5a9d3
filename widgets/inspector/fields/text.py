"""The field for a line or a paragraph of plain text."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QVBoxLayout, QWidget

from designer.kinds.settings.text import Text
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.parts.line import Line, Paragraph


class TextField(Field):
    """A line, or a paragraph when the setting allows line breaks."""

    def __init__(self, setting: Text, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self.line: Line | Paragraph = Paragraph() if setting.lines > 1 else Line()
        self.line.setAccessibleName(said(setting.label))
        self.line.setPlaceholderText(said(setting.placeholder))
        self.line.edited.connect(self._typed)
        self.line.sealed.connect(self.sealed)
        self.setFocusProxy(self.line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)

    def show_value(self, value: Value) -> None:
        self.line.show_text(str(value or ""))

    def _typed(self, text: str) -> None:
        painted_first(self.line)
        self.edited.emit(text)


def painted_first(line: QWidget) -> None:
    """Paint a character that was typed before anything is done with it: typing never waits."""
    surface = line.viewport() if isinstance(line, QAbstractScrollArea) else line
    surface.repaint()
