"""Keeps a project's picture on the start screen: taken when nothing happened for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from designer.document.diff import Diff
from widgets.shooting import Photographer

if TYPE_CHECKING:
    from pathlib import Path

    from widgets.start.recent import Recents
    from widgets.window import Window

FIRST: Final = 4_000
"""Milliseconds after the window was shown before its page is taken."""
QUIET: Final = 20_000
"""Milliseconds without an edit before the page is taken again."""


class Portrait(QObject):
    """Takes the page in focus now and then, and gives it to the recent projects."""

    def __init__(self, window: Window, recents: Recents, *, file: Path) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._recents, self._file = recents, file
        self._photographer: Photographer | None = None
        self._wait = QTimer(self, singleShot=True)
        self._wait.timeout.connect(self.take)
        window.shown.connect(self._begin)
        self._session.changed.connect(self._changed)

    def take(self) -> None:
        """Take the page as the present persona sees it; the picture is kept a moment later."""
        session = self._session
        if not self._window.isVisible():  # it is being taken down, and the browser with it
            return
        if self._photographer is None:
            self._photographer = Photographer(
                session.browser(), session.project.assets, library=session.library,
                parent=self._window, name="portrait",
            )  # fmt: skip
        if not self._photographer.busy:
            self._photographer.take(session.document, session.shown(), self._taken)

    def _begin(self) -> None:
        self._wait.start(FIRST)

    def _changed(self, _diff: Diff) -> None:
        self._wait.start(QUIET)

    def _taken(self, picture: QImage) -> None:
        name = self._session.document.shop.name
        self._recents.remember(self._file, name=name, picture=picture)
