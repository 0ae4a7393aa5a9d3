"""Versions for crowds: which crowds, in which order, and how many people each would get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from designer.actions.crowd_versions import make_versions
from designer.language import _, plural
from designer.records import AllOf, AnyOf, Condition, InSegment, Not, Segment
from widgets.figures import Figures
from widgets.look.buttons import IconButton
from widgets.look.controls import Button, EmptyState, Hairline, ShareBar, Text
from widgets.look.paint import fill, painting
from widgets.parts.records import people, percent

if TYPE_CHECKING:
    from widgets.session import Session


class CrowdLine(QWidget):
    """One crowd: chosen or not, its place among the chosen, and what it would get."""

    def __init__(self, dialog: CrowdDialog, segment: Segment) -> None:
        super().__init__()
        self.segment = segment
        self.box = QCheckBox(segment.name)
        self.box.toggled.connect(lambda __: dialog.refresh())
        self.figure = Text("", "caption")
        self.figure.setMinimumWidth(150)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.up = IconButton("arrow-up", _("Goes before the one above"), size=26)
        self.up.clicked.connect(lambda: dialog.raise_line(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Dot(segment.colour))
        row.addWidget(self.box, 1)
        row.addWidget(self.figure)
        row.addWidget(self.up)
        self.setFixedHeight(36)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole line is the box."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.box.setFocus()
            self.box.toggle()


class CrowdDialog(QDialog):
    """Chooses crowds for versions of the layout in focus; the first in the list goes first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(_("Versions for crowds"))
        self.resize(560, 600)
        self.lines = [CrowdLine(self, one) for one in _segments(session)]
        self.bar = ShareBar()
        self.told = Text("", "caption")
        self.told.setWordWrap(True)
        self.make = Button(_("Make versions"), tone="primary")
        self.make.clicked.connect(self.take)
        self.figures = Figures.of(session)
        self.figures.updated.connect(self._show)
        self._lay_out()
        self.refresh()

    def chosen(self) -> list[Segment]:
        """The crowds that are on, the first in the list first."""
        return [line.segment for line in self.lines if line.box.isChecked()]

    def raise_line(self, line: CrowdLine) -> None:
        """Let a crowd go before the one above it."""
        at = self.lines.index(line)
        if at:
            self.lines.insert(at - 1, self.lines.pop(at))
            self._list.removeWidget(line)
            self._list.insertWidget(at - 1, line)
            line.up.setFocus()
            self.refresh()

    def refresh(self) -> None:
        """Say what would come of it, and count the people again."""
        chosen = self.chosen()
        self.make.setEnabled(bool(chosen) and not self.session.project.read_only)
        count = len(chosen)
        self.make.setText(
            plural("Make {count} version", "Make {count} versions", count=count)
            if count
            else _("Make versions")
        )
        for number, line in enumerate(self.lines):
            line.up.setEnabled(number > 0)
            line.figure.setText("")
        self._ask(chosen)

    def take(self) -> None:
        """Make the versions and go to the first."""
        session, chosen = self.session, [one.id for one in self.chosen()]
        layout = session.focus.layout
        made = session.attempt(
            lambda: make_versions(session.document, layout=layout, segments=chosen)
        )
        if made:
            self.accept()
            session.look(layout=made[0], modules=())
            session.said.emit(
                _("Change a version only where it should differ; the rest follows the original."),
                "done",
            )

    # ---- inside ----

    def _ask(self, chosen: list[Segment]) -> None:
        """Have those counted whom each crowd has for itself, after those above it."""
        asked = [_own(chosen, number) for number in range(len(chosen))]
        self.figures.ask(self, *asked)
        self._show()

    def _show(self) -> None:
        chosen, figures = self.chosen(), self.figures
        lines = {line.segment.id: line for line in self.lines}
        counts = [figures.size(_own(chosen, number)) for number in range(len(chosen))]
        parts = []
        for segment, count in zip(chosen, counts, strict=True):
            share = figures.share(count or 0)
            text = f"{people(count)} · {percent(share)}" if count is not None else "…"
            lines[segment.id].figure.setText(text if figures.people else "")
            parts.append((share, segment.colour))
        self.bar.set_parts(parts)
        known = bool(chosen and figures.people) and None not in counts
        rest = people(figures.people - sum(count or 0 for count in counts))
        self.told.setText(
            _("The other {people} see what they see now.", people=rest) if known else ""
        )

    def done(self, result: int) -> None:
        self.figures.ask(self)
        super().done(result)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setAutoFillBackground(True)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(20, 8, 20, 8)
        self._list.setSpacing(2)
        for line in self.lines:
            self._list.addWidget(line)
        if not self.lines:
            said = _("Make crowds in the Crowds workspace first.")
            self._list.addWidget(EmptyState("users", _("No crowds yet"), said))
        self._list.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        head = QVBoxLayout()
        head.setContentsMargins(20, 18, 20, 8)
        head.setSpacing(4)
        head.addWidget(Text(_("Who gets a version of “{name}”?",
                              name=self.session.layout().name), "title"))  # fmt: skip
        note = Text(_("A person in two crowds gets the version that stands higher."), "caption")
        note.setWordWrap(True)
        head.addWidget(note)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 16)
        foot.setSpacing(10)
        foot.addWidget(self.bar)
        foot.addWidget(self.told)
        cancel = Button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.make)
        foot.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)


class _Dot(QWidget):
    """The colour a crowd carries everywhere."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(12, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            fill(painter, QRectF(1, 1, 10, 10), QColor(self._colour), radius=5)


def _segments(session: Session) -> list[Segment]:
    document = session.document
    return [document.get(key, Segment) for key in document.shop.segments]


def _own(chosen: list[Segment], number: int) -> Condition:
    """Those of a crowd whom no crowd above it has."""
    own = InSegment(segment=chosen[number].id)
    above = tuple(InSegment(segment=one.id) for one in chosen[:number])
    return AllOf(of=(own, Not(of=AnyOf(of=above)))) if above else own
