"""The crowds workspace: segments, personas and populations, and the page of one of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from designer.document.diff import Diff
from designer.language import _
from designer.records import Module, Page, Persona, Population, Segment, Shop
from widgets.crowds import deeds
from widgets.crowds.deeds import Sort
from widgets.crowds.importing import ImportDialog, asked_file
from widgets.crowds.lists import Entry, Shelf
from widgets.crowds.persona_page import PersonaFacts, PersonaPage
from widgets.crowds.population_page import PopulationFacts, PopulationPage
from widgets.crowds.presets import start_from_eight
from widgets.crowds.segment_page import SegmentFacts, SegmentPage, opened_in
from widgets.figures import Figures
from widgets.look import tokens
from widgets.look.buttons import Button
from widgets.look.controls import Hairline
from widgets.look.states import EmptyState
from widgets.parts.keys import claims
from widgets.parts.records import percent

if TYPE_CHECKING:
    from widgets.session import Session

LEFT, RIGHT, READABLE = 264, 320, 760


class CrowdsWorkspace(QWidget):
    """Who there is: three lists, a page, and its facts."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.figures = Figures.of(session)
        self._stale = True
        self.chosen: tuple[Sort, str] | None = None
        self.setAutoFillBackground(True)
        self.segments = Shelf(_("Segments"), add=_("Add a segment"),
                              empty=_("A segment is a condition with a name."))  # fmt: skip
        self.personas = Shelf(_("All personas"), add=_("Add a persona"),
                              empty=_("A persona is one imagined consumer."))  # fmt: skip
        self.populations = Shelf(_("Populations"), add=_("Add a population"), ordered=False,
                                 empty=_("A population gives figures to everything."))  # fmt: skip
        self.eight = _quiet(_("Start from the eight crowds"), icon="sparkles")
        self.eight.setToolTip(
            _("Adds attributes, eight segments, eight personas and a recipe; nothing is replaced")
        )
        self.bring = _quiet(_("Import CSV…"), icon="file-spreadsheet")
        self.segment_page, self.segment_facts = SegmentPage(session), SegmentFacts(session)
        self.persona_page, self.persona_facts = PersonaPage(session), PersonaFacts(session)
        self.population_page = PopulationPage(session)
        self.population_facts = PopulationFacts(session)
        self.pages, self.facts = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._listen()

    # ---- arranging ----

    def _lay_out(self) -> None:
        for page in (self.segment_page, self.persona_page, self.population_page):
            self.pages.addWidget(_scrolled(_readable(page)))
        self.pages.addWidget(self._invitation())
        for facts in (self.segment_facts, self.persona_facts, self.population_facts):
            self.facts.addWidget(_scrolled(_padded(facts)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.pages, 1)
        self.edge = Hairline(Qt.Orientation.Vertical)
        row.addWidget(self.edge)
        row.addWidget(self.facts)
        self.facts.setFixedWidth(RIGHT)

    def _left(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 12, 10, 16)
        column.setSpacing(16)
        for shelf in (self.segments, self.personas, self.populations):
            column.addWidget(shelf)
        for button in (self.eight, self.bring):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        left = _scrolled(inner)
        left.setFixedWidth(LEFT)
        return left

    def _invitation(self) -> QWidget:
        begin = Button(_("Start from the eight strategic crowds"), tone="primary")
        begin.clicked.connect(self._start)
        text = _("Take the eight strategic crowds as a start (attributes, segments, personas and "
                 "100,000 imagined consumers), or add a segment of your own at the left.")
        return EmptyState("users-round", _("Who comes to the shop?"), text, button=begin)

    def _listen(self) -> None:
        session = self.session
        self.eight.clicked.connect(self._start)
        self.bring.clicked.connect(self._import)
        shelves: tuple[tuple[Shelf, Sort], ...] = (
            (self.segments, "segment"), (self.personas, "persona"),
            (self.populations, "population"),
        )  # fmt: skip
        for shelf, sort in shelves:
            shelf.picked.connect(lambda key, sort=sort: self.choose(sort, key))
            shelf.added.connect(lambda sort=sort: self._add(sort))
            shelf.removed.connect(lambda key, sort=sort: self._remove(sort, key))
            shelf.moved.connect(lambda index, to, sort=sort: self._move(sort, index, to))
        self.segment_page.removed.connect(lambda key: self._remove("segment", key))
        self.segment_page.copied.connect(lambda key: self._copy("segment", key))
        self.persona_page.removed.connect(lambda key: self._remove("persona", key))
        self.persona_page.copied.connect(lambda key: self._copy("persona", key))
        self.population_page.removed.connect(lambda key: self._remove("population", key))
        for facts in (self.segment_facts, self.persona_facts, self.population_facts):
            facts.opened.connect(self._open)
        self.persona_facts.looked.connect(
            lambda key: session.look(persona=key, workspace="design")
        )
        session.changed.connect(self._changed)
        self.figures.updated.connect(self._show_figures)

    # ---- when ----

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        for shelf in (self.segments, self.personas, self.populations):
            if self.chosen is not None and self.chosen[1] in shelf.entries:
                shelf.entries[self.chosen[1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Segment, Persona, Population, Shop, Module, Page):
            self._stale = True
            if self.isVisible():
                self.refresh()

    # ---- what ----

    def refresh(self) -> None:
        """Show the lists and the page as they are now."""
        self._stale = False
        document = self.session.document
        if self.chosen is None or document.find(self.chosen[1]) is None:
            self.chosen = self._first()
        current = self.chosen[1] if self.chosen else None
        segments = [document.get(key, Segment) for key in document.shop.segments]
        personas = [document.get(key, Persona) for key in document.shop.personas]
        self.segments.show_entries(
            [Entry(s.id, s.name, colour=s.colour) for s in segments], current=current
        )
        self.personas.show_entries(
            [Entry(p.id, p.name, colour=p.colour, letter=p.name[:1]) for p in personas],
            current=current,
        )
        populations = document.all(Population)
        self.populations.show_entries(
            [Entry(p.id, p.name, icon="users-round") for p in populations], current=current
        )
        self._allow(writable=not self.session.project.read_only)
        self._show_page()
        self._show_figures()

    def _allow(self, *, writable: bool) -> None:
        shelves = (self.segments, self.personas, self.populations)
        pages = (self.segment_page, self.persona_page, self.population_page)
        for part in (*(shelf.plus for shelf in shelves), self.eight, self.bring, *pages):
            part.setEnabled(writable)

    def _first(self) -> tuple[Sort, str] | None:
        document = self.session.document
        if document.shop.segments:
            return "segment", document.shop.segments[0]
        if document.shop.personas:
            return "persona", document.shop.personas[0]
        found = document.all(Population)
        return ("population", found[0].id) if found else None

    def choose(self, sort: Sort, key: str) -> None:
        """Open the page of a segment, persona or population."""
        self.chosen = (sort, key)
        for shelf in (self.segments, self.personas, self.populations):
            shelf.mark(key)
        self._show_page()

    def _show_page(self) -> None:
        self.facts.setVisible(self.chosen is not None)
        self.edge.setVisible(self.chosen is not None)
        if self.chosen is None:
            self.pages.setCurrentIndex(3)
            return
        sort, key = self.chosen
        if sort == "segment":
            self.segment_page.show_segment(key)
            self.segment_facts.show_segment(key)
        elif sort == "persona":
            self.persona_page.show_persona(key)
            self.persona_facts.show_persona(key)
        else:
            self.population_page.show_population(key)
            self.population_facts.show_population(key)
        place = ("segment", "persona", "population").index(sort)
        self.pages.setCurrentIndex(place)
        self.facts.setCurrentIndex(place)

    def _show_figures(self) -> None:
        for key, entry in self.segments.entries.items():
            count = self.figures.segment(key)
            entry.show_figure("" if count is None else percent(self.figures.share(count)))
        current = self.figures.population()
        for key, entry in self.populations.entries.items():
            used = current is not None and key == current.id
            entry.show_figure(f"{self.figures.people:,}" if used and self.figures.people else "")

    # ---- deeds ----

    def _start(self) -> None:
        self.session.attempt(lambda: start_from_eight(self.session.document))

    def _import(self) -> None:
        file = asked_file(self)
        if file is not None:
            self.import_from(ImportDialog(self.session, file, self.window()))

    def import_from(self, dialog: ImportDialog) -> None:
        """Ask what the columns of a file are, and open the population that comes of it."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.added.connect(lambda key: self.choose("population", key))
        dialog.open()

    def _add(self, sort: Sort) -> None:
        self._made(sort, lambda: deeds.add(self.session.document, sort))

    def _copy(self, sort: Sort, key: str) -> None:
        self._made(sort, lambda: deeds.copy(self.session.document, sort, key))

    def _made(self, sort: Sort, make: Callable[[], str]) -> None:
        key = self.session.attempt(make)
        if key is not None:
            self.choose(sort, key)
            names = {"segment": self.segment_page.name, "persona": self.persona_page.name,
                     "population": self.population_page.name}  # fmt: skip
            names[sort].setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, sort: Sort, key: str) -> None:
        self.session.attempt(lambda: deeds.remove(self.session.document, sort, key))

    def _move(self, sort: Sort, index: int, target: int) -> None:
        self.session.attempt(lambda: deeds.move(self.session.document, sort, index, target))
        shelf = self.segments if sort == "segment" else self.personas
        shelf.stack.focus_row(target)

    def _open(self, record: str) -> None:
        if isinstance(self.session.document.find(record), Segment):
            self.choose("segment", record)
        else:
            opened_in(self.session, record)


def _quiet(text: str, *, icon: str) -> Button:
    return Button(text, tone="quiet", icon=icon, height=28)


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(tokens.PAD + 4, 20, tokens.PAD + 4, 20)
    column.addWidget(widget)
    return holder


def _readable(page: QWidget) -> QWidget:
    """A page in the middle, no wider than is good to read."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(28, 20, 28, 28)
    row.addStretch(1)
    row.addWidget(page, 100)
    row.addStretch(1)
    page.setMaximumWidth(READABLE)
    return holder
