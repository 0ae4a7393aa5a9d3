"""One crowd of a recipe: its name and share, and below, folded, how its people are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.condition_checks import attribute_of
from designer.language import _, current
from designer.records import Attribute, Crowd, Draw, Segment, Shop
from widgets.crowds.facts import Fact, FactRow
from widgets.crowds.parts import Dot
from widgets.inspector.fields.field import said
from widgets.look.buttons import IconButton
from widgets.parts.line import Line
from widgets.parts.quiet import Slider, Spin

if TYPE_CHECKING:
    from designer.document.document import Document

COLOURS = (
    "#4f6ef7", "#f5a524", "#12a594", "#e5484d", "#8e4ec6", "#0090ff", "#46a758", "#d6409f",
    "#94a3b8", "#ad7f58",
)  # fmt: skip
"""What crowds of a recipe are told apart by when no segment of that name lends its colour."""


class CrowdRow(QWidget):
    """A crowd to edit."""

    made = Signal(object)
    removed = Signal()
    sealed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._crowd = Crowd(name="", share=0, attributes={})
        self.fold = IconButton("chevron-right", _("How its people are drawn"), size=24)
        self.fold.setCheckable(True)
        self.fold.clicked.connect(self._folded)
        self.dot = Dot()
        self.name = Line()
        self.name.setAccessibleName(_("Name of the crowd"))
        self.name.edited.connect(lambda text: self._put(name=text))
        self.slider = Slider()
        self.slider.setRange(0, 1000)
        self.slider.valueChanged.connect(lambda place: self._put(share=place / 1000))
        self.share = Spin(low=0, high=100, step=0.1, unit="%")
        self.share.setFixedWidth(84)
        self.share.valueChanged.connect(self._typed)
        for source in (self.name.sealed, self.slider.sliderReleased, self.share.editingFinished):
            source.connect(self.sealed)
        self.remove = IconButton("x", _("Leave this crowd out"), size=24)
        self.remove.clicked.connect(self.removed)
        self.draws = QWidget()
        self.lines = QVBoxLayout(self.draws)
        self.lines.setContentsMargins(56, 0, 30, 8)
        self.lines.setSpacing(0)
        self.draws.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        for widget, stretch in (
            (self.fold, 0), (self.dot, 0), (self.name, 3), (self.slider, 4), (self.share, 0),
            (self.remove, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.draws)

    def show_crowd(self, crowd: Crowd, *, place: int, shop: Shop) -> None:
        """Show a crowd of the recipe."""
        self._crowd = crowd
        self.dot.show_colour(colour_of(self._document, crowd, place))
        self.name.show_text(crowd.name)
        self.share.show_number(round(crowd.share * 100, 1))
        self.slider.setAccessibleName(_("Share of {name}", name=crowd.name))
        self.share.setAccessibleName(_("Share of {name}", name=crowd.name))
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(crowd.share * 1000))
        self.slider.blockSignals(blocked)
        if self.fold.isChecked():
            self._tell(shop)

    def _folded(self) -> None:
        is_open = self.fold.isChecked()
        self.fold.set_icon("chevron-down" if is_open else "chevron-right")
        if is_open:
            self._tell(self._document.shop)
        self.draws.setVisible(is_open)

    def _tell(self, shop: Shop) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, draw in self._crowd.attributes.items():
            attribute = attribute_of(shop, key)
            if attribute is not None:
                fact = Fact(said(attribute.label), drawn(draw, attribute, shop=shop))
                self.lines.addWidget(FactRow(fact))

    def _typed(self) -> None:
        self._put(share=round(self.share.value() / 100, 4))

    def _put(self, **parts: object) -> None:
        self._crowd = msgspec.structs.replace(self._crowd, **parts)
        self.made.emit(self._crowd)


def colour_of(document: Document, crowd: Crowd, place: int) -> str:
    """The colour of a crowd: that of the segment of the same name, else its own by place."""
    named = {segment.name: segment.colour for segment in document.all(Segment)}
    return named.get(crowd.name, COLOURS[place % len(COLOURS)])


def drawn(draw: Draw, attribute: Attribute, *, shop: Shop) -> str:
    """How a value is drawn, in a few words."""
    words = _drawn(draw, attribute, shop)
    if draw.unknown:
        words = _("{words}, unknown for {share}", words=words, share=f"{draw.unknown:.0%}")
    return words


def _drawn(draw: Draw, attribute: Attribute, shop: Shop) -> str:
    if draw.by:
        parent = attribute_of(shop, draw.by)
        return _("depends on “{key}”", key=said(parent.label) if parent else draw.by)
    if draw.span is not None:
        low, high = draw.span
        return f"{low:g}–{high:g} {attribute.unit}".rstrip()
    if draw.chance is not None:
        return _("yes for {share}", share=f"{draw.chance:.0%}")
    return _most(draw.weights or draw.tags, attribute, whole=bool(draw.weights))


def _most(shares: Mapping[str, float], attribute: Attribute, *, whole: bool) -> str:
    """The three most frequent values with their shares."""
    zh = current() == "zh_CN"
    labels = {c.key: c.label.zh if zh else c.label.en for c in attribute.choices}
    total = sum(shares.values()) if whole else 1.0
    first = sorted(shares.items(), key=lambda one: -one[1])[:3]
    told = [f"{labels.get(key, key)} {share / (total or 1):.0%}" for key, share in first]
    return " · ".join(told) + (" …" if len(shares) > 3 else "")
