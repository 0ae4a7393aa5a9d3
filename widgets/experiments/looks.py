"""How each arm looks: small real pages, and a button below each to see the store that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.decide.choose import choose
from designer.export.plain import arm_decision
from designer.language import _
from designer.records import Arm, Experiment, Module, Page, Persona
from widgets.charts.frames import PageFrames, Shown
from widgets.experiments.words import arm_colour, arm_title, layout_of, page_of, percent, places_of
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Button, Pressable
from widgets.look.controls import Section
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.session import Session, consumer_of
from widgets.words import letter

if TYPE_CHECKING:
    from designer.document.document import Document

SIZE = QSize(212, 284)
GAP = 16


class ArmButton(Pressable):
    """Below a small page: the arm's letter and name; checked while the store is seen that way."""

    def __init__(self, index: int, arm: Arm) -> None:
        super().__init__()
        self.arm, self._index = arm, index
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(SIZE.width() + 2, 34)
        self.setAccessibleName(_("Look at arm {letter}", letter=letter(index)) + f", {arm.name}")
        self.setToolTip(_("See the store as arm {letter} shows it", letter=letter(index)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        with painting(self) as painter:
            ground = "accent_soft" if chosen else "hover" if self.underMouse() else "panel"
            fill(painter, rect, look.colour(ground), radius=8)
            line = look.colour("accent" if chosen else "line_strong")
            outline(painter, rect, line, radius=8, width=1.4 if chosen else 1)
            disc = QRectF(rect.left() + 9, rect.center().y() - 5, 10, 10)
            fill(painter, disc, look.colour(arm_colour(self._index)), radius=5)
            weight = fonts.BOLD if chosen else fonts.REGULAR
            painter.setFont(fonts.font(fonts.CAPTION, weight=weight))
            painter.setPen(look.colour("accent_text" if chosen else "text"))
            words = rect.adjusted(26, 0, -28, 0)
            text = f"{arm_title(self._index, self.arm)} · {percent(self.arm.weight)}"
            cut = QFontMetrics(painter.font()).elidedText(
                text, Qt.TextElideMode.ElideRight, int(words.width()) + 1
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            at = QRectF(rect.right() - 26, rect.top(), 20, rect.height())
            ink = look.colour("accent_text" if chosen else "muted")
            icons.paint(painter, "eye" if chosen else "scan-eye", at=at, colour=ink, size=14)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)


class LooksView(QWidget):
    """The arms of a test side by side as they really look."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.key = session, ""
        self.frames: PageFrames | None = None
        self.buttons: dict[str, ArmButton] = {}
        self.drawn = Button(_("As drawn"), tone="quiet", icon="shuffle", height=26)
        self.drawn.setToolTip(_("Let each visitor's bucket draw the arm again"))
        self.drawn.clicked.connect(lambda: self.look_at(""))
        self.design = Button(_("Open in Design"), tone="quiet", icon="external-link", height=26)
        self.design.clicked.connect(self.open_design)
        actions = QWidget()
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.drawn)
        row.addWidget(self.design)
        self.row = QHBoxLayout()
        self.row.setSpacing(GAP - 2)
        self.inside = QWidget()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 2)
        self.column.setSpacing(10)
        self.column.addLayout(self.row)
        self.column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(SIZE.height() + 66)
        area.setWidget(self.inside)
        section = Section(_("How each arm looks"), action=actions)
        section.add(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section)
        session.selected.connect(lambda __: self._mark())

    def show_experiment(self, experiment: Experiment) -> None:
        """Show the arms of a test; hidden while it runs nowhere."""
        self.key = experiment.id
        some = bool(places_of(self._session.document, experiment.id))
        self.setVisible(some)
        if not some:
            return
        shown = [(button.arm, n) for n, button in enumerate(self.buttons.values())]
        if shown != [(arm, n) for n, arm in enumerate(experiment.arms)]:
            self._rebuild(experiment)
        self._mark()
        self._show_pages(experiment)

    def look_at(self, arm: str) -> None:
        """See the store with an arm in force; an empty one lets the bucket draw."""
        session = self._session
        rest = {key: one for key, one in session.focus.arms.items() if key != self.key}
        arms = {**rest, self.key: arm} if arm else rest
        persona = whom_it_reaches(session, self.key) if arm else None
        if persona is not None:
            session.look(arms=arms, persona=persona)
        else:
            session.look(arms=arms)
        self._mark()

    def open_design(self) -> None:
        """Go to where the test shows, in the design workspace."""
        document, session = self._session.document, self._session
        places = places_of(document, self.key)
        if not places:
            return
        at = places[0].slot
        page, layout = page_of(document, at), layout_of(document, at)
        modules = (at.id,) if isinstance(at, Module) else ()
        session.look(page=page.id)
        changes: dict[str, object] = {"workspace": "design", "modules": modules}
        if layout is not None:
            changes["layout"] = layout
        session.look(**changes)

    # ---- inside ----

    def _rebuild(self, experiment: Experiment) -> None:
        for button in self.buttons.values():
            button.hide()
            button.deleteLater()
        while self.row.takeAt(0) is not None:
            pass
        self.buttons = {arm.id: ArmButton(n, arm) for n, arm in enumerate(experiment.arms)}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda __=False, key=key: self._toggle(key))
            self.row.addWidget(button)
        self.row.addStretch(1)

    def _toggle(self, key: str) -> None:
        forced = self._session.focus.arms.get(self.key)
        self.look_at("" if forced == key else key)

    def _mark(self) -> None:
        forced = self._session.focus.arms.get(self.key, "")
        for key, button in self.buttons.items():
            button.setChecked(key == forced)
        self.drawn.setEnabled(bool(forced))

    def _show_pages(self, experiment: Experiment) -> None:
        if self.frames is None:
            if not self.isVisible():
                return
            self.frames = PageFrames(self._session, host="arms", size=SIZE, gap=GAP)
            self.frames.setAccessibleName(_("How each arm looks"))
            self.column.insertWidget(0, self.frames)
        self.frames.show_pages(_shown(self._session.document, experiment))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        found = self._session.document.find(self.key)
        if self.frames is None and isinstance(found, Experiment):
            self._show_pages(found)


def _shown(document: Document, experiment: Experiment) -> list[Shown]:
    """For each arm the page it changes, scrolled to the first module that it changes."""
    places = places_of(document, experiment.id)
    page = page_of(document, places[0].slot)
    module = next((one.slot.id for one in places if isinstance(one.slot, Module)
                   and page_of(document, one.slot) == page), "")  # fmt: skip
    return [
        Shown(arm.id, arm_decision(document, page, experiment, arm), module)
        for arm in experiment.arms
    ]


def whom_it_reaches(session: Session, experiment: str) -> str | None:
    """A persona who is served by the test now: the one in view if it is, else the first; or None.

    Forcing an arm still needs the rule's audience and window, so somebody must look who has them.
    """
    document = session.document
    test = document.get(experiment, Experiment)
    book, now = session.rulebook(), session.focus.instant
    keys = [key for key in (session.focus.persona, *document.shop.personas) if key]
    for key in keys:
        consumer = consumer_of(document.get(key, Persona))
        for place in places_of(document, experiment):
            page: Page = page_of(document, place.slot)
            seen = {
                choose(place.slot, consumer, now, book=book, arms={experiment: arm.id})
                for arm in test.arms
            }
            layout = choose(page, consumer, now, book=book)
            here = layout_of(document, place.slot) in (None, layout)
            if here and len(seen) > 1:
                return key
    return None
