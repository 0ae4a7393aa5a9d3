"""The line that says why a form cannot be filled in, with the way out when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.actions import modules
from designer.language import _, plural
from designer.records import Module
from widgets.inspector.subject import Subject
from widgets.look import icons, tokens
from widgets.look.buttons import Button
from widgets.look.controls import Elided
from widgets.look.paint import fill, painting

if TYPE_CHECKING:
    from widgets.session import Session


class LockNote(QWidget):
    """Locked, with a button that unlocks; or only to be looked at."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._locked: tuple[str, ...] = ()
        self.words = Elided("", "caption")
        self.unlock = Button(_("Unlock"), tone="quiet", height=26)
        self.unlock.clicked.connect(self._unlock)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 3, 6, 3)
        row.addWidget(self.words, 1)
        row.addWidget(self.unlock)
        self.setMinimumHeight(32)
        self.hide()

    def show_subject(self, subject: Subject) -> bool:
        """Show what keeps these modules from being filled in; returns whether nothing does."""
        document = self._session.document
        self._locked = tuple(key for key in subject.modules if document.get(key, Module).locked)
        why = self._session.project.read_only
        if self._locked and not why:
            why = plural("{count} module is locked", "{count} modules are locked",
                         count=len(self._locked))  # fmt: skip
        self.words.setText(why)
        self.words.setToolTip(why)
        self.unlock.setVisible(bool(self._locked) and not self._session.project.read_only)
        self.setVisible(bool(why))
        return not why

    def paintEvent(self, event: QPaintEvent) -> None:
        look, rect = tokens.of(self), QRectF(self.rect())
        with painting(self) as painter:
            fill(painter, rect, look.colour("warn_soft"), radius=7)
            at = QRectF(9, 0, 16, rect.height())
            icons.paint(painter, "lock", at=at, colour=look.colour("warn"), size=14)

    def _unlock(self) -> None:
        session, locked = self._session, self._locked
        session.attempt(lambda: modules.set_locked(session.document, modules=locked, locked=False))
