"""Takes pictures of pages without holding anybody up: rendered aside, drawn by the browser."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.document.document import Document
from designer.render.page import RenderedPage, render_page
from widgets.canvas.scheme import Browser, address
from widgets.canvas.site import Site
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.records import Decision
    from widgets.canvas.site import Vault

SIZE: Final = QSize(375, 500)
"""The part of a page that a picture shows, in points of a phone."""
SMALL: Final = QSize(450, 600)
"""The picture itself, in pixels."""
TRIES: Final = 400
"""Looks at the page, one each 25 ms, before a picture is given up."""
WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld
MARK: Final = "#ff00ff"

_STILL: Final = """(() => {
  const still = new CSSStyleSheet();
  still.replaceSync('*,*::before,*::after{animation:none!important;transition:none!important}'
    + 'html{overflow:hidden!important}'
    + (document.querySelector('.floor-1') ? '.floor-2,.between,.pull{display:none!important}' : '')
    + 'duplex-mark{position:fixed;left:0;top:0;width:8px;height:8px;z-index:2147483647;'
    + 'background:#ff00ff}');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  const near = [...document.images].filter((one) => one.getBoundingClientRect().top < 900);
  for (const one of near) one.loading = 'eager';
  const frame = () => new Promise(requestAnimationFrame);
  Promise.all([document.fonts.ready, ...near.map((one) => one.decode().catch(() => 0))])
    .then(frame).then(frame).then(() =>
      document.documentElement.append(document.createElement('duplex-mark')));
})()"""


class Wish(NamedTuple):
    """A page to be taken, and who wants the picture."""

    document: Document
    decision: Decision
    done: Callable[[QImage], None]


class Photographer(QObject):
    """Takes one page after another in a view nobody sees; a page that fails gives no picture.

    Photographers of one browser that work at the same time go by different names.
    """

    def __init__(
        self, browser: Browser, assets: Vault, *, library: Library, parent: QWidget,
        name: str = "picture",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name = name
        self._browser, self._assets, self._library = browser, assets, library
        self._host = parent
        self._wishes: deque[Wish] = deque()
        self._view: QWebEngineView | None = None
        self._task: Task[RenderedPage] | None = None
        self._marked, self._tries, self._load = False, 0, 0
        self._look = QTimer(self, interval=25)
        self._look.timeout.connect(self._looked)

    def take(self, document: Document, decision: Decision, done: Callable[[QImage], None]) -> None:
        """Take a page as it is now; `done` gets the picture when there is one."""
        copy = Document(tuple(document.records.values()))
        self._wishes.append(Wish(copy, decision, done))
        if len(self._wishes) == 1:
            self._render()

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return bool(self._wishes)

    # ---- one page after another ----

    def _render(self) -> None:
        wish, library = self._wishes[0], self._library

        def render(_progress: Progress) -> RenderedPage:
            return render_page(wish.document, wish.decision, library=library)

        self._task = Task(render, parent=self)
        self._task.finished.connect(self._visit)
        self._task.failed.connect(self._next)
        self._task.start()

    def _visit(self, page: RenderedPage) -> None:
        if self._left():
            return
        site = Site(self._wishes[0].document, self._assets, scripts=False)
        site.show(page)
        self._browser.serve(self._name, site)
        if self._view is None:
            self._view = self._made()
        self._load += 1
        self._view.load(address(self._name, query=f"load={self._load}"))

    def _made(self) -> QWebEngineView:
        view = QWebEngineView(self._host)
        view.setWindowFlags(Qt.WindowType.Tool)
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = self._browser.page(view)
        view.setPage(page)
        page.loadFinished.connect(self._loaded)
        page.renderProcessTerminated.connect(self._next)
        view.resize(SIZE)
        view.show()
        return view

    def _loaded(self, good: bool) -> None:
        if self._left():
            return
        if not good or not self._wishes:
            self._next()
            return
        self._marked, self._tries = False, 0
        self._page().runJavaScript(_STILL, WORLD.value)
        self._look.start()

    def _looked(self) -> None:
        """Once the mark has been seen and is gone again, the page is on screen as it should be."""
        if self._left():
            return
        assert self._view is not None
        self._tries += 1
        corner = self._view.grab(QRect(0, 0, 4, 4)).toImage().pixelColor(1, 1)
        seen = corner == QColor(MARK)
        if seen and not self._marked:
            self._marked = True
            code = "document.querySelector('duplex-mark')?.remove()"
            self._page().runJavaScript(code, WORLD.value)
        elif self._marked and not seen:
            self._look.stop()
            self._wishes[0].done(self._view.grab().toImage())
            self._next()
        elif self._tries > TRIES:
            self._next()

    def _next(self, *_why: object) -> None:
        if self._left():
            return
        self._look.stop()
        if self._wishes:
            self._wishes.popleft()
        if self._wishes:
            self._render()
        elif self._view is not None:
            view, self._view = self._view, None
            view.hide()
            QTimer.singleShot(0, view, lambda: self._let_go(view))

    def _left(self) -> bool:
        """Whether the browser has closed meanwhile; then nothing more is taken."""
        if self._browser.closed:
            self._look.stop()
            self._wishes.clear()
        return self._browser.closed

    def _let_go(self, view: QWebEngineView) -> None:
        self._browser.discard(view.page())
        view.deleteLater()

    def _page(self) -> QWebEnginePage:
        assert self._view is not None
        return self._view.page()


def packed(picture: QImage, size: QSize = SMALL) -> bytes:
    """A picture as JPEG of this size, cut at its edges."""
    grown = picture.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
    grown.setDevicePixelRatio(1)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    grown.copy(0, 0, size.width(), size.height()).save(buffer, "JPEG", 84)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
