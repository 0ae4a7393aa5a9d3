"""The right column of a test: where everybody ends up, planned beside realised, what to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Experiment
from widgets.experiments import sums
from widgets.experiments.census import Census, Counter
from widgets.experiments.flags import flags
from widgets.experiments.parts import Note
from widgets.experiments.words import arm_colour, arm_title, places_of
from widgets.figures import Figures
from widgets.look import tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button
from widgets.look.controls import Section, ShareBar, Text
from widgets.look.paint import fill, painting
from widgets.parts.records import people as people_words
from widgets.parts.records import percent as rounded

if TYPE_CHECKING:
    from widgets.session import Session

SIGNS = {"danger": "circle-alert", "warn": "triangle-alert", "muted": "info"}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One line of figures: words, people, their share as a bar, a mark where it was planned."""

    text: str
    people: int
    share: float
    colour: str
    note: str = ""
    planned: float | None = None
    strong: bool = False


class BarRow(QWidget):
    """A line of figures, painted."""

    def __init__(self, bar: Bar) -> None:
        super().__init__()
        self.bar = bar
        self.setFixedHeight(58 if bar.note else 40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = f"{bar.text}: {people_words(bar.people)}, {rounded(bar.share)}. {bar.note}"
        self.setAccessibleName(said.strip())
        self.setToolTip(said.strip())

    def sizeHint(self) -> QSize:
        return QSize(220, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, bar = tokens.of(self), self.bar
        width = float(self.width())
        with painting(self) as painter:
            weight = fonts.BOLD if bar.strong else fonts.REGULAR
            number = f"{bar.people:,}"
            share = rounded(bar.share)
            right = self._right(painter, QRectF(0, 2, width, 20), share, number, look)
            painter.setFont(fonts.font(fonts.BODY, weight=weight))
            painter.setPen(look.text)
            words = QRectF(0, 2, width - right - 8, 20)
            cut = QFontMetrics(painter.font()).elidedText(
                bar.text, Qt.TextElideMode.ElideRight, int(words.width())
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            track = QRectF(0, 26, width, 6)
            fill(painter, track, look.colour("pressed"), radius=3)
            if bar.people:
                part = QRectF(0, 26, max(3.0, bar.share * width), 6)
                fill(painter, part, look.colour(bar.colour), radius=3)
            if bar.planned is not None:
                at = min(max(bar.planned * width, 1.0), width - 1)
                fill(painter, QRectF(at - 1, 23, 2, 12), look.colour("text"), radius=1)
            if bar.note:
                painter.setFont(fonts.font(fonts.SMALL))
                painter.setPen(look.muted)
                painter.drawText(QRectF(0, 37, width, 16), Qt.AlignmentFlag.AlignVCenter, bar.note)

    @staticmethod
    def _right(
        painter: QPainter, rect: QRectF, share: str, number: str, look: tokens.Tokens
    ) -> float:
        """Draw the figures at the right; returns how wide they are."""
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.muted)
        painter.drawText(rect, side, share)
        painter.setPen(look.text)
        painter.drawText(rect.adjusted(0, 0, -54, 0), side, number)
        return 54 + QFontMetrics(painter.font()).horizontalAdvance(number)


class Bars(QWidget):
    """Lines of figures below one another."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[BarRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these lines."""
        if [row.bar for row in self.rows] == list(bars):
            return
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [BarRow(bar) for bar in bars]
        for row in self.rows:
            self._column.addWidget(row)


class SplitPanel(QWidget):
    """How the test really splits the population at the instant in view."""

    wanted = Signal()
    """The user wants a population to count."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._figures = session, Figures.of(session)
        self.counter = Counter(session, self)
        self.key = ""
        self.number = Text("", "heading")
        self.said = Text("", "caption")
        self.said.setWordWrap(True)
        self.bar = ShareBar(height=8)
        self.make = Button(_("Make a sample"), icon="users-round")
        self.make.clicked.connect(self.wanted)
        self.where, self.arms, self.places = Bars(), Bars(), Bars()
        self.planned = Text(_("The mark shows the plan, the bar what really falls there."), "small")
        self.planned.setWordWrap(True)
        self.notes: list[Note] = []
        self._lay_out()
        self.counter.updated.connect(self.refresh)

    def show_experiment(self, key: str) -> None:
        """Show a test, counted soon."""
        self.key = key
        self.counter.show_experiment(key)
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now."""
        found = self._session.document.find(self.key)
        if not isinstance(found, Experiment):
            return
        census = self.counter.census
        self._show_head(census)
        for section in self._counted:
            section.setVisible(census is not None)
        if census is not None:
            self.where.show_bars(_where(census))
            holdout = self._session.document.shop.holdout.share
            self.arms.show_bars(_arms(found, census, holdout=holdout))
            self.places.show_bars(self._places(census))
            self._counted[2].setVisible(len(census.places) > 1)
        self._show_flags(found, census)

    # ---- inside ----

    def _lay_out(self) -> None:
        titles = (_("Where everybody ends up"), _("Planned and realised"), _("By place"))
        sections = []
        for title, bars in zip(titles, (self.where, self.arms, self.places), strict=True):
            section = Section(title)
            section.add(bars)
            sections.append(section)
        sections[1].add(self.planned)
        self._counted = sections
        self.flag_section = Section(_("Worth a look"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        head = QVBoxLayout()
        head.setSpacing(6)
        for widget in (self.number, self.said, self.bar):
            head.addWidget(widget)
        head.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.flag_section)
        for section in sections:
            column.addWidget(section)
        column.addStretch(1)

    def _show_head(self, census: Census | None) -> None:
        population = self._figures.population()
        self.make.setVisible(population is None)
        self.make.setEnabled(not self._session.project.read_only)
        self.bar.setVisible(census is not None)
        self.number.setText(f"{census.whole.taking_part:,}" if census else "–")
        self.said.setText(self._sentence(census))
        parts = census.whole.arms if census else ()
        self.bar.set_parts([
            (self._figures.share(arm.people), arm_colour(n)) for n, arm in enumerate(parts)
        ])  # fmt: skip

    def _sentence(self, census: Census | None) -> str:
        population = self._figures.population()
        if population is None:
            return _("No population to count yet")
        if self._figures.problem or self.counter.problem:
            return self._figures.problem or self.counter.problem
        if census is None:
            return _("Counting…")
        share = rounded(census.whole.taking_part / census.people if census.people else 0.0)
        return _("people take part · {share} of {population}",
                 share=share, population=population.name)  # fmt: skip

    def _places(self, census: Census) -> list[Bar]:
        found = []
        for place in places_of(self._session.document, self.key):
            split = census.places.get(place.rule.id)
            if split is not None:
                share = split.taking_part / census.people if census.people else 0.0
                found.append(Bar(text=place.slot.name, people=split.taking_part, share=share,
                                 colour="violet"))  # fmt: skip
        return found

    def _show_flags(self, experiment: Experiment, census: Census | None) -> None:
        for note in self.notes:
            self.flag_section.body.removeWidget(note)
            note.hide()
            note.deleteLater()
        found = flags(self._session.document, experiment, census)
        self.notes = [Note(one.text, icon=SIGNS[one.tone], tone=one.tone) for one in found]
        for note in self.notes:
            self.flag_section.add(note)
        self.flag_section.setVisible(bool(found))


def _where(census: Census) -> list[Bar]:
    """Each person in one place: taking part, or the first thing that keeps them out."""
    split = census.whole
    lines = (
        (_("Taking part"), split.taking_part, "accent"),
        (_("Not in its audience"), census.people - census.reached, "faint"),
        (_("Held out"), split.held_out, "warn"),
        (_("Outside its part of the layer"), split.outside_slice, "violet"),
        (_("Outside the coverage"), split.outside_coverage, "good"),
        (_("Without an id"), split.anonymous, "muted"),
    )
    total = census.people or 1
    return [
        Bar(text=text, people=count, share=count / total, colour=colour, strong=n == 0)
        for n, (text, count, colour) in enumerate(lines)
        if count or n < 2
    ]


def _arms(experiment: Experiment, census: Census, *, holdout: float) -> list[Bar]:
    """People per arm, beside what weight × coverage × slice of the reached would give."""
    known = census.reached - census.whole.anonymous
    base = known * sums.reach(experiment, holdout)
    found = []
    for n, (arm, split) in enumerate(zip(experiment.arms, census.whole.arms, strict=False)):
        plan = base * arm.weight
        found.append(Bar(
            text=arm_title(n, arm), people=split.people, share=split.share,
            colour=arm_colour(n), planned=arm.weight, strong=True,
            note=_("planned {plan} · {difference}", plan=f"{plan:,.0f}",
                   difference=_difference(split.people, plan)),
        ))  # fmt: skip
    return found


def _difference(people: int, plan: float) -> str:
    if not plan:
        return "±0%"
    return f"{(people - plan) / plan * 100:+.1f}%".replace("-", "−")
