"""One row of the form: label, source, reset, field, hint, and what is wrong with the value."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from designer.kinds.settings.base import Setting
from designer.language import _
from widgets.inspector.fields.field import Field, Value, said
from widgets.inspector.label import RowLabel, Source, SourceMark
from widgets.look import tokens
from widgets.look.buttons import IconButton
from widgets.look.controls import Text
from widgets.look.motion import moves
from widgets.look.paint import fill, painting
from widgets.parts.quiet import Spin

_UNSET = object()


class SettingRow(QWidget):
    """A setting on the form; a wrong value stays in the field with the reason below it."""

    edited = Signal(str, object)
    sealed = Signal()
    reset = Signal(str)
    wanted = Signal(str, str)
    """A setting and what should be done with its source: own, push or base."""

    def __init__(self, setting: Setting, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting, self.field = setting, field
        self._shown: object = _UNSET
        self._mixed = False
        self._glow = QVariantAnimation(self)
        self._glow.setDuration(140)
        self._glow.setStartValue(1.0)
        self._glow.setEndValue(0.0)
        self._glow.valueChanged.connect(self._glowed)
        self.label = RowLabel(said(setting.label))
        self.label.setBuddy(field)
        self.label.menu_wanted.connect(self._open_menu)
        self.source = SourceMark()
        self.source.clicked.connect(self._open_below)
        self.back = IconButton("rotate-ccw", _("Back to the default"), size=22)
        self.back.clicked.connect(lambda: self.reset.emit(setting.id))
        self.hint = _note(said(setting.info), "small")
        self.problem = _note("", "danger")
        field.edited.connect(lambda value: self.edited.emit(setting.id, value))
        field.sealed.connect(self.sealed)
        box = getattr(field, "box", None)
        if isinstance(box, Spin):
            self.label.handle(box)
            self.label.scrubbed.connect(self.sealed)
        self._lay_out()
        self.mark(given=False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.label, 1)
        head.addWidget(self.source)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if self.field.inline:
            self.field.setFixedWidth(128)
            head.addWidget(self.field)
            self.setMinimumHeight(tokens.ROW)
            column.addLayout(head)
        else:
            self.label.setMinimumHeight(22)
            column.addLayout(head)
            column.addWidget(self.field)
        for note in (self.hint, self.problem):
            column.addWidget(note)

    def show_value(self, value: Value, *, given: bool, source: Source | None = None) -> None:
        """Show the document's value when it is another than the one shown last."""
        self.mark(given=given, source=source)
        mixed = source is not None and source.mixed
        if self._shown is not _UNSET and value == self._shown and mixed == self._mixed:
            return
        if self._mixed and not mixed:
            self.field.end_mixed()
        self._shown, self._mixed = value, mixed
        if mixed:
            self.field.show_mixed(value)
        else:
            self.field.show_value(value)
        self.say("")

    def begin(self) -> None:
        """Forget the value and the complaint of the thing shown before."""
        self._shown = _UNSET
        self.say("")
        self.field.begin()

    def keep(self, value: Value) -> None:
        """Remember that the field already shows this value, so that its caret stays."""
        self._shown = value

    def mark(self, *, given: bool, source: Source | None = None) -> None:
        """Say where the value comes from, and offer the way back when it was filled in here."""
        told = source or Source()
        self.source.show_source(told)
        self.label.setAccessibleDescription(told.said())
        keep = self.back.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keep)
        self.back.setVisible(given)
        self.back.setToolTip(self._way_back(told))

    def say(self, problem: str) -> None:
        """Say under the field what is wrong with its value, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.hint.setVisible(bool(self.hint.text()) and not problem)
        self.field.setProperty("wrong", bool(problem))
        self.field.setAccessibleDescription(problem or self.hint.text())

    def appear(self) -> None:
        """Come to light when what stands above has just made this setting matter."""
        self.show()
        if moves():
            self._glow.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._glow.state() == QAbstractAnimation.State.Running:
            ground = tokens.of(self).colour("accent_soft")
            ground.setAlphaF(float(self._glow.currentValue()))
            with painting(self) as painter:
                fill(painter, QRectF(self.rect()), ground, radius=6)

    def menu(self) -> QMenu:
        """What can be done about where the value comes from."""
        told = self.source.source
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        deeds = [(self._way_back(told), "reset", not self.back.isHidden())]
        if not told.mixed:
            inherits = bool(told.base) and not told.own
            deeds.append((_("Keep the value here"), "own", inherits))
            if told.above:
                text = _("Give the value to “{name}”", name=told.above)
                deeds.append((text, "push", told.own))
            if told.base or told.above:
                deeds.append((_("Go to “{name}”", name=told.base or told.above), "base", True))
        for text, deed, can in deeds:
            action = menu.addAction(text)
            action.setEnabled(can and self.isEnabled())
            action.triggered.connect(lambda __=False, deed=deed: self._do(deed))
        return menu

    # ---- inside ----

    def _do(self, deed: str) -> None:
        if deed == "reset":
            self.reset.emit(self.setting.id)
        else:
            self.wanted.emit(self.setting.id, deed)

    def _way_back(self, told: Source) -> str:
        if told.own and told.above:
            return _("Back to what “{name}” has", name=told.above)
        return _("Back to the default")

    def _glowed(self) -> None:
        self.update()

    def _open_below(self) -> None:
        self.menu().popup(self.source.mapToGlobal(self.source.rect().bottomLeft()))

    def _open_menu(self, at: QPointF) -> None:
        self.menu().popup(at.toPoint())


def _note(text: str, role: str) -> Text:
    note = Text(text, "danger" if role == "danger" else "small")
    note.setWordWrap(True)
    if not text:  # shown only inside its row; alone it would be a window
        note.hide()
    note.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return note
