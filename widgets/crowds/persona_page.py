"""The page of one persona: who it is, every attribute, and which segments that makes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.crowds import set_persona
from designer.condition_checks import attribute_of
from designer.conditions import Verdict, trace
from designer.language import _
from designer.records import Leaf, Persona, Segment
from widgets.crowds.attributes import AttributeForm
from widgets.crowds.colours import ColourButton
from widgets.crowds.facts import Fact, FactList
from widgets.inspector.fields.field import said
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Row, Section
from widgets.parts.line import Line
from widgets.parts.name_line import NameLine
from widgets.rules.reasons import value_words
from widgets.rules.wording import segments_of
from widgets.session import Session, consumer_of


class PersonaPage(QWidget):
    """The centre of the workspace for a persona."""

    removed = Signal(str)
    copied = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.key = ""
        self.colour = ColourButton(size=34)
        self.colour.made.connect(lambda colour: self._put(colour=colour))
        self.name = NameLine(size=fonts.HEADING)
        self.name.setFixedHeight(32)
        self.name.setAccessibleName(_("Name of the persona"))
        self.name.named.connect(lambda name: self._put(name=name))
        self.note = Line(placeholder=_("Note: who this is"))
        self.note.setAccessibleName(_("Note"))
        self.note.edited.connect(lambda text: self._put(note=text))
        self.consumer = Line(placeholder=_("Not signed in: no experiment takes part"))
        self.consumer.edited.connect(lambda text: self._put(consumer=text.strip() or None))
        self.form = AttributeForm()
        self.form.made.connect(self._attribute)
        for source in (self.note, self.consumer, self.form):
            source.sealed.connect(session.document.history.seal)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.colour)
        head.addWidget(self.name, 1)
        for icon, text, signal in (
            ("copy", _("Duplicate the persona"), self.copied),
            ("trash-2", _("Remove the persona"), self.removed),
        ):
            button = IconButton(icon, text)
            button.clicked.connect(lambda __=False, signal=signal: signal.emit(self.key))
            head.addWidget(button)
        card = Card(padding=14)
        card.add(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(Row(_("Consumer id"), self.consumer, label_width=112))
        section = Section(_("Attributes"))
        section.add(card)
        column.addWidget(section)
        column.addStretch(1)

    def show_persona(self, key: str) -> None:
        """Show a persona as it is now."""
        persona = self._session.document.get(key, Persona)
        self.key = key
        self.colour.show_colour(persona.colour)
        self.name.show_name(persona.name)
        self.note.show_text(persona.note)
        self.consumer.show_text(persona.consumer or "")
        self.form.show_attributes(self._session.document.shop.attributes, persona.attributes)

    def _attribute(self, key: str, value: object) -> None:
        values = dict(self._session.document.get(self.key, Persona).attributes)
        if value is None:
            values.pop(key, None)
        else:
            values[key] = value  # type: ignore[assignment]
        self._put(attributes=values)

    def _put(self, **parts: object) -> None:
        session = self._session
        made = msgspec.structs.replace(session.document.get(self.key, Persona), **parts)
        session.attempt(lambda: set_persona(session.document, persona=made))


class PersonaFacts(QWidget):
    """The right column for a persona: the segments it is in, and why it is not in the others."""

    opened = Signal(str)
    looked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.key = session, ""
        self.eyes = Button(_("See the shop as this persona"), icon="eye")
        self.eyes.clicked.connect(lambda: self.looked.emit(self.key))
        self.inside = FactList(_("In these segments"), none=_("In none of the segments."))
        self.outside = FactList(_("Not in"), none=_("There is no other segment."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.eyes)
        column.addWidget(self.inside)
        column.addWidget(self.outside)
        column.addStretch(1)

    def show_persona(self, key: str) -> None:
        """Show the facts of a persona as they are now."""
        self.key = key
        document = self._session.document
        consumer, segments = consumer_of(document.get(key, Persona)), segments_of(document)
        held: list[Fact] = []
        missed: list[Fact] = []
        for name in document.shop.segments:
            segment = document.get(name, Segment)
            verdict = trace(segment.when, consumer, segments=segments)
            note = "" if verdict.held else self._reason(verdict)
            facts = held if verdict.held else missed
            facts.append(Fact(segment.name, note, colour=segment.colour, key=name))
        for rows in (self.inside.show_facts(held), self.outside.show_facts(missed)):
            for row in rows:
                row.clicked.connect(lambda __=False, row=row: self.opened.emit(row.fact.key))

    def _reason(self, verdict: Verdict) -> str:
        """The first value that stands in the way."""
        for leaf in _failed(verdict):
            assert isinstance(leaf.condition, Leaf)
            attribute = attribute_of(self._session.document.shop, leaf.condition.attribute)
            name = said(attribute.label) if attribute else leaf.condition.attribute
            value = value_words(self._session.document, leaf.condition.attribute, leaf.value)
            return f"{name} = {value}"
        return ""


def _failed(verdict: Verdict) -> Iterator[Verdict]:
    """The leaves of parts that do not hold."""
    if verdict.held:
        return
    if isinstance(verdict.condition, Leaf):
        yield verdict
    for part in verdict.parts:
        yield from _failed(part)
