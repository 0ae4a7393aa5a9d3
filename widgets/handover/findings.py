"""What is worth mending before hand-over, the gravest first; a click goes to the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from designer.document.queries import described
from designer.language import _, mark, plural
from widgets.look import icons, tokens
from widgets.look.buttons import Pressable
from widgets.look.controls import EmptyState, Section, Text
from widgets.look.paint import fill, focus_ring, painting

if TYPE_CHECKING:
    from designer.lint.finding import Finding
    from widgets.session import Session

SIGNS = {"error": ("circle-alert", "danger"), "warn": ("triangle-alert", "warn"),
         "info": ("info", "muted")}  # fmt: skip
TITLES = {"error": mark("Must be mended"), "warn": mark("Should be looked at"),
          "info": mark("Hints")}  # fmt: skip
MOST = 60
"""Rows of one severity; more of the same would only be scrolled past."""


class FindingRow(Pressable):
    """A sentence, where it is, and how to mend it; pressing it goes there."""

    def __init__(self, finding: Finding, where: str, *, count: int = 1) -> None:
        super().__init__()
        self.finding, self.count = finding, count
        if count > 1:
            where += " · " + plural("{count} place", "{count} places", count=count)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{finding.message} {where}")
        self.setAccessibleDescription(finding.mend)
        self.setToolTip(_("Go there"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 8, 8, 9)
        self._column.setSpacing(3)
        for text, role in ((finding.message, "body"), (where, "small"), (finding.mend, "caption")):
            if text:
                label = Text(text, "small" if role == "small" else "body")
                if role == "caption":
                    label = Text(text, "caption")
                label.setWordWrap(True)
                label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                self._column.addWidget(label)

    def sizeHint(self) -> QSize:
        return QSize(240, self._column.totalHeightForWidth(max(120, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        sign, colour = SIGNS[self.finding.severity]
        with painting(self) as painter:
            if (ground := self.ground()) is not None:
                fill(painter, rect, ground, radius=8)
            at = QRectF(4, 7, 20, 20)
            icons.paint(painter, sign, at=at, colour=look.colour(colour), size=15)
            if self.hasFocus():
                focus_ring(painter, rect, look, radius=8)


class FindingsPanel(QWidget):
    """The right column: groups by severity, or a calm word when there is nothing."""

    wanted = Signal(object)
    """The finding whose place the user wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Finding, ...] | None = None
        self.rows: list[FindingRow] = []
        self.looking = Text(_("Looking through the project…"), "caption")
        text = _("Links, pictures, hot zones and rules hold up.")
        self.good = EmptyState("circle-check", _("Nothing to mend"), text)
        self.groups = {key: Section(_(title)) for key, title in TITLES.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.looking)
        column.addWidget(self.good)
        for group in self.groups.values():
            group.body.setSpacing(0)
            column.addWidget(group)
        column.addStretch(1)
        self.show_findings(None)

    def show_findings(self, findings: Sequence[Finding] | None) -> None:
        """Show these; None while nobody has looked."""
        self.looking.setVisible(findings is None)
        self.good.setVisible(findings is not None and not findings)
        found = tuple(findings or ())
        if found == self._shown and findings is not None:
            return
        self._shown = found if findings is not None else None
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for severity, group in self.groups.items():
            these = [one for one in found if one.severity == severity]
            group.setVisible(bool(these))
            group.title.setText(f"{_(TITLES[severity])}  {len(these)}")
            for one, count in list(_alike(these))[:MOST]:
                group.add(self._row(one, count))

    def _row(self, finding: Finding, count: int) -> FindingRow:
        where = described(self._session.document, finding.variant or finding.record)
        row = FindingRow(finding, where, count=count)
        row.clicked.connect(lambda: self.wanted.emit(finding))
        self.rows.append(row)
        return row


def _alike(findings: Sequence[Finding]) -> Iterator[tuple[Finding, int]]:
    """The first of those that say the same of the same thing, and how many they are."""
    keys = [(one.record, one.variant, one.message) for one in findings]
    counts = Counter(keys)
    seen = set()
    for one, key in zip(findings, keys, strict=True):
        if key not in seen:
            seen.add(key)
            yield one, counts[key]
