"""Whom a rule is for: segments as chips, or a condition of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.language import _
from designer.records import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Segment,
)
from widgets.inspector.fields.choice import stretched
from widgets.look.buttons import Button, SegmentedControl
from widgets.look.controls import Text
from widgets.parts.chips import ChipChoice
from widgets.rules.wording import segments_of, simple_parts

if TYPE_CHECKING:
    from widgets.session import Session


class AudienceEdit(QWidget):
    """Segments as chips, all of them or any; other conditions in the condition builder."""

    made = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._audience: Condition = AllOf()
        self.chips = ChipChoice()
        self.chips.setAccessibleName(_("Segments"))
        self.chips.changed.connect(self._chose)
        self.joint = SegmentedControl([("all", _("in all of them")), ("any", _("in any of them"))])
        self.joint.chosen.connect(lambda __: self._chose(self.chips.on()))
        self.words = Text("", "caption")
        self.words.setWordWrap(True)
        self.more = Button(_("Own condition…"), tone="quiet", icon="sliders-horizontal", height=26)
        self.more.clicked.connect(self._build)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.chips, stretched(self.joint), self.words):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(self.chips)

    def show_audience(self, audience: Condition) -> None:
        """Show an audience; one that is more than segments is shown as a sentence."""
        from designer.condition_words import sentence

        self._audience = audience
        document = self._session.document
        segments = [document.get(key, Segment) for key in document.shop.segments]
        parts, __ = simple_parts(audience)
        self.chips.show_choices([(s.id, s.name) for s in segments], on=parts or ())
        for segment in segments:
            self.chips.chips[segment.id].colour = segment.colour
            self.chips.chips[segment.id].updateGeometry()
        self.joint.choose("any" if isinstance(audience, AnyOf) else "all")
        self.joint.setVisible(len(parts or ()) > 1)
        said = sentence(audience, shop=document.shop, segments=segments_of(document))
        self.words.setText(said if parts is None else "" if parts else _("Everybody"))
        self.words.setVisible(not parts)
        self.updateGeometry()

    def _chose(self, on: list[str]) -> None:
        parts = tuple(InSegment(segment=key) for key in on)
        group = AnyOf if self.joint.choice() == "any" and len(parts) > 1 else AllOf
        made: Condition = parts[0] if len(parts) == 1 else group(of=parts)
        self.show_audience(made)
        self.made.emit(made)

    def _build(self) -> None:
        from widgets.crowds.asking import asked_condition

        made = asked_condition(self._session, self._audience, parent=self)
        if made is not None:
            self.show_audience(made)
            self.made.emit(made)
