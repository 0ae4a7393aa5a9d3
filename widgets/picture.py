"""`python -m widgets.picture PAGE.html|PROJECT OUT.png`: the whole page as one long picture."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from designer.errors import DesignerError, UnreadableError
from designer.language import _
from widgets.canvas.scheme import Answer, Browser, Source, address
from widgets.canvas.site import Site

if TYPE_CHECKING:
    from designer.document.document import Document
    from designer.records import Decision
    from widgets.canvas.site import Vault

TILE: Final = 4000
"""Height in device pixels that is taken in one piece."""
PATIENCE: Final = 20_000
"""Milliseconds a page may take to load, and a tile to appear."""
WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld
MARKS: Final = ("#ff00ff", "#00ffff", "#ffff00", "#00ff00", "#ff0000", "#0000ff")

STILL: Final = """
const still = new CSSStyleSheet();
still.replaceSync('*,*::before,*::after{animation:none!important;transition:none!important;'
  + 'caret-color:transparent!important;scroll-behavior:auto!important}');
document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
for (const one of document.querySelectorAll('img[loading=lazy]')) one.loading = 'eager';
globalThis.settled = false;
const pictures = [...document.images].map((one) => one.decode().catch(() => 0));
const nextFrame = () => new Promise(requestAnimationFrame);
Promise.all([document.fonts.ready, ...pictures])
  .then(nextFrame).then(nextFrame).then(() => { globalThis.settled = true; });
"""

MARK: Final = """
(() => {
  document.querySelector('duplex-mark')?.remove();
  if (!%(colour)s) return;
  const mark = document.createElement('duplex-mark');
  Object.assign(mark.style, {position: 'fixed', left: 0, top: 0, width: '8px', height: '8px',
    zIndex: 2147483647, background: %(colour)s});
  document.documentElement.append(mark);
})()
"""


class Camera(QObject):
    """Takes a page in tiles; a coloured mark tells that a tile is really on screen."""

    def __init__(self, browser: Browser, *, width: int) -> None:
        super().__init__()
        self.browser = browser
        self.view = QWebEngineView()
        self.view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.view.setPage(browser.page(self.view))
        self.width = width
        self.view.resize(width, self._tile())
        self.view.show()

    def take(self, url: QUrl) -> QImage:
        """The whole page; raises UnreadableError when it does not load or does not appear."""
        self._load(url)
        self._run(STILL)
        self._settle()
        height = int(self._run("Math.ceil(document.documentElement.offsetHeight)"))
        ratio = self.view.devicePixelRatioF()
        picture = QImage(
            round(self.width * ratio), round(height * ratio), QImage.Format.Format_RGB32
        )
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        self.view.resize(self.width, min(height, self._tile()))
        for number, top in enumerate(range(0, height, self._tile())):
            at = int(self._run(f"scrollTo(0, {top}), Math.round(scrollY)"))
            painter.drawImage(QPoint(0, at), self._tile_image(MARKS[number % len(MARKS)]))
        painter.end()
        return picture

    def measure(self, code: str) -> Any:
        """What a line of JavaScript answers on the page that was taken."""
        return self._run(code)

    def close(self) -> None:
        """Let the page go."""
        self.view.hide()
        page = self.view.page()
        self.browser.discard(page)
        self.view.deleteLater()

    # ---- inside ----

    def _tile(self) -> int:
        return round(TILE / self.view.devicePixelRatioF())

    def _load(self, url: QUrl) -> None:
        done: list[bool] = []
        page: QWebEnginePage = self.view.page()
        page.loadFinished.connect(done.append)
        page.load(url)
        self._wait(lambda: bool(done), _("The page did not finish loading."))
        page.loadFinished.disconnect(done.append)
        if not done[0]:
            raise UnreadableError(_("The page could not be loaded."))

    def _settle(self) -> None:
        """Wait until every picture and font is there; a picture that never comes is left out."""
        late = QDeadlineTimer(PATIENCE)
        while not self._run("settled") and not late.hasExpired():
            self._rest()

    @staticmethod
    def _rest() -> None:
        loop = QEventLoop()
        QTimer.singleShot(10, loop.quit)
        loop.exec()

    def _tile_image(self, colour: str) -> QImage:
        """What the view shows now: once the mark has been seen, and once it is gone again."""
        wanted = QColor(colour)
        self._run(MARK % {"colour": f"'{colour}'"})
        self._wait(lambda: self._corner() == wanted, _("The page did not appear."))
        self._run(MARK % {"colour": "''"})
        self._wait(lambda: self._corner() != wanted, _("The page did not appear."))
        return self.view.grab().toImage()

    def _corner(self) -> QColor:
        return self.view.grab(QRect(0, 0, 4, 4)).toImage().pixelColor(1, 1)

    def _run(self, code: str) -> Any:
        answer: list[Any] = []
        self.view.page().runJavaScript(code, WORLD.value, answer.append)
        self._wait(lambda: bool(answer), _("The page does not answer."))
        return answer[0]

    def _wait(self, until: Callable[[], bool], problem: str) -> None:
        loop, turn, end = QEventLoop(), QTimer(interval=4), QTimer(singleShot=True)
        turn.timeout.connect(lambda: loop.quit() if until() else None)
        end.timeout.connect(lambda: loop.exit(1))
        turn.start()
        end.start(PATIENCE)
        if not until() and loop.exec():
            raise UnreadableError(problem)
        turn.stop()


def folder_source(folder: Path) -> Source:
    """The files of a folder as pages; scripts keep still."""
    root = folder.resolve()

    def answer(path: str, _query: str) -> Answer | None:
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
        media = guess_type(file.name)[0] or "application/octet-stream"
        return Answer(media, b"" if file.suffix == ".js" else file.read_bytes())

    return answer


def decided_source(document: Document, assets: Vault, decision: Decision) -> Source:
    """One decided page of a project."""
    from designer.kinds.library import Library
    from designer.render.page import render_page

    site = Site(document, assets, scripts=False)
    site.show(render_page(document, decision, library=Library.load()))
    return site


def main() -> int:
    """Read the command line, take the picture in a process of its own, and write it."""
    given = _arguments()
    os.environ["QT_SCALE_FACTOR"] = str(given.scale)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from widgets.application import prepare

    prepare()
    app = QApplication(sys.argv[:1])
    try:
        _write(given)
    except (DesignerError, OSError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    finally:
        app.processEvents()
    return 0


def _write(given: argparse.Namespace) -> None:
    source, path = _source(given)
    browser = Browser()
    browser.serve("picture", source)
    camera = Camera(browser, width=given.width)
    try:
        picture = camera.take(address("picture", path))
    finally:
        camera.close()
        browser.close()
    out = given.out or given.out_option
    if not picture.save(str(out)):
        raise UnreadableError(_("{file} cannot be written.", file=out))


def _source(given: argparse.Namespace) -> tuple[Source, str]:
    if given.source.suffix.lower() in (".html", ".htm"):
        if not given.source.is_file():
            raise UnreadableError(_("There is no page at {path}.", path=given.source))
        return folder_source(given.source.parent), given.source.name
    from designer.commands import sources
    from designer.decide.choose import decide_page
    from designer.decide.rulebook import Rulebook

    project = sources.source(given.source)
    document = project.document
    decision = decide_page(
        sources.page_called(document, given.page).id,
        sources.consumer(document, persona=given.persona),
        sources.instant(given.at, document.shop),
        book=Rulebook.of(document),
    )
    return decided_source(document, project.assets, decision), "index.html"


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="widgets.picture", description=__doc__)
    reader.add_argument("source", type=Path, help="a page, a .duplex file or an unpacked folder")
    reader.add_argument("out", type=Path, nargs="?", help="the picture to write")
    reader.add_argument("--out", dest="out_option", type=Path, help="the same, as an option")
    reader.add_argument("--page", default="home", help="a page of the project")
    reader.add_argument("--persona", help="who looks; nobody known when left out")
    reader.add_argument("--at", help="the instant; now when left out")
    reader.add_argument("--width", type=int, default=375, help="of the phone, in points")
    reader.add_argument("--scale", type=float, default=2.0, help="device pixels a point")
    given = reader.parse_args()
    if given.out is None and given.out_option is None:
        reader.error("--out is missing")
    return given


if __name__ == "__main__":
    sys.exit(main())
