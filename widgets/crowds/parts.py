"""The rows of the condition builder: a comparison, a segment, and a group of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.condition_checks import OPERATORS
from designer.language import _, mark
from designer.records import AnyOf, Attribute, InSegment, Leaf, Operator, Segment
from widgets.crowds.tree import Group, Path, leaf
from widgets.crowds.values import ValueEdit, value_edit
from widgets.inspector.fields.field import said
from widgets.look import access, tokens
from widgets.look.buttons import Button, IconButton, SegmentedControl
from widgets.look.controls import Text
from widgets.look.paint import fill, focus_ring, outline, painting
from widgets.parts.quiet import Combo

WORDS: Mapping[Operator, str] = {
    "is": mark("is"), "any_of": mark("is one of"), "none_of": mark("is none of"),
    "between": mark("is from"), "at_least": mark("is at least"), "less_than": mark("is below"),
    "has_any": mark("has any of"), "has_all": mark("has all of"), "has_none": mark("has none of"),
    "known": mark("is known"), "unknown": mark("is unknown"), "in_list": mark("is in the list"),
}  # fmt: skip
"""The comparisons in words."""

_DEEDS = {
    (Qt.Key.Key_Delete, False): "remove", (Qt.Key.Key_Backspace, False): "remove",
    (Qt.Key.Key_Up, True): "up", (Qt.Key.Key_Down, True): "down",
    (Qt.Key.Key_G, True): "group", (Qt.Key.Key_I, True): "negate",
}  # fmt: skip


class Part(QWidget):
    """One part of the condition; it tells the builder what the user did to it."""

    edited = Signal(object)
    """The part should be this instead (same place, same number of rows)."""
    done = Signal(str)
    """remove, negate, group, ungroup, up or down."""
    sealed = Signal()

    def __init__(self, path: Path, *, negated: bool) -> None:
        super().__init__()
        self.path, self.negated = path, negated
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.share = Text("", "caption")
        self.share.setMinimumWidth(46)
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.share.setToolTip(_("Share of the population for which this alone holds"))
        self.problem = Text("", "danger")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.invert = NotButton()
        self.invert.setChecked(negated)
        self.invert.clicked.connect(lambda: self.done.emit("negate"))
        self.remove = IconButton("x", _("Remove"), "Del", size=26)
        self.remove.clicked.connect(lambda: self.done.emit("remove"))
        access.tell_role(self, access.GROUP)

    def say(self, problem: str) -> None:
        """Say what is wrong with the part, or nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.setAccessibleDescription(problem)
        access.tell_role(self, access.GROUP)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers()
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        deed = _DEEDS.get((Qt.Key(event.key()), control))
        if deed == "group" and held & Qt.KeyboardModifier.ShiftModifier:
            deed = "ungroup"
        if deed is not None:
            self.done.emit(deed)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.done.emit("above" if event.key() == Qt.Key.Key_Up else "below")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)


class NotButton(Button):
    """Turns a part into its opposite."""

    def __init__(self) -> None:
        super().__init__(_("not"), tone="quiet", height=26)
        self.setCheckable(True)
        self.setToolTip(_("Turn into the opposite  Ctrl+I"))
        self.setAccessibleName(_("Not"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            if self.isChecked():
                fill(painter, rect, look.colour("danger_soft"), radius=6)
            elif self.underMouse():
                fill(painter, rect, look.colour("hover"), radius=6)
            ink = "danger" if self.isChecked() else "text" if self.underMouse() else "muted"
            painter.setPen(look.colour(ink))
            painter.setFont(self.font())
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=6)


class _Plate(Part):
    """A part that is one row on a soft plate."""

    def _lay_out(self, *widgets: tuple[QWidget, int]) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.invert)
        for widget, stretch in widgets:
            row.addWidget(widget, stretch)
        row.addWidget(self.share)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 7, 6, 7)
        column.setSpacing(6)
        column.addLayout(row)
        return column

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            fill(painter, rect, look.colour("raised"), radius=9)
            if not self.problem.isHidden():
                outline(painter, rect, look.colour("danger"), radius=9)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=9)


class LeafPart(_Plate):
    """Attribute, comparison and value."""

    def __init__(
        self, path: Path, condition: Leaf, *, attributes: Sequence[Attribute], negated: bool
    ) -> None:
        super().__init__(path, negated=negated)
        self.leaf = condition
        self._attributes = {attribute.key: attribute for attribute in attributes}
        self.attribute = Combo()
        self.attribute.setAccessibleName(_("Attribute"))
        for attribute in attributes:
            self.attribute.addItem(said(attribute.label), attribute.key)
        self.operator = Combo()
        self.operator.setAccessibleName(_("Comparison"))
        self.value: ValueEdit | None = None
        self._inner = QHBoxLayout()
        column = self._lay_out((self.attribute, 3), (self.operator, 2), (_filled(self._inner), 5))
        self._below = QVBoxLayout()
        self._below.setContentsMargins(40, 0, 30, 2)
        column.addLayout(self._below)
        column.addWidget(self.problem)
        self.attribute.activated.connect(self._other_attribute)
        self.operator.activated.connect(self._other_operator)
        self._show()

    def _show(self) -> None:
        """Show the leaf: the comparisons of its attribute, and the control for its value."""
        attribute = self._attributes.get(self.leaf.attribute)
        self.attribute.show_data(self.leaf.attribute)
        self.operator.clear()
        for operator in OPERATORS[attribute.type] if attribute else ():
            self.operator.addItem(_(WORDS[operator]), operator)
        self.operator.show_data(self.leaf.operator)
        if self.value is not None:
            self.value.hide()
            self.value.deleteLater()
            self.value = None
        if attribute is not None:
            self.value = value_edit(attribute, self.leaf)
            self.value.show_value(self.leaf.value)
            self.value.made.connect(self._other_value)
            self.value.sealed.connect(self.sealed)
            (self._below if self.value.wide else self._inner).addWidget(self.value)
        said_name = said(attribute.label) if attribute else self.leaf.attribute
        self.setAccessibleName(f"{said_name} {self.operator.currentText()}")

    def _other_attribute(self) -> None:
        attribute = self._attributes[str(self.attribute.currentData())]
        self._become(leaf(attribute, OPERATORS[attribute.type][0], self.leaf))

    def _other_operator(self) -> None:
        attribute = self._attributes[self.leaf.attribute]
        self._become(leaf(attribute, self.operator.currentData(), self.leaf))

    def _become(self, made: Leaf) -> None:
        self.leaf = made
        self._show()
        self.edited.emit(made)
        self.sealed.emit()

    def _other_value(self, value: object) -> None:
        self.leaf = Leaf(attribute=self.leaf.attribute, operator=self.leaf.operator, value=value)  # type: ignore[arg-type]
        self.edited.emit(self.leaf)


class SegmentPart(_Plate):
    """Membership in another segment."""

    def __init__(
        self, path: Path, condition: InSegment, *, segments: Sequence[Segment], negated: bool
    ) -> None:
        super().__init__(path, negated=negated)
        self.combo = Combo()
        self.combo.setAccessibleName(_("Segment"))
        for segment in segments:
            self.combo.addItem(segment.name, segment.id)
        self.combo.show_data(condition.segment)
        self.combo.activated.connect(self._chose)
        colours = {segment.id: segment.colour for segment in segments}
        self.dot = Dot(colours.get(condition.segment, ""))
        self._colours = colours
        words = Text(_("in the segment"), "caption")
        column = self._lay_out((words, 0), (self.dot, 0), (self.combo, 1))
        column.addWidget(self.problem)
        self.setAccessibleName(_("in the segment {name}", name=self.combo.currentText()))

    def _chose(self) -> None:
        key = str(self.combo.currentData())
        self.dot.show_colour(self._colours.get(key, ""))
        self.edited.emit(InSegment(segment=key))
        self.sealed.emit()


class Dot(QWidget):
    """A crowd's colour."""

    def __init__(self, colour: str = "") -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(10, 26)

    def show_colour(self, colour: str) -> None:
        """Show another colour."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            colour = look.colour(self._colour or "line_strong")
            fill(painter, QRectF(0, 8, 10, 10), colour, radius=5)


class GroupPart(Part):
    """Rows of which all or any must hold; groups stand in groups."""

    added = Signal(str)
    """leaf, segment or group."""

    def __init__(self, path: Path, condition: Group, *, negated: bool, root: bool) -> None:
        super().__init__(path, negated=negated)
        self._any = isinstance(condition, AnyOf)
        self._root = root
        self.mode = SegmentedControl([("all", _("all")), ("any", _("any"))])
        self.mode.setAccessibleName(_("How many must hold"))
        self.mode.choose("any" if self._any else "all")
        self.mode.chosen.connect(lambda: self.done.emit("flip"))
        self.ungroup = IconButton("ungroup", _("Dissolve the group"), "Ctrl+Shift+G", size=26)
        self.ungroup.clicked.connect(lambda: self.done.emit("ungroup"))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(6)
        self.nothing = Text("", "caption")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0 if root else 14, 0 if root else 8, 0 if root else 8, 8)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addWidget(self.nothing)
        column.addLayout(self.rows)
        column.addWidget(self.problem)
        column.addLayout(self._foot())
        kind = _("Any of these") if self._any else _("All of these")
        self.setAccessibleName(kind)
        if root:
            self.remove.hide()
            self.ungroup.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.invert)
        for widget in (Text(_("Meets"), "caption"), self.mode, Text(_("of these"), "caption")):
            row.addWidget(widget)
        row.addStretch(1)
        for tail in (self.share, self.ungroup, self.remove):
            row.addWidget(tail)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        for kind, text in (
            ("leaf", _("Condition")), ("segment", _("Segment")), ("group", _("Group")),
        ):  # fmt: skip
            button = Button(text, tone="quiet", icon="plus", height=26)
            button.setAccessibleName(_("Add: {what}", what=text))
            button.clicked.connect(lambda __=False, kind=kind: self.added.emit(kind))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._root:
            return
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with painting(self) as painter:
            outline(painter, rect, look.colour("line_strong"), radius=10)
            bar = QRectF(rect.left() + 4, rect.top() + 8, 3, rect.height() - 16)
            fill(painter, bar, look.colour("violet" if self._any else "accent"), radius=1.5)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=10)


def _filled(layout: QHBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


