"""One command on the sheet of keys: its name, its keys, and the line in which a new one is
pressed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from designer.language import _
from widgets.keys.keymap import Keymap, shown, warning
from widgets.look.controls import Button, Elided, IconButton, Text

_ALONE: Final = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_unknown, Qt.Key.Key_CapsLock,
)  # fmt: skip
_NAMED: Final = frozenset((
    *(f"F{number}" for number in range(1, 25)), "Del", "Backspace", "Ins", "Home", "End", "Return",
    "PgUp", "PgDown", "Up", "Down", "Left", "Right",
))  # fmt: skip
"""Keys that type no sign."""


class Recorder(QLineEdit):
    """Takes the next key instead of typing it; Esc gives up, or clears in a search."""

    pressed = Signal(str)
    left = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setReadOnly(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setFixedHeight(30)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no command of the window may have it
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._take(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and plain:
            self.clear()
            self.left.emit()
        elif key == Qt.Key.Key_Tab and plain:
            self.focusNextChild()
        elif key not in _ALONE:
            name = key_name(event)
            self.setText(shown(name))
            self.pressed.emit(name)


def key_name(event: QKeyEvent) -> str:
    """The key with its modifiers as Qt writes it everywhere."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    if event.text() == "?":  # which key makes it differs from keyboard to keyboard
        return "?"
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)


def types_text(key: str) -> bool:
    """Whether a key would type a sign where text is written."""
    head, __, last = key.rpartition("+")
    return head in ("", "Shift") and last not in _NAMED


class KeyRow(QWidget):
    """A command; pressing a key of it changes that one, + adds one."""

    changed = Signal()

    def __init__(self, name: str, label: str, keymap: Keymap, names: dict[str, str]) -> None:
        super().__init__()
        self.name, self.label = name, label
        self._keymap, self._names = keymap, names
        self._changing: str | None = None
        self._wanted = ""
        self._chips: list[QWidget] = []
        self.title = Elided(label)
        self.keys = QHBoxLayout()
        self.keys.setSpacing(4)
        self.add = IconButton("plus", _("Add a key to {name}", name=label), size=26)
        self.back = IconButton("rotate-ccw", _("Its own keys again"), size=26)
        self.recorder = Recorder(_("Press the new key · Esc gives up"))
        self.recorder.setFixedWidth(230)
        self.problem = Text("", "caption")
        self.problem.setWordWrap(True)
        self.take = Button(_("Use it here"), tone="quiet", height=26)
        self.leave = Button(_("Leave it"), tone="ghost", height=26)
        self._lay_out()
        self.add.clicked.connect(lambda: self.record(None))
        self.back.clicked.connect(self._reset)
        self.recorder.pressed.connect(self._pressed)
        self.recorder.left.connect(self._left)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.rest)
        self.rest()

    def rest(self) -> None:
        """Show the keys in force."""
        self._changing, self._wanted = None, ""
        for gone in self._chips:
            self.keys.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._chips = [self._chip(key) for key in self._keymap.keys(self.name)]
        for chip in self._chips:
            self.keys.addWidget(chip)
        self.back.setVisible(self._keymap.is_changed(self.name))
        self.recorder.hide()
        self.add.show()
        self._ask("")

    def record(self, instead: str | None) -> None:
        """Wait for a key: one more, or one in the place of another."""
        self._changing = instead
        for chip in self._chips:
            chip.hide()
        self.add.hide()
        self.recorder.clear()
        self.recorder.show()
        self.recorder.setFocus()

    # ---- inside ----

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.title, 1)
        line.addLayout(self.keys)
        for widget in (self.recorder, self.add, self.back):
            line.addWidget(widget)
        notice = QHBoxLayout()
        notice.setContentsMargins(0, 0, 0, 4)
        notice.addWidget(self.problem, 1)
        notice.addWidget(self.take)
        notice.addWidget(self.leave)
        self._notice = QWidget()
        self._notice.setLayout(notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 2, 14, 2)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._notice)
        self.setMinimumHeight(36)

    def _chip(self, key: str) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        press = Button(shown(key), height=26)
        press.setToolTip(_("Press to change {key}", key=shown(key)))
        press.clicked.connect(lambda: self.record(key))
        away = IconButton("x", _("Take {key} away", key=shown(key)), size=22)
        away.clicked.connect(lambda: self._without(key))
        row.addWidget(press)
        row.addWidget(away)
        return whole

    def _pressed(self, key: str) -> None:
        """Take the key at once when nothing speaks against it; else say what does, and ask."""
        self._wanted = key
        other = self._keymap.holder(key, besides=self.name)
        if other:
            self._ask(_("{key} is the key of “{name}”.", key=shown(key), name=self._names[other]))
        elif warned := warning(key):
            self._ask(_("{key} may never arrive: {reason}", key=shown(key), reason=warned))
        elif types_text(key):
            self._ask(_("{key} types a sign; it works only while no text is written.",
                        key=shown(key)))  # fmt: skip
        else:
            self._take()

    def _take(self) -> None:
        keys = list(self._keymap.keys(self.name))
        if self._changing in keys:
            keys[keys.index(self._changing)] = self._wanted
        else:
            keys.append(self._wanted)
        self._give(keys)

    def _without(self, key: str) -> None:
        self._give([one for one in self._keymap.keys(self.name) if one != key])

    def _reset(self) -> None:
        self._keymap.reset(self.name)
        self.changed.emit()

    def _give(self, keys: list[str]) -> None:
        self._keymap.give(self.name, keys)
        self.changed.emit()

    def _left(self) -> None:
        if not self._wanted:
            self.rest()

    def _ask(self, text: str) -> None:
        self.problem.setText(text)
        self._notice.setVisible(bool(text))
