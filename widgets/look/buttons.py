"""Things to press: icon buttons, words, segments and tabs, all with keyboard and focus ring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from widgets.look import icons, tokens
from widgets.look import type as fonts
from widgets.look.paint import fill, focus_ring, outline, painting

Tone = Literal["primary", "plain", "quiet", "ghost", "danger"]


def with_shortcut(tooltip: str, shortcut: str) -> str:
    """The tooltip with its key behind it, written as this system writes keys."""
    if not shortcut:
        return tooltip
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tooltip}  {keys}"


class Pressable(QAbstractButton):
    """A button that knows whether the pointer is on it and repaints when that changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def ground(self) -> QColor | None:
        """The ground a quiet button has in its present state."""
        look = tokens.of(self)
        if not self.isEnabled():
            return None
        if self.isDown():
            return look.colour("pressed")
        return look.colour("hover") if self.underMouse() else None

    def ink(self, name: str = "text") -> QColor:
        """The colour of text and icon in its present state."""
        return tokens.of(self).colour(name if self.isEnabled() else "faint")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(Pressable):
    """An icon to press; its tooltip names the deed and the key (which the owner's action binds)."""

    def __init__(
        self,
        icon: str,
        tooltip: str,
        shortcut: str = "",
        *,
        size: int = 30,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._shortcut = self._told = shortcut
        self.setFixedSize(size, size)
        self.setToolTip(with_shortcut(tooltip, shortcut))
        self.setAccessibleName(tooltip)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._shortcut:
            self._tell_key()
        return super().event(event)

    def _tell_key(self) -> None:
        """Put the key in force into the tooltip, which the user may have changed meanwhile."""
        asked = getattr(self.window(), "present_key", lambda own: own)
        now, before = asked(self._shortcut), with_shortcut("", self._told)
        if now != self._told and self.toolTip().endswith(before):
            said = self.toolTip().removesuffix(before) if before else self.toolTip()
            self.setToolTip(with_shortcut(said, now))
            self._told = now

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            ground = look.colour("accent_soft") if self.isChecked() else self.ground()
            if ground is not None:
                fill(painter, rect, ground, radius=7)
            ink = self.ink("accent_text" if self.isChecked() else "muted")
            if self.underMouse() and self.isEnabled() and not self.isChecked():
                ink = self.ink()
            icons.paint(painter, self._icon, at=rect, colour=ink, size=16)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


_TONES: Final[dict[Tone, tuple[str | None, str, str | None]]] = {
    "primary": ("accent", "on_accent", None),
    "plain": ("panel", "text", "line_strong"),
    "quiet": (None, "accent_text", None),
    "ghost": (None, "text", None),
    "danger": ("danger_soft", "danger", None),
}


class Button(Pressable):
    """A word to press, with an icon before it if given; one primary button a screen."""

    def __init__(
        self,
        text: str,
        *,
        tone: Tone = "plain",
        icon: str = "",
        trailing: str = "",
        height: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon, self._trailing = tone, icon, trailing
        self._dot = ""
        self.setText(text)
        self.setAccessibleName(text)
        weight = fonts.BOLD if tone == "primary" else fonts.REGULAR
        self.setFont(fonts.font(fonts.BODY, weight=weight))
        self.setFixedHeight(height)

    def set_dot(self, colour: str) -> None:
        """Put a coloured dot before the text, or none when empty."""
        self._dot = colour
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        sides = 14 if self._tone in ("primary", "plain", "danger") else 8
        extras = (20 if self._icon or self._dot else 0) + (18 if self._trailing else 0)
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self.text()) + extras + 2 * sides,
            self.height(),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            self._paint_ground(painter, rect, look)
            self._paint_content(painter, rect)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=tokens.RADIUS)

    def _paint_ground(self, painter: QPainter, rect: QRectF, look: tokens.Tokens) -> None:
        ground, __, line = _TONES[self._tone]
        if ground is not None:
            colour = look.colour(ground if self.isEnabled() else "pressed")
            if self._tone == "primary" and (shade := self._shade()):
                colour = colour.darker(shade)
            fill(painter, rect, colour, radius=tokens.RADIUS)
        if self._tone != "primary" and (state := self.ground()) is not None:
            fill(painter, rect, state, radius=tokens.RADIUS)
        if line is not None:
            outline(painter, rect, look.colour(line), radius=tokens.RADIUS)

    def _shade(self) -> int:
        if not self.isEnabled() or not (self.underMouse() or self.isDown()):
            return 0
        return 116 if self.isDown() else 107

    def _paint_content(self, painter: QPainter, rect: QRectF) -> None:
        ink = self.ink(_TONES[self._tone][1])
        width = self.sizeHint().width()
        sides = 14 if self._tone in ("primary", "plain", "danger") else 8
        left = rect.left() + max(0.0, (rect.width() - width) / 2) + sides
        if self._dot:
            dot = QRectF(left, rect.center().y() - 4.5, 9, 9)
            fill(painter, dot, tokens.of(self).colour(self._dot), radius=4.5)
            left += 18
        elif self._icon:
            at = QRectF(left - 1, rect.top(), 16, rect.height())
            icons.paint(painter, self._icon, at=at, colour=ink, size=15)
            left += 20
        painter.setPen(ink)
        painter.setFont(self.font())
        right = rect.right() - (sides + 16 if self._trailing else sides)
        place = QRectF(left, rect.top(), right - left + 2, rect.height())
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, round(place.width()) + 1
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._trailing:
            at = QRectF(rect.right() - sides - 12, rect.top(), 14, rect.height())
            icons.paint(painter, self._trailing, at=at, colour=self.ink("muted"), size=14)


class _Choice(Pressable):
    """One segment or tab of a row; the left and right keys walk the row."""

    def __init__(self, key: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFont(fonts.font(fonts.BODY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row walks
        else:
            super().keyPressEvent(event)

    def advance(self) -> int:
        """The width of the text at its widest, so that nothing moves when it is chosen."""
        bold = fonts.font(fonts.BODY, weight=fonts.BOLD)
        return QFontMetrics(bold).horizontalAdvance(self.text())

    def _paint_text(self, painter: QPainter) -> None:
        chosen = self.isChecked()
        painter.setFont(fonts.font(fonts.BODY, weight=fonts.BOLD if chosen else fonts.REGULAR))
        painter.setPen(self.ink("text" if chosen or self.underMouse() else "muted"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class _Segment(_Choice):
    def sizeHint(self) -> QSize:
        return QSize(self.advance() + 32, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            if self.isChecked():
                fill(painter, rect, look.colour("field"), radius=7)
                outline(painter, rect, look.colour("line"), radius=7)
            self._paint_text(painter)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=7)


class _Tab(_Choice):
    def sizeHint(self) -> QSize:
        return QSize(self.advance() + 2, 38)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            self._paint_text(painter)
            if self.isChecked():
                mark = QRectF(0, self.height() - 2, self.width(), 2)
                painter.fillRect(mark, look.colour("text"))
            if self.hasFocus():
                ring = QRectF(self.rect()).adjusted(-0.0, 5, 0.0, -5)
                focus_ring(painter, ring, look, radius=5)


class _Choices(QWidget):
    """A row of which exactly one is chosen."""

    chosen = Signal(str)
    _made: type[_Choice] = _Segment

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Choice] = {}
        for key, text in choices:
            self._add(key, text)
        self._group.buttonClicked.connect(self._clicked)
        if choices:
            self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Mark a choice without announcing it."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            first = key not in self._buttons and name == next(iter(self._buttons))
            inside = name == key or first
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if inside else Qt.FocusPolicy.ClickFocus)
        self.update()

    def choice(self) -> str:
        """The key of the marked choice."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def button(self, key: str) -> QAbstractButton:
        """The button of a choice."""
        return self._buttons[key]

    def set_text(self, key: str, text: str) -> None:
        """Rename a choice."""
        self._buttons[key].setText(text)
        self._buttons[key].updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        keys = list(self._buttons)
        at = keys.index(self.choice()) if self.choice() in keys else -max(step, 0)
        key = keys[(at + step) % len(keys)]
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[key].click()

    def _add(self, key: str, text: str) -> None:
        button = self._made(key, text, self)
        self._buttons[key] = button
        self._group.addButton(button)
        self.row.addWidget(button)

    def _clicked(self, button: _Choice) -> None:
        self.choose(button.key)
        self.chosen.emit(button.key)


class SegmentedControl(_Choices):
    """Segments in a soft track, for a few places or modes; `chosen(key)`."""

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent)
        self.row.setContentsMargins(3, 3, 3, 3)
        self.row.setSpacing(2)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("stage"), radius=9)
            outline(painter, rect, look.colour("line"), radius=9)


class Tabs(_Choices):
    """Tabs with a line under the chosen one, above a hairline; `chosen(key)`."""

    _made = _Tab

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent)
        self.row.setContentsMargins(tokens.PAD, 0, tokens.PAD, 0)
        self.row.setSpacing(18)
        self.row.addStretch(1)
        self.setFixedHeight(40)
        self.setAutoFillBackground(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            line = QRectF(0, self.height() - 1, self.width(), 1)
            painter.fillRect(line, tokens.of(self).colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
