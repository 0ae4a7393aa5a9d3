"""Typing never waits: a character is painted before anything is done with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from designer.kinds.settings.number import Number
from designer.kinds.settings.range import Range
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.text import Text
from designer.records import Label
from tests.widgets.inspector.test_fields import make

__all__ = ["make"]
NAME = Label(zh="名", en="Name")
SETTINGS = (
    Text(id="a", label=NAME), Text(id="a", label=NAME, lines=3), RichText(id="a", label=NAME),
    Number(id="a", label=NAME, max=99), Range(id="a", label=NAME, min=0, max=99, default=1),
)  # fmt: skip


class Diary(QObject):
    """Notes in order when a surface paints and when its value is told."""

    def __init__(self, surface) -> None:
        super().__init__()
        self.lines: list[str] = []
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint:
            self.lines.append("painted")
        return super().eventFilter(watched, event)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: f"{type(one).__name__}")
def test_a_key_is_painted_before_it_is_told(make, setting) -> None:
    field = make(setting, "" if isinstance(setting, Text | RichText) else 1)
    line = next(getattr(field, name) for name in ("line", "text", "box") if hasattr(field, name))
    surface = line.viewport() if isinstance(line, QAbstractScrollArea) else line
    diary = Diary(surface)
    field.edited.connect(lambda value: diary.lines.append(f"told {value}"))
    line.setFocus()
    QApplication.processEvents()
    diary.lines.clear()
    QTest.keyClick(line, Qt.Key.Key_5)
    told = next(place for place, one in enumerate(diary.lines) if one.startswith("told"))
    assert "5" in diary.lines[told]
    assert "painted" in diary.lines[:told]
