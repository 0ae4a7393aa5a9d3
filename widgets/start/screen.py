"""The start screen: go on with a project, begin one, look at a sample, or be shown around."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from designer.actions.modules import said
from designer.language import _, mark, plural
from designer.starters import OCCASIONS, TRADES, starters
from widgets.look import icons
from widgets.look.controls import Button, EmptyState, Hairline, Section, Text
from widgets.look.text import Role
from widgets.parts.chips import Flow
from widgets.start.cards import PictureCard
from widgets.start.recent import Recent, Recents

COVERS: Final = Path(__file__).resolve().parents[2] / "assets" / "start"
SIDE: Final = 244


class Sample(NamedTuple):
    """A store that comes with Duplex; `label` and `note` are said through `_`."""

    name: str
    label: str
    note: str


SAMPLES: Final = (
    Sample("shanlan", mark("Shanlan Tea"), mark("26 products, three homes, two tests")),
    Sample("mujian", mark("Mujian Furniture"), mark("A small store of another trade")),
)


class StartScreen(QWidget):
    """A window of its own; every choice is a signal, and it decides nothing."""

    opened = Signal(Path)
    sample_wanted = Signal(str)
    starter_wanted = Signal(str)
    new_wanted = Signal()
    browse_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, recents: Recents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recents = recents
        self.setWindowTitle("Duplex")
        self.setAutoFillBackground(True)
        self.resize(QSize(1080, 720))
        self.setMinimumSize(760, 480)
        self.new = Button(_("New shop…"), tone="primary", height=36)
        self.browse = Button(_("Open…"), height=36)
        self.tour = Button(_("Three-minute tour"), height=36)
        self.new.clicked.connect(self.new_wanted)
        self.browse.clicked.connect(self.browse_wanted)
        self.tour.clicked.connect(self.tour_wanted)
        self.column = QVBoxLayout()
        self._cards: list[PictureCard] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self._scrolling(), 1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of recent projects again."""
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = []
        self.column.addWidget(self._recent_section())
        self.column.addWidget(self._sample_section())
        self.column.addWidget(self._starter_section())
        self.column.addStretch(1)

    def cards(self) -> tuple[PictureCard, ...]:
        """The cards from the first to the last."""
        return tuple(self._cards)

    # ---- parts ----

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 28, 24, 24)
        column.setSpacing(10)
        mark_ = Text()
        mark_.setPixmap(icons.pixmap_of(icons.FOLDER / "duplex.svg", size=QSize(44, 44),
                                        ratio=self.devicePixelRatioF()))  # fmt: skip
        column.addWidget(mark_)
        column.addWidget(Text("Duplex", "heading"))
        said = _wrapped(_("Both floors of a flagship store, for every crowd."), "caption")
        column.addWidget(said)
        column.addSpacing(14)
        for button in (self.new, self.browse, self.tour):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(_wrapped(_("Nothing leaves this computer."), "small"))
        return side

    def _scrolling(self) -> QWidget:
        inner = QWidget()
        inner.setLayout(self.column)
        self.column.setContentsMargins(28, 28, 28, 28)
        self.column.setSpacing(28)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area = area
        return area

    def _recent_section(self) -> Section:
        section = Section(_("Go on with"))
        found = self.recents.all()
        if not found:
            text = _("What you work on comes here. Begin a shop of your own, or open a sample.")
            section.add(EmptyState("store", _("No projects yet"), text))
            return section
        section.body.addLayout(self._flow([self._recent(one) for one in found]))
        return section

    def _sample_section(self) -> Section:
        section = Section(_("Samples"))
        cards = []
        for sample in SAMPLES:
            cover = COVERS / f"{sample.name}.jpg"
            card = PictureCard(_(sample.label), _(sample.note), picture=cover)
            card.clicked.connect(lambda _on=False, name=sample.name: self.sample_wanted.emit(name))
            cards.append(card)
        section.body.addLayout(self._flow(cards))
        return section

    def _starter_section(self) -> Section:
        section = Section(_("Begin a shop from a starter"))
        cards = []
        for one in starters():
            note = f"{_(TRADES[one.trade])} · {_(OCCASIONS[one.occasion])}"
            card = PictureCard(said(one.name), note, picture=one.cover)
            card.setToolTip(said(one.info))
            card.clicked.connect(lambda _on=False, key=one.id: self.starter_wanted.emit(key))
            cards.append(card)
        section.body.addLayout(self._flow(cards))
        return section

    def _flow(self, cards: list[PictureCard]) -> Flow:
        flow = Flow(gap=18)
        for card in cards:
            flow.addWidget(card)
            card.walked.connect(lambda by, card=card: self._walk(card, by))
        self._cards += cards
        return flow

    def _recent(self, recent: Recent) -> PictureCard:
        note = when(recent.at, now=datetime.now(recent.at.tzinfo))
        if not recent.file.is_file():
            note = _("Not there any more")
        card = PictureCard(recent.name, note, place=_short(recent.file), picture=recent.picture)
        card.clicked.connect(lambda: self._open(recent))
        card.menu_wanted.connect(lambda: self._offer(card, recent))
        return card

    # ---- deeds ----

    def _open(self, recent: Recent) -> None:
        if recent.file.is_file():
            self.opened.emit(recent.file)
        else:
            self.refresh()

    def _offer(self, card: PictureCard, recent: Recent) -> None:
        menu = QMenu(card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(recent.path).setEnabled(False)
        menu.addAction(_("Open")).triggered.connect(lambda: self._open(recent))
        menu.addAction(_("Take off this list")).triggered.connect(lambda: self._forget(recent))
        menu.popup(card.mapToGlobal(QPoint(12, 24)))

    def _forget(self, recent: Recent) -> None:
        self.recents.forget(recent)
        self.refresh()

    def _walk(self, card: PictureCard, by: int) -> None:
        to = (self._cards.index(card) + by) % len(self._cards)
        self._cards[to].setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(self._cards[to], 28, 28)


def _short(file: Path) -> str:
    """A path from the user's home on."""
    home = Path.home()
    return f"~/{file.relative_to(home)}" if file.is_relative_to(home) else str(file)


def _wrapped(text: str, role: Role) -> Text:
    words = Text(text, role)
    words.setWordWrap(True)
    return words


def when(at: datetime, *, now: datetime) -> str:
    """How long ago something was, in words for the last days and as a date before."""
    local, today = at.astimezone(), now.astimezone()
    minutes = int((today - local).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return plural("{count} minute ago", "{count} minutes ago", count=minutes)
    if local.date() == today.date():
        return _("today, {time}", time=f"{local:%H:%M}")
    days = (today.date() - local.date()).days
    if days == 1:
        return _("yesterday, {time}", time=f"{local:%H:%M}")
    if days < 7:
        return plural("{count} day ago", "{count} days ago", count=days)
    return f"{local:%Y-%m-%d}"
