"""The page of one population: a recipe of crowds with their shares, or a table brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.actions.crowds import set_population
from designer.language import _, plural
from designer.population.recipe import check_recipe
from designer.records import Crowd, Imported, Population, Segment, Synthesis
from widgets.crowds.facts import Fact, FactList, Figure
from widgets.crowds.mixture import CrowdRow, colour_of
from widgets.figures import Figures
from widgets.look import type as fonts
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Card, Row, Section, ShareBar, Text
from widgets.parts.name_line import NameLine
from widgets.parts.quiet import Spin
from widgets.parts.records import percent

if TYPE_CHECKING:
    from widgets.session import Session

LARGEST = 5_000_000


class PopulationPage(QWidget):
    """The centre of the workspace for a population."""

    removed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.key = ""
        self.rows: list[CrowdRow] = []
        self.name = NameLine(size=fonts.HEADING)
        self.name.setFixedHeight(32)
        self.name.setAccessibleName(_("Name of the population"))
        self.name.named.connect(self._rename)
        self.size_box = Spin(low=1, high=LARGEST, step=10_000)
        self.size_box.setGroupSeparatorShown(True)
        self.size_box.valueChanged.connect(lambda: self._put(size=int(self.size_box.number())))
        self.seed = Spin(low=0, high=999_999_999)
        self.seed.valueChanged.connect(lambda: self._put(seed=int(self.seed.number())))
        self.dice = IconButton("dices", _("Draw other people from the same recipe"))
        self.dice.clicked.connect(self._roll)
        self.mix = ShareBar(height=10)
        self.sum = Text("", "caption")
        self.even = Button(_("Make it 100%"), tone="quiet", icon="equal", height=26)
        self.even.clicked.connect(self._normalise)
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.imported = Text("", "body")
        self.imported.setWordWrap(True)
        self.recipe = QWidget()
        self._lay_out()
        for box in (self.size_box, self.seed):
            box.editingFinished.connect(session.document.history.seal)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        remove = IconButton("trash-2", _("Remove the population"))
        remove.clicked.connect(lambda: self.removed.emit(self.key))
        head.addWidget(remove)
        numbers = QHBoxLayout()
        numbers.setSpacing(24)
        numbers.addWidget(Row(_("Consumers"), self.size_box, label_width=72), 1)
        seed = QHBoxLayout()
        seed.addWidget(Row(_("Seed"), self.seed, label_width=48), 1)
        seed.addWidget(self.dice)
        numbers.addLayout(seed, 1)
        card = Card(padding=14)
        card.add(self.mix)
        card.body.addLayout(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self.sum, 1)
        foot.addWidget(self.even)
        card.body.addLayout(foot)
        crowds = Section(_("Crowds and their shares"))
        crowds.add(card)
        inner = QVBoxLayout(self.recipe)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(14)
        inner.addLayout(numbers)
        inner.addWidget(crowds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.recipe)
        column.addWidget(self.imported)
        column.addStretch(1)

    def show_population(self, key: str) -> None:
        """Show a population as it is now."""
        population = self._session.document.get(key, Population)
        self.key = key
        self.name.show_name(population.name)
        source = population.source
        self.recipe.setVisible(isinstance(source, Synthesis))
        self.imported.setVisible(isinstance(source, Imported))
        if isinstance(source, Synthesis):
            self._show_recipe(source)
        else:
            said = plural("{rows} consumer from “{file}”, kept in the project.",
                          "{rows} consumers from “{file}”, kept in the project.",
                          count=source.rows, rows=f"{source.rows:,}", file=source.file)  # fmt: skip
            self.imported.setText(said)

    def _show_recipe(self, source: Synthesis) -> None:
        self.size_box.show_number(source.size)
        self.seed.show_number(source.seed)
        if len(self.rows) != len(source.crowds):
            self._build(source)
        total = sum(crowd.share for crowd in source.crowds)
        for place, (row, crowd) in enumerate(zip(self.rows, source.crowds, strict=True)):
            row.show_crowd(crowd, place=place, shop=self._session.document.shop)
        self.mix.set_parts([
            (crowd.share / total if total else 0, colour_of(self._session.document, crowd, place))
            for place, crowd in enumerate(source.crowds)
        ])  # fmt: skip
        whole = abs(total - 1) < 0.0005
        said = _("Together 100%") if whole else _(
            "Together {share}: drawn in proportion", share=percent(total)
        )  # fmt: skip
        self.sum.setText(said)
        self.even.setVisible(not whole and total > 0)

    def _build(self, source: Synthesis) -> None:
        for row in self.rows:
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [CrowdRow(self._session.document) for __ in source.crowds]
        for place, row in enumerate(self.rows):
            row.made.connect(lambda crowd, place=place: self._crowd(place, crowd))
            row.removed.connect(lambda place=place: self._without(place))
            row.sealed.connect(self._session.document.history.seal)
            self.list.addWidget(row)

    # ---- deeds ----

    def _source(self) -> Synthesis:
        source = self._session.document.get(self.key, Population).source
        assert isinstance(source, Synthesis)
        return source

    def _put(self, **parts: object) -> None:
        session = self._session
        source = msgspec.structs.replace(self._source(), **parts)
        population = session.document.get(self.key, Population)
        made = msgspec.structs.replace(population, source=source)

        def keep() -> None:
            check_recipe(source, shop=session.document.shop)
            set_population(session.document, population=made)

        session.attempt(keep)

    def _crowd(self, place: int, crowd: Crowd) -> None:
        crowds = list(self._source().crowds)
        crowds[place] = crowd
        self._put(crowds=tuple(crowds))

    def _without(self, place: int) -> None:
        crowds = tuple(c for n, c in enumerate(self._source().crowds) if n != place)
        if crowds:
            self._put(crowds=crowds)

    def _normalise(self) -> None:
        crowds = self._source().crowds
        total = sum(crowd.share for crowd in crowds)
        self._put(crowds=tuple(
            msgspec.structs.replace(crowd, share=round(crowd.share / total, 6)) for crowd in crowds
        ))  # fmt: skip

    def _roll(self) -> None:
        self._put(seed=(self._source().seed * 48_271 + 11) % 999_999_937)

    def _rename(self, name: str) -> None:
        session = self._session
        population = session.document.get(self.key, Population)
        made = msgspec.structs.replace(population, name=name)
        session.attempt(lambda: set_population(session.document, population=made))


class PopulationFacts(QWidget):
    """The right column for a population: whether it is counted, and its segments in numbers."""

    opened = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._figures, self.key = session, Figures.of(session), ""
        self.figure = Figure()
        self.use = Button(_("Count with this population"), icon="users-round")
        self.use.clicked.connect(lambda: self._figures.choose(self.key))
        self.using = Text(_("All figures in the studio are counted with it."), "caption")
        self.using.setWordWrap(True)
        self.segments = FactList(_("Segments in it"), none=_("No segments yet."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for widget in (self.figure, self.use, self.using, self.segments):
            column.addWidget(widget)
        column.addStretch(1)
        self._figures.updated.connect(self._count)

    def show_population(self, key: str) -> None:
        """Show the facts of a population as they are now."""
        self.key = key
        self._count()

    def _count(self) -> None:
        population = self._session.document.find(self.key)
        if not isinstance(population, Population):
            return
        current = self._figures.population()
        used = current is not None and current.id == self.key
        source = population.source
        size = source.size if isinstance(source, Synthesis) else source.rows
        self.figure.number.setText(f"{size:,}")
        self.figure.share.setText(_("people"))
        self.figure.bar.hide()
        self.use.setVisible(not used)
        self.using.setVisible(used)
        self.segments.setVisible(used)
        rows = self.segments.show_facts(self._facts() if used else [])
        for row in rows:
            row.clicked.connect(lambda __=False, row=row: self.opened.emit(row.fact.key))

    def _facts(self) -> list[Fact]:
        facts = []
        for key in self._session.document.shop.segments:
            segment, count = self._session.document.get(key, Segment), self._figures.segment(key)
            note = "" if count is None else percent(self._figures.share(count))
            facts.append(Fact(segment.name, note, colour=segment.colour, key=key))
        return facts
