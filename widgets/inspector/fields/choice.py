"""The field for one of a few options: segments while they fit, else a list."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from designer.kinds.settings.choice import Choice
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.look import type as fonts
from widgets.look.buttons import SegmentedControl
from widgets.parts.quiet import Combo

ROOM = 292
"""Pixels that segments may take, with their margins."""


class ChoiceField(Field):
    """Segments when at most four short options stand side by side, else a list."""

    def __init__(self, setting: Choice, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        options = [(option.value, said(option.label)) for option in setting.options]
        self.segments = SegmentedControl(options) if fits([t for __, t in options]) else None
        self.combo = None if self.segments else _combo(options)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        if self.segments is not None:
            self.segments.chosen.connect(self._made)
            widget: QWidget = stretched(self.segments)
        else:
            assert self.combo is not None
            self.combo.activated.connect(self._listed)
            widget = self.combo
        widget.setAccessibleName(said(setting.label))
        row.addWidget(widget)

    def show_value(self, value: Value) -> None:
        if self.segments is not None:
            self.segments.choose(str(value))
        elif self.combo is not None:
            self.combo.show_data(value)

    def show_mixed(self, value: Value) -> None:
        if self.segments is not None:
            self.segments.choose("")
        elif self.combo is not None:
            self.combo.show_data(None)

    def _listed(self) -> None:
        assert self.combo is not None
        self._made(self.combo.currentData())


def fits(texts: list[str]) -> bool:
    """Whether these words can stand side by side as segments of equal width."""
    metrics = QFontMetrics(fonts.font(fonts.BODY, weight=fonts.BOLD))
    widest = max(metrics.horizontalAdvance(text) for text in texts)
    return 2 <= len(texts) <= 4 and (widest + 14) * len(texts) <= ROOM


def stretched(segments: SegmentedControl) -> SegmentedControl:
    """The segments over the whole width, each with the same share."""
    segments.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for index in range(segments.row.count()):
        item = segments.row.itemAt(index)
        button = item.widget() if item is not None else None
        if button is not None:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            segments.row.setStretch(index, 1)
    return segments


def _combo(options: list[tuple[str, str]]) -> Combo:
    combo = Combo()
    for value, text in options:
        combo.addItem(text, value)
    return combo
