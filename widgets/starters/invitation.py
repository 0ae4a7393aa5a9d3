"""The line above an empty page that leads to the starters and the user's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Floor, Layout, Page
from widgets.look import icons, tokens
from widgets.look.controls import Button, Elided
from widgets.look.paint import painting

if TYPE_CHECKING:
    from widgets.session import Session


class Invitation(QWidget):
    """Shown only while nothing stands on the layout in focus."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.words = Elided(_("This page is empty: begin with a finished layout."), "body")
        self.start = Button(_("Choose a starter…"), tone="primary", height=28)
        self.start.clicked.connect(self.open_gallery)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.start)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(self._changed)
        session.selected.connect(self.refresh)
        self.hide()
        self.refresh()

    def refresh(self, _focus: object = None) -> None:
        """Show or hide, as the layout is empty or not."""
        writable = not self.session.project.read_only
        self.setVisible(writable and not self.session.modules())

    def open_gallery(self) -> None:
        """Open the gallery over the window."""
        open_gallery(self.session, self.window())

    def _changed(self, diff: Diff) -> None:
        if diff.touches(Page, Layout, Floor):
            self._later.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            painter.fillRect(self.rect(), look.colour("accent_soft"))
            at = QRectF(12, 0, 22, self.height())
            colour = look.colour("accent_text")
            icons.paint(painter, "layout-template", at=at, colour=colour, size=16)


def open_gallery(session: Session, window: QWidget) -> None:
    """Let a starter be chosen for the page in focus."""
    from widgets.starters.gallery import Gallery

    dialog = Gallery(session, parent=window)
    dialog.exec()
    dialog.deleteLater()
