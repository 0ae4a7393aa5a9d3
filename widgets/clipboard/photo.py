"""A picture of a few modules, taken aside: as wide as a design, as high as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from designer.document.document import Document
from designer.records import Decision, Floor, Layout
from designer.render.page import RenderedPage, render_page
from widgets.canvas.scheme import Browser, address
from widgets.canvas.site import Site
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from widgets.canvas.site import Vault

WIDTH: Final = 750
ZOOM: Final = 2.0
"""The page is laid out as on a phone of 375 points, and drawn twice as large."""
TALLEST: Final = 9_000
TRIES: Final = 1200
"""Looks at the page, one each 25 ms, before the picture is given up."""
HOST: Final = "clipping"
MARK: Final = "#ff00ff"
WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld

_STILL: Final = """(() => {
  const still = new CSSStyleSheet();
  still.replaceSync('*,*::before,*::after{animation:none!important;transition:none!important}'
    + 'html,body{overflow:hidden!important}.floor{min-height:0!important}'
    + 'body>:not(main),main>:not(.floor){display:none!important}'
    + 'duplex-mark{position:fixed;left:0;top:0;width:8px;height:8px;z-index:2147483647;'
    + 'background:#ff00ff}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  for (const one of document.images) one.loading = 'eager';
  const all = [...document.images].map((one) => one.decode().catch(() => 0));
  Promise.all([document.fonts.ready, ...all]).then(() =>
    document.documentElement.append(document.createElement('duplex-mark')));
  const rects = [...document.querySelectorAll('section[data-module]')]
    .map((one) => one.getBoundingClientRect());
  return Math.ceil(Math.max(1, ...rects.map((one) => one.bottom)));
})()"""


class Photo(QObject):
    """One picture of some modules; `done` gets it, unless the page fails."""

    def __init__(self, browser: Browser, vault: Vault, *, host: QWidget) -> None:
        super().__init__(host)
        self._browser, self._vault, self._host = browser, vault, host
        self._view: QWebEngineView | None = None
        self._page: QWebEnginePage | None = None
        self._done: Callable[[QImage], None] = _ignored
        self._task: Task[RenderedPage] | None = None
        self._document = Document()
        self._marked, self._tries, self._load = False, 0, 0
        self._look = QTimer(self, interval=25)
        self._look.timeout.connect(self._looked)

    def take(
        self,
        document: Document,
        decision: Decision,
        modules: Sequence[str],
        *,
        library: Library,
        done: Callable[[QImage], None],
    ) -> None:
        """Take these modules as a decision shows them; a picture still under way is given up."""
        self.give_up()
        self._done = done
        self._document = alone = only(document, decision.layout, modules)

        def render(_progress: Progress) -> RenderedPage:
            return render_page(alone, decision, library=library)

        self._task = Task(render, parent=self)
        self._task.finished.connect(self._visit)
        self._task.start()

    @property
    def busy(self) -> bool:
        """Whether a picture is under way."""
        return self._view is not None or (self._task is not None and self._task.running)

    def give_up(self) -> None:
        """Let the page go without a picture."""
        self._look.stop()
        self._done = _ignored
        view, self._view = self._view, None
        page, self._page = self._page, None
        if view is not None and page is not None and isValid(view):
            view.hide()
            QTimer.singleShot(0, view, lambda: self._let_go(view, page))

    # ---- inside ----

    def _visit(self, rendered: RenderedPage) -> None:
        if self._done is _ignored or not self._host.window().isVisible():
            return  # nobody waits, or the window has been closed meanwhile
        site = Site(self._document, self._vault, scripts=False)
        site.show(rendered)
        self._browser.serve(HOST, site)
        self._view = view = QWebEngineView(self._host)
        view.setWindowFlags(Qt.WindowType.Tool)
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page = self._browser.page(view)
        view.setPage(page)
        page.loadFinished.connect(self._loaded)
        view.setZoomFactor(ZOOM)
        view.resize(WIDTH, 1200)
        view.show()
        self._load += 1
        view.load(address(HOST, query=f"load={self._load}"))

    def _loaded(self, good: bool) -> None:
        if not good or self._page is None:
            self.give_up()
            return
        self._marked, self._tries = False, 0
        self._page.runJavaScript(_STILL, WORLD.value, self._measured)

    def _measured(self, height: object) -> None:
        if self._view is None or not isinstance(height, int | float):
            return
        self._view.resize(WIDTH, max(1, min(TALLEST, round(height * ZOOM))))
        self._look.start()

    def _looked(self) -> None:
        """Once the mark has been seen and is gone again, the modules stand there."""
        view, page = self._view, self._page
        self._tries += 1
        gone = view is None or page is None or not isValid(view) or not isValid(page)
        if gone or self._tries > TRIES:
            self.give_up()
            return
        assert view is not None
        assert page is not None
        corner = view.grab(QRect(0, 0, 4, 4)).toImage().pixelColor(1, 1)
        seen = corner == QColor(MARK)
        if seen and not self._marked:
            self._marked = True
            code = "document.querySelector('duplex-mark')?.remove()"
            page.runJavaScript(code, WORLD.value)
        elif self._marked and not seen:
            done, picture = self._done, view.grab().toImage()
            self.give_up()
            done(picture)

    def _let_go(self, view: QWebEngineView, page: QWebEnginePage) -> None:
        self._browser.discard(page)
        view.deleteLater()


def only(document: Document, layout: str, modules: Sequence[str]) -> Document:
    """A copy of the document in which the layout holds these modules alone, on one floor."""
    records = dict(document.records)
    at = document.get(layout, Layout)
    floor = next(document.get(key, Floor) for key in at.floors)
    records[floor.id] = msgspec.structs.replace(floor, level=1, modules=tuple(modules), guides=())
    records[layout] = msgspec.structs.replace(at, floors=(floor.id,))
    return Document(records.values())


def _ignored(_picture: QImage) -> None:
    """What becomes of a picture nobody waits for."""
