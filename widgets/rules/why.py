"""The reason for the persona in view, line by line; rules that passed them on fold away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.decide.choose import Trace, explain
from designer.document.queries import slot
from designer.language import _
from designer.records import Persona
from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import Pressable
from widgets.look.controls import Elided
from widgets.look.paint import fill, focus_ring, painting
from widgets.parts.choosing import Chooser, Option
from widgets.rules.cards import Face
from widgets.rules.reasons import Reason, Step, ending, steps
from widgets.rules.wording import short_choice

if TYPE_CHECKING:
    from widgets.session import Session

_SIGNS = {"yes": ("check", "good"), "no": ("x", "muted"), "note": ("circle-help", "muted")}


class Why(QWidget):
    """“Why variant B?” with the persona to ask for, and the answer below."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._open: set[str] = set()
        self._decided: str | None = None
        self.title = Elided("", "caption")
        self.who = PersonaButton()
        self.who.clicked.connect(self._ask)
        self.chooser = Chooser(self, hint=_("Search personas"))
        self.chooser.picked.connect(lambda key: session.look(persona=key or None))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self.rows)

    def show_slot(self, key: str) -> Trace:
        """Explain a slot to the persona in view; returns the trace."""
        session = self._session
        found = explain(key, session.consumer(), session.focus.instant, book=session.rulebook(),
                        arms=session.focus.arms)  # fmt: skip
        at = slot(session.document, key)
        choice = short_choice(session.document, at, found.choice)
        self.title.setText(_("Why {choice}?", choice=choice))
        self.who.show_persona(session.persona())
        if found.rule != self._decided:
            self._open = {found.rule} if found.rule else set()
            self._decided = found.rule
        told = steps(session.document, found)
        self._fill([self._row(step) for step in told], found, told)
        return found

    def _fill(self, rows: list[WhyRow], found: Trace, told: Sequence[Step]) -> None:
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, step in zip(rows, told, strict=True):
            self.rows.addWidget(row)
            if step.rule in self._open:
                for line in step.lines:
                    self.rows.addWidget(LineRow(line))
        if found.rule is None:
            said = ending(self._session.document, found)
            self.rows.addWidget(LineRow(Reason("yes", said), strong=True))

    def _row(self, step: Step) -> WhyRow:
        row = WhyRow(step, is_open=step.rule in self._open)
        row.clicked.connect(lambda: self._toggle(step.rule))
        return row

    def _toggle(self, rule: str) -> None:
        self._open ^= {rule}
        trace = explain_slot(self._session)
        if trace is not None:
            self.show_slot(trace)

    def _ask(self) -> None:
        document = self._session.document
        personas = [document.get(key, Persona) for key in document.shop.personas]
        options = [
            Option(value=p.id, title=p.name, note=p.note, colour=p.colour) for p in personas
        ]
        stranger = Option(value="", title=_("A visitor nobody knows"), note=_("Not signed in"),
                          colour="#8a94a6")  # fmt: skip
        current = self._session.focus.persona or ""
        self.chooser.open_with([stranger, *options], self.who, current=current, width=260)


def explain_slot(session: Session) -> str | None:
    """The slot in focus: the selected module, else the page; None when several are selected."""
    if len(session.focus.modules) > 1:
        return None
    return session.focus.modules[0] if session.focus.modules else session.focus.page


class PersonaButton(Pressable):
    """Whose eyes we look through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.avatar = Face(self)
        self.avatar.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(fonts.font(fonts.CAPTION))
        self.setToolTip(_("Look through somebody else's eyes"))
        self.setFixedHeight(26)

    def show_persona(self, persona: Persona | None) -> None:
        """Show who it is."""
        self.avatar.set_persona(persona)
        self.setText(persona.name if persona else _("Visitor"))
        self.setAccessibleName(_("Persona in view: {name}", name=self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(min(150, QFontMetrics(self.font()).horizontalAdvance(self.text()) + 52), 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        self.avatar.move(3, 3)
        with painting(self) as painter:
            ground = self.ground()
            if ground is not None:
                fill(painter, rect, ground, radius=7)
            painter.setFont(self.font())
            painter.setPen(look.colour("text"))
            words = rect.adjusted(28, 0, -18, 0)
            cut = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, int(words.width()) + 1
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, cut)
            at = QRectF(rect.right() - 20, rect.top(), 16, rect.height())
            icons.paint(painter, "chevron-down", at=at, colour=look.colour("muted"), size=13)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


class _Line(Pressable):
    """What both kinds of line draw: a sign, a text, and a quieter note after it."""

    def __init__(self, reason: Reason, *, left: int, strong: bool) -> None:
        super().__init__()
        self.reason, self._left, self._strong = reason, left, strong
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        signs = {"yes": _("Holds"), "no": _("Does not hold"), "note": ""}
        self.setAccessibleName(f"{signs[reason.sign]}: {reason.text} {reason.note}")
        self.setToolTip(f"{reason.text}  {reason.note}".strip())

    def sizeHint(self) -> QSize:
        return QSize(200, 25)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 25)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            ground = self.ground() if self.isEnabled() else None
            if ground is not None:
                fill(painter, rect, ground, radius=6)
            name, ink = _SIGNS[self.reason.sign]
            at = QRectF(self._left, 0, 18, rect.height())
            icons.paint(painter, name, at=at, colour=look.colour(ink), size=13)
            self._paint_words(painter, QRectF(self._left + 22, 0, rect.width() - self._left - 40,
                                              rect.height()), look)  # fmt: skip
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)

    def _paint_words(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        font = fonts.font(fonts.CAPTION, weight=fonts.BOLD if self._strong else fonts.REGULAR)
        painter.setFont(font)
        held = self.reason.sign == "yes"
        painter.setPen(look.colour("text" if held or self._strong else "muted"))
        metrics = QFontMetrics(font)
        cut = metrics.elidedText(self.reason.text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, cut)
        used = metrics.horizontalAdvance(cut) + 8
        painter.setFont(fonts.font(fonts.CAPTION))
        painter.setPen(look.colour("muted"))
        rest = rect.adjusted(used, 0, 0, 0)
        if rest.width() > 24:
            note = QFontMetrics(painter.font()).elidedText(
                self.reason.note, Qt.TextElideMode.ElideRight, int(rest.width())
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, note)


class WhyRow(_Line):
    """A rule that was tried; a click or Enter opens its lines."""

    def __init__(self, step: Step, *, is_open: bool) -> None:
        super().__init__(step.head, left=0, strong=step.decided)
        self._is_open = is_open
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(Qt.Key(event.key()))
        if wanted is not None and wanted != self._is_open:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with painting(self) as painter:
            name = "chevron-down" if self._is_open else "chevron-right"
            at = QRectF(self.width() - 17, 0, 14, self.height())
            icons.paint(painter, name, at=at, colour=tokens.of(self).colour("faint"), size=12)


class LineRow(_Line):
    """One line behind a rule; it only says."""

    def __init__(self, reason: Reason, *, strong: bool = False) -> None:
        super().__init__(reason, left=0 if strong else 16 + 14 * reason.depth, strong=strong)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
