"""The page of one segment: name, colour, condition, and what it means in numbers."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.crowds import set_segment
from designer.conditions import cycle, matches
from designer.document.queries import owner, uses_of
from designer.language import _
from designer.records import (
    AllOf,
    Condition,
    InSegment,
    Module,
    Page,
    Persona,
    Segment,
)
from widgets.crowds.builder import ConditionBuilder
from widgets.crowds.colours import ColourButton
from widgets.crowds.facts import Fact, FactList, Figure
from widgets.crowds.tree import segments_below
from widgets.figures import Figures
from widgets.look import type as fonts
from widgets.look.buttons import IconButton
from widgets.look.controls import Card, Section, Text
from widgets.parts.line import Line
from widgets.parts.name_line import NameLine
from widgets.parts.records import percent
from widgets.rules.wording import segments_of
from widgets.session import Session, consumer_of

MOST_OVERLAPS = 6


class SegmentPage(QWidget):
    """The centre of the workspace for a segment."""

    removed = Signal(str)
    copied = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.key = ""
        self.colour = ColourButton()
        self.colour.made.connect(lambda colour: self._put(colour=colour))
        self.name = NameLine(size=fonts.HEADING)
        self.name.setFixedHeight(32)
        self.name.setAccessibleName(_("Name of the segment"))
        self.name.named.connect(lambda name: self._put(name=name))
        self.note = Line(placeholder=_("Note: who these people are"))
        self.note.setAccessibleName(_("Note"))
        self.note.edited.connect(lambda text: self._put(note=text))
        self.note.sealed.connect(self._seal)
        self.builder = ConditionBuilder(session)
        self.builder.changed.connect(self._condition)
        self.builder.judged.connect(self._say)
        self.builder.sealed.connect(self._seal)
        self.said = Text("", "caption")
        self.said.setWordWrap(True)
        self.problem = Text("", "danger")
        self.problem.setWordWrap(True)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.colour)
        head.addWidget(self.name, 1)
        for icon, text, signal in (
            ("copy", _("Duplicate the segment"), self.copied),
            ("trash-2", _("Remove the segment"), self.removed),
        ):
            button = IconButton(icon, text)
            button.clicked.connect(lambda __=False, signal=signal: signal.emit(self.key))
            head.addWidget(button)
        card = Card(padding=14)
        card.add(self.builder)
        sentence = Section(_("In words"))
        sentence.add(self.said)
        sentence.add(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(card)
        column.addWidget(sentence)
        column.addStretch(1)

    def show_segment(self, key: str) -> None:
        """Show a segment as it is now; an unfinished condition of the same segment stays."""
        segment = self._session.document.get(key, Segment)
        other = key != self.key
        self.key = key
        self.colour.show_colour(segment.colour)
        self.name.show_name(segment.name)
        self.note.show_text(segment.note)
        if other or not self.builder.problem():
            self.builder.show_condition(segment.when, without=self._above(key))
        self._say(self.builder.problem())

    def _above(self, key: str) -> frozenset[str]:
        """The segment itself and those that rest on it: naming one of them would make a ring."""
        segments = segments_of(self._session.document)
        found = {key}
        while True:
            more = {s.id for s in segments.values() if segments_below(s.when) & found} - found
            if not more:
                return frozenset(found)
            found |= more

    def _say(self, problem: str) -> None:
        self.said.setText(self.builder.sentence())
        kept = _("Not kept yet: {problem}", problem=problem) if problem else ""
        self.problem.setText(kept)
        self.problem.setVisible(bool(problem))

    def _condition(self, condition: Condition) -> None:
        segment = self._session.document.get(self.key, Segment)
        trial = {**segments_of(self._session.document)}
        trial[self.key] = msgspec.structs.replace(segment, when=condition)
        if cycle(trial):
            self._say(_("a segment cannot rest on itself."))
            return
        self._put(when=condition)

    def _put(self, **parts: object) -> None:
        session = self._session
        segment = session.document.get(self.key, Segment)
        made = msgspec.structs.replace(segment, **parts)
        session.attempt(lambda: set_segment(session.document, segment=made))

    def _seal(self) -> None:
        self._session.document.history.seal()


class SegmentFacts(QWidget):
    """The right column for a segment: how many, which personas, where used, overlaps."""

    opened = Signal(str)
    """A record that the user wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._figures, self.key = session, Figures.of(session), ""
        self.figure = Figure()
        self.personas = FactList(_("Personas inside"), none=_("No persona belongs here."))
        self.uses = FactList(_("Used by"), none=_("No rule uses this segment yet."))
        self.overlaps = FactList(_("Overlap"), none=_("No overlap with other segments."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        for widget in (self.figure, self.uses, self.personas, self.overlaps):
            column.addWidget(widget)
        column.addStretch(1)
        self._figures.updated.connect(self._count)

    def show_segment(self, key: str) -> None:
        """Show the facts of a segment as they are now."""
        self.key = key
        others = [s for s in self._others() if s != key]
        self._figures.ask(self, *(self._both(other) for other in others))
        self._count()
        for row in self.uses.show_facts([self._use(*use) for use in self._used()]):
            row.clicked.connect(lambda __=False, row=row: self.opened.emit(row.fact.key))
        self.personas.show_facts(self._members())

    def _others(self) -> list[str]:
        return [key for key in self._session.document.shop.segments if key != self.key]

    def _both(self, other: str) -> Condition:
        return AllOf(of=(InSegment(segment=self.key), InSegment(segment=other)))

    def _count(self) -> None:
        segment = self._session.document.find(self.key)
        if not isinstance(segment, Segment):
            return
        count = self._figures.segment(self.key)
        none = _("Counting…") if self._figures.population() else _("No population to count yet")
        share = self._figures.share(count or 0)
        self.figure.show_count(count, share, colour=segment.colour, none=none)
        self.overlaps.show_facts(self._overlapping(count or 0))

    def _overlapping(self, own: int) -> list[Fact]:
        found = []
        for other in self._others():
            both = self._figures.size(self._both(other))
            if both and own:
                found.append((both / own, self._session.document.get(other, Segment)))
        found.sort(key=lambda one: -one[0])
        return [
            Fact(segment.name, _("{share} of these", share=percent(share)), colour=segment.colour)
            for share, segment in found[:MOST_OVERLAPS]
        ]

    def _used(self) -> list[tuple[str, str]]:
        return [(use.record, use.place) for use in uses_of(self._session.document, self.key)]

    def _use(self, record: str, place: str) -> Fact:
        found = self._session.document.find(record)
        if isinstance(found, Segment):
            return Fact(place, _("segment"), icon="users-round", key=record)
        return Fact(place, icon="file" if isinstance(found, Page) else "layers", key=record)

    def _members(self) -> list[Fact]:
        document = self._session.document
        segments, when = segments_of(document), document.get(self.key, Segment).when
        personas = (document.get(key, Persona) for key in document.shop.personas)
        return [
            Fact(p.name, p.note, colour=p.colour)
            for p in personas
            if matches(when, consumer_of(p), segments=segments)
        ]


def opened_in(session: Session, record: str) -> None:
    """Go to where a page or module is laid out."""
    found = session.document.find(record)
    if isinstance(found, Page):
        session.look(workspace="design", page=found.id, modules=())
    elif isinstance(found, Module):
        page = owner(session.document, record, Page)
        session.look(workspace="design", page=page.id, modules=(record,))
