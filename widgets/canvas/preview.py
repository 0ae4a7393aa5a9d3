"""The preview: the page on one phone with its own scripts alive, pull-down and all."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.render.page import render_page
from widgets.canvas.scheme import Browser, address
from widgets.canvas.site import Site
from widgets.look import tokens
from widgets.session import Focus, Session

PHONE = QSize(375, 812)


class Preview(QDialog):
    """What the persona in focus gets at the simulated instant; it follows both, and every edit."""

    def __init__(
        self, session: Session, *, browser: Browser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.session, self.browser = session, browser
        self.site = Site(session.document, session.project.assets, scripts=True)
        browser.serve("preview", self.site)
        self.view = QWebEngineView()
        self.view.setPage(browser.page(self.view))
        self.view.setFixedSize(PHONE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._later = QTimer(self, singleShot=True, interval=120)
        self._later.timeout.connect(self.show_page)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self.show_page()

    def show_page(self) -> None:
        """Render and load the page as it is now, without what is in hand on top."""
        session = self.session
        persona = session.persona()
        name = persona.name if persona else _("unknown visitor")
        self.setWindowTitle(_("Preview · {name}", name=name))
        decision = session.shown()
        self.site.show(render_page(session.document, decision, library=session.library))
        self.view.page().setBackgroundColor(tokens.of(self).colour("stage"))
        self.view.load(address("preview"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.browser.discard(self.view.page())
        super().closeEvent(event)

    def _changed(self, _diff: Diff) -> None:
        self._later.start()

    def _selected(self, _focus: Focus) -> None:
        self._later.start()
