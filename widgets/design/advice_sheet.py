"""The list of what is worth mending, opened from the top bar; a click goes to the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.document.queries import described, owner, place_of
from designer.errors import DesignerError
from designer.language import _
from designer.records import Layout, Module, Page
from widgets.look import icons, tokens
from widgets.look.buttons import Pressable
from widgets.look.controls import EmptyState, Hairline, Text
from widgets.look.paint import fill, focus_ring, painting
from widgets.look.states import Sheet

if TYPE_CHECKING:
    from designer.lint.finding import Finding
    from widgets.session import Session

SIZE = QSize(420, 440)
SIGNS = {"error": ("circle-alert", "danger"), "warn": ("triangle-alert", "warn"),
         "info": ("info", "muted")}  # fmt: skip


class FindingRow(Pressable):
    """One finding: sign, sentence, place and mend; pressing it goes there."""

    def __init__(self, session: Session, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setAccessibleName(finding.message)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        policy.setVerticalPolicy(policy.Policy.MinimumExpanding)
        self.setSizePolicy(policy)
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(44, 9, 14, 9)
        column.setSpacing(3)
        where = described(session.document, finding.record)
        texts = (Text(finding.message, "body"), Text(where, "small"), Text(finding.mend, "caption"))
        for label in texts:
            if label.text():
                label.setWordWrap(True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                column.addWidget(label)

    def sizeHint(self) -> QSize:
        width = SIZE.width() - 24
        return QSize(width, self.column.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect()).adjusted(6, 2, -6, -2)
        sign, colour = SIGNS[self.finding.severity]
        with painting(self) as painter:
            if (ground := self.ground()) is not None:
                fill(painter, rect, ground, radius=8)
            at = QRectF(14, 8, 22, 22)
            icons.paint(painter, sign, at=at, colour=look.colour(colour), size=16)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)


class AdviceSheet(Sheet):
    """A small sheet under the pill, gone when something else is clicked."""

    went = Signal(str)

    def __init__(self, session: Session, findings: Sequence[Finding], *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(SIZE)
        self.session = session
        self.rows: list[FindingRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(_head())
        column.addWidget(Hairline())
        if findings:
            column.addWidget(self._list(findings), 1)
        else:
            column.addWidget(EmptyState("circle-check", _("All good"), _("Nothing to mend.")), 1)

    def go(self, finding: Finding) -> None:
        """Bring the place of a finding into view."""
        self.close()
        show_record(self.session, finding.record, variant=finding.variant)
        if finding.setting and self.session.variant() is not None:
            self.session.wanted.emit(self.session.variant(), finding.setting)
        self.went.emit(finding.record)

    def _list(self, findings: Sequence[Finding]) -> QScrollArea:
        inside = QWidget()
        inside.setAutoFillBackground(True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        for finding in findings[:200]:
            row = FindingRow(self.session, finding)
            row.clicked.connect(lambda _on=False, one=finding: self.go(one))
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area


def show_record(session: Session, key: str, *, variant: str = "") -> None:
    """Bring a record into focus: a module on its page, a page, or the workspace that owns it."""
    record = session.document.find(key)
    if isinstance(record, Module):
        try:
            place = place_of(session.document, key)
        except DesignerError:
            return
        session.look(
            workspace="design", page=place.page, layout=place.layout, modules=(key,),
            variant=variant if variant in record.variants else None,
        )  # fmt: skip
    elif isinstance(record, Page):
        session.look(workspace="design", page=key, modules=())
    elif isinstance(record, Layout):
        page = owner(session.document, key, Page).id
        session.look(workspace="design", page=page, layout=key, modules=())
    elif key.startswith(("seg_", "per_", "pop_")):
        session.look(workspace="crowds")
    elif key.startswith(("exp_", "lyr_")):
        session.look(workspace="experiments")


def _head() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, 12, 14, 10)
    row.addWidget(Text(_("Worth mending before hand-over"), "strong"))
    return row
