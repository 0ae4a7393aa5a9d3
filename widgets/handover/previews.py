"""The pages of the package as a visitor nobody knows sees them, small and real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from designer.decide.choose import decide_page
from designer.document.queries import pages
from designer.language import _, plural
from designer.records import ANONYMOUS, Page
from widgets.charts.frames import PageFrames, Shown
from widgets.look.controls import Elided, Section

if TYPE_CHECKING:
    from widgets.session import Session

SIZE = QSize(148, 208)
GAP = 16
MOST = 12
"""Pages that are shown; a shop with more has them in the list at the left."""


class Previews(QWidget):
    """One column for each page."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.frames: PageFrames | None = None
        self.names: list[Elided] = []
        self._captions = QHBoxLayout()
        self._captions.setSpacing(GAP)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(self._captions)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFixedHeight(SIZE.height() + 40)
        section = Section(_("Pages as an unknown visitor sees them"))
        section.add(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(section)

    def refresh(self) -> None:
        """Show the pages as the project has them now."""
        if self.frames is None:
            self.frames = PageFrames(self._session, host="handover", size=SIZE, gap=GAP)
            self.frames.setAccessibleName(_("Pages as an unknown visitor sees them"))
            self._column.insertWidget(0, self.frames)
        found = pages(self._session.document)[:MOST]
        book, now = self._session.rulebook(), self._session.focus.instant
        self.frames.show_pages([
            Shown(page.id, decide_page(page, ANONYMOUS, now, book=book)) for page in found
        ])  # fmt: skip
        self._name(found)

    def _name(self, found: tuple[Page, ...]) -> None:
        while (item := self._captions.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.names = []
        for page in found:
            layouts = plural("{count} layout", "{count} layouts", count=len(page.layouts))
            name = Elided(f"{page.name} · {layouts}", "caption")
            name.setFixedWidth(SIZE.width())
            self.names.append(name)
            self._captions.addWidget(name)
        self._captions.addStretch(1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
