"""How the theme panel is laid out: a head, and captioned sections below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.language import _
from widgets.look import tokens
from widgets.look.controls import Row, Section, Text
from widgets.parts.chips import Flow
from widgets.theme.tokens_list import PairRow, TokenRow


def head(more: QWidget) -> QWidget:
    """What the panel is, and a menu at its end."""
    made = QWidget()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text(_("Theme of the shop"), "title"))
    words.addWidget(Text(_("Colours, type and corners of every page"), "small"))
    row = QHBoxLayout(made)
    row.setContentsMargins(tokens.PAD, 12, tokens.PAD - 4, 12)
    row.addLayout(words, 1)
    row.addWidget(more)
    return made


def colours(sources: Sequence[QWidget], groups: Sequence[Sequence[TokenRow]]) -> Section:
    """Where palettes come from, and the colours in groups."""
    section = Section(_("Colours"))
    section.body.setSpacing(1)
    holder = QWidget()
    flow = Flow(holder, gap=6)
    for source in sources:
        flow.addWidget(source)
    policy = holder.sizePolicy()
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    section.add(holder)
    section.body.addSpacing(6)
    for number, rows in enumerate(groups):
        if number:
            section.body.addSpacing(8)
        for row in rows:
            section.add(row)
    return section


def contrasts(count: QWidget, pairs: Sequence[PairRow]) -> Section:
    """Every pair of words and ground, with how many cannot be read."""
    section = Section(_("Contrast"), action=count)
    section.body.setSpacing(6)
    for pair in pairs:
        section.add(pair)
    return section


def measured(title: str, rows: Sequence[tuple[str, QWidget]]) -> Section:
    """A few labelled controls."""
    section = Section(title)
    section.body.setSpacing(4)
    for label, control in rows:
        section.add(Row(label, control, label_width=78))
    return section


def scrolling(column: QVBoxLayout) -> QScrollArea:
    """A column that scrolls."""
    inner = QWidget()
    inner.setLayout(column)
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
