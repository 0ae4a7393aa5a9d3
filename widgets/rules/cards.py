"""A rule as a card: a sentence, when, how many people, and their share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QConicalGradient,
    QContextMenuEvent,
    QEnterEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from designer.language import _
from designer.records import Persona
from widgets.look import access, icons, tokens
from widgets.look import type as fonts
from widgets.look.buttons import IconButton, with_shortcut
from widgets.look.controls import Elided, Pill, ShareBar, Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.records import people, percent
from widgets.rules.wording import Words


class RuleCard(QWidget):
    """One line of who sees what; Enter or a double click edits it, Del removes it."""

    edited = Signal(str)
    removed = Signal(str)

    def __init__(self, key: str, *, movable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        access.tell_role(self, access.ENTRY)
        self.key = key
        self._movable, self._current, self._hovered = movable, False, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(74)
        self.dot = Dots()
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setWordWrap(True)
        self.sentence.setFont(fonts.font(fonts.BODY))
        self.sentence.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.seen_by = Face()
        self.seen_by.hide()
        self.edit = IconButton("pencil", _("Edit the rule"), "Return", size=24)
        self.edit.clicked.connect(lambda: self.edited.emit(self.key))
        self.when = Elided("", "caption")
        self.warning = Pill("", "warn")
        self.warning.hide()
        self.count = Text("", "caption")
        self.bar = ShareBar(height=5)
        self._lay_out()
        self.edit.hide()
        if movable:
            self.setToolTip(with_shortcut(_("Drag to change the order"), "Ctrl+Down"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.dot, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.sentence, 1)
        top.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.seen_by, 0, Qt.AlignmentFlag.AlignTop)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.when, 1)
        middle.addWidget(self.warning)
        middle.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 11)
        column.setSpacing(7)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self.bar)

    def show_words(self, words: Words) -> None:
        """Say what the rule says."""
        self.dot.show_colours(words.colours)
        self.sentence.setText(words.rich())
        self.when.setText(words.terms())
        self.setAccessibleName(words.plain())

    def show_closed(self) -> None:
        """Say that the rule is not in force at this instant."""
        self.count.setText(_("not in force now"))
        self.count.show()
        self.bar.set_parts([])
        self.setAccessibleDescription(f"{self.when.text()}, {self.count.text()}")

    def show_figures(self, count: int | None, share: float, *, colour: str) -> None:
        """Say how many people this is; None while nobody has counted."""
        known = count is not None
        text = f"{people(count)} · {percent(share)}" if count is not None else ""
        self.count.setText(text)
        self.count.setVisible(known)
        self.bar.set_parts([(share, colour)] if known else [])
        self.setAccessibleDescription(f"{self.when.text()}, {text}")

    def warn(self, text: str, *, why: str = "") -> None:
        """Put a word of warning beside the figures, or none."""
        self.warning.set_text(text)
        self.warning.setToolTip(why)
        self.warning.setVisible(bool(text))

    def show_seer(self, persona: Persona | None, *, here: bool) -> None:
        """Mark the card that decides for the persona in view."""
        self.seen_by.set_persona(persona)
        self.seen_by.setVisible(here)
        name = persona.name if persona else _("A visitor nobody knows")
        self.seen_by.setToolTip(_("This is what {name} sees", name=name))

    def set_current(self, current: bool) -> None:
        """Mark the card in hand."""
        self._current = current
        self.update()

    def is_current(self) -> bool:
        """Whether this is the card in hand."""
        return self._current

    # ---- events ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._movable:
            self.removed.emit(self.key)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edited.emit(self.key)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edited.emit(self.key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.edited.emit(self.key)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(hovered=True)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(hovered=False)

    def _hover(self, *, hovered: bool) -> None:
        self._hovered = hovered
        self.edit.setVisible(hovered)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = tokens.CARD_RADIUS
        with painting(self) as painter:
            if self._current:
                glow = look.colour("accent")
                glow.setAlphaF(0.10)
                outline(painter, rect.adjusted(-0.5, -0.5, 0.5, 0.5), glow, radius=radius, width=4)
            fill(painter, rect, look.colour("panel"), radius=radius)
            line = "accent" if self._current else "line_strong" if self._hovered else "line"
            width = 1.4 if self._current else 1.0
            outline(painter, rect, look.colour(line), radius=radius, width=width)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=radius)


class Face(QWidget):
    """A persona as a small disc; the letter stays readable where an avatar's would not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._persona: Persona | None = None
        self.setFixedSize(20, 20)

    def set_persona(self, persona: Persona | None) -> None:
        """Show somebody; None is the visitor nobody knows."""
        self._persona = persona
        self.setAccessibleName(persona.name if persona else _("A visitor nobody knows"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        colour = QColor(self._persona.colour if self._persona else "#8a94a6")
        with painting(self) as painter:
            fill(painter, rect, colour, radius=10)
            if self._persona is None:
                icons.paint(painter, "user", at=rect, colour="#ffffff", size=12)
                return
            painter.setFont(fonts.font(fonts.SMALL, weight=fonts.BOLD))
            painter.setPen(QColor("#ffffff" if colour.lightnessF() < 0.68 else "#15171c"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._persona.name[:1])


class Dots(QWidget):
    """The colours of a rule's crowds as one disc, in as many parts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours: tuple[str, ...] = ()
        self.setFixedSize(10, 18)

    def show_colours(self, colours: Sequence[str]) -> None:
        """Show these colours."""
        self._colours = tuple(colours)
        self.update()

    def first(self) -> str:
        """The colour that stands for all of them where there is room for one."""
        return self._colours[0] if self._colours else "faint"

    def sizeHint(self) -> QSize:
        return QSize(10, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        disc = QRectF(0, 4, 10, 10)
        with painting(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            if len(self._colours) > 1:
                painter.setBrush(_shared(self._colours, disc))
                painter.drawEllipse(disc)
            elif self._colours:
                fill(painter, disc, QColor(self._colours[0]), radius=5)


def _shared(colours: Sequence[str], disc: QRectF) -> QConicalGradient:
    """The disc divided among colours, hard edges between them."""
    gradient = QConicalGradient(disc.center(), 90)
    for place, colour in enumerate(colours):
        gradient.setColorAt(place / len(colours) + 1e-4, QColor(colour))
        gradient.setColorAt((place + 1) / len(colours) - 1e-4, QColor(colour))
    return gradient
