"""The gallery: starter layouts by trade and occasion, each seen whole before it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from PySide6Qlementine import Switch

from designer.actions.modules import said
from designer.actions.starters import add_starter, left_out
from designer.language import _, plural
from designer.records import Page
from designer.starters import OCCASIONS, TRADES, Starter, starters
from widgets.look import tokens
from widgets.look.controls import Button, EmptyState, Hairline, SegmentedControl, Text
from widgets.look.paint import fill, outline, painting
from widgets.palette.grids import cleared
from widgets.parts.chips import ChipChoice, Flow
from widgets.start.cards import PictureCard

if TYPE_CHECKING:
    from widgets.session import Session

SIDE = 440
SWATCHES = ("primary", "accent", "paper", "ink", "gold", "night")


class Swatches(QWidget):
    """The main colours of a starter as a row of discs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: list[str] = []
        self.setFixedHeight(26)

    def show_colours(self, starter: Starter) -> None:
        """Show these."""
        self._colours = [starter.colours[name] for name in SWATCHES]
        self.setAccessibleName(", ".join(self._colours))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        line = tokens.of(self).colour("line_strong")
        with painting(self) as painter:
            for number, colour in enumerate(self._colours):
                disc = QRectF(number * 30 + 1, 1, 23, 23)
                fill(painter, disc, QColor(colour), radius=12)
                outline(painter, disc, line, radius=12)


class Gallery(QDialog):
    """Starters to choose from at the left, the chosen one whole at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("New layout from a starter"))
        self.resize(1180, 760)
        self.setMinimumSize(820, 520)
        trades = [("", _("All"))] + [(key, _(label)) for key, label in TRADES.items()]
        self.trade = SegmentedControl(trades)
        self.trade.chosen.connect(lambda __: self.refresh())
        self.occasions = ChipChoice()
        known = {one.occasion for one in starters()}
        choices = [(key, _(label)) for key, label in OCCASIONS.items() if key in known]
        self.occasions.show_choices(choices, on=[])
        self.occasions.changed.connect(lambda __: self.refresh())
        self.cards: dict[str, PictureCard] = {}
        self.chosen: Starter | None = None
        self._shelf = QWidget()
        self._shelf.setAutoFillBackground(True)
        self._column = QVBoxLayout(self._shelf)
        self._column.setContentsMargins(24, 8, 24, 24)
        self._make_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._left(), 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.side)
        self.refresh()

    def refresh(self) -> None:
        """Show the starters of the chosen trade and occasions."""
        cleared(self._column)
        trade, occasions = self.trade.choice(), self.occasions.on()
        found = [
            one
            for one in starters()
            if trade in ("", one.trade) and (not occasions or one.occasion in occasions)
        ]
        self.cards = {one.id: self._card(one) for one in found}
        if found:
            self._column.addWidget(self._flow())
        else:
            said_ = _("Choose another trade, or let go of an occasion.")
            self._column.addWidget(EmptyState("search", _("Nothing found"), said_))
        self._column.addStretch(1)
        if found and (self.chosen is None or self.chosen.id not in self.cards):
            self.choose(found[0])

    def choose(self, starter: Starter) -> None:
        """Show one whole."""
        self.chosen = starter
        wide = SIDE - 40
        picture = QPixmap(str(starter.preview))
        ratio = self.devicePixelRatioF()
        if not picture.isNull():
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(wide * ratio), smooth)
            picture.setDevicePixelRatio(ratio)
        self.preview.setPixmap(picture)
        self.preview.setAccessibleName(said(starter.name))
        self.name.setText(said(starter.name))
        self.info.setText(f"{_purpose(starter)}\n{said(starter.info)}")
        self.swatches.show_colours(starter)
        gone = left_out(self.session.document, page=self.session.focus.page, starter=starter)
        text = plural("{count} module of floor 2 is left out: this page has no second floor.",
                      "{count} modules of floor 2 are left out: this page has no second floor.",
                      count=len(gone))  # fmt: skip
        self.note.setText(text if gone else "")
        self.note.setVisible(bool(gone))
        self.area.verticalScrollBar().setValue(0)

    def take(self) -> None:
        """Make the chosen one a layout of the page in focus and go there."""
        session, starter = self.session, self.chosen
        if starter is None:
            return
        page = session.focus.page
        layout = session.attempt(
            lambda: add_starter(
                session.document, page=page, starter=starter, library=session.library,
                assets=session.project.assets,
                palette="take" if self.palette_switch.isChecked() else "keep",
            )
        )  # fmt: skip
        if layout is not None:
            self.accept()
            session.look(layout=layout, modules=())
            name = session.document.get(page, Page).name
            done = _("“{name}” is a new layout of {page}.", name=said(starter.name), page=name)
            session.said.emit(done, "done")

    # ---- inside ----

    def _card(self, one: Starter) -> PictureCard:
        card = PictureCard(said(one.name), _purpose(one), picture=one.cover)
        card.setToolTip(said(one.info))
        card.clicked.connect(lambda _on=False, one=one: self.choose(one))
        card.walked.connect(lambda step, key=one.id: self._walk(key, step))
        return card

    def _walk(self, key: str, step: int) -> None:
        keys = list(self.cards)
        at = keys.index(key) + step
        if 0 <= at < len(keys):
            card = self.cards[keys[at]]
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            card.click()

    def _flow(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=18)
        for card in self.cards.values():
            flow.addWidget(card)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder

    def _left(self) -> QVBoxLayout:
        area = QScrollArea()
        area.setWidget(self._shelf)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QVBoxLayout()
        top.setContentsMargins(24, 20, 24, 8)
        top.setSpacing(12)
        top.addWidget(self.trade)
        top.addWidget(self.occasions)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(area, 1)
        return column

    def _make_side(self) -> None:
        self.side = QWidget()
        self.side.setFixedWidth(SIDE)
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.preview)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name, self.info = Text("", "title"), Text("", "caption")
        self.note = Text("", "caption")
        for text in (self.info, self.note):
            text.setWordWrap(True)
        self.swatches = Swatches()
        self.palette_switch = Switch()
        self.palette_switch.setText(_("Take its colours too"))
        self.palette_switch.setAccessibleName(self.palette_switch.text())
        self.use = Button(_("Use this layout"), tone="primary", height=36)
        self.use.setEnabled(not self.session.project.read_only)
        self.use.clicked.connect(self.take)
        words = QVBoxLayout()
        words.setContentsMargins(20, 14, 20, 16)
        words.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self.swatches, 1)
        row.addWidget(self.palette_switch)
        for part in (self.name, self.info, self.note):
            words.addWidget(part)
        words.addLayout(row)
        words.addWidget(self.use)
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(Hairline())
        column.addLayout(words)

    def sizeHint(self) -> QSize:
        return QSize(1180, 760)


def _purpose(one: Starter) -> str:
    return f"{_(TRADES[one.trade])} · {_(OCCASIONS[one.occasion])}"
