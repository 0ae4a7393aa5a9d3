"""Several real pages side by side, small and still: what an arm or a page really looks like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.document.document import Document
from designer.records import Decision
from designer.render.page import render_page
from widgets.canvas.scheme import Answer, address
from widgets.canvas.site import Site
from widgets.look import tokens
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.render.page import RenderedPage
    from widgets.session import Session

PHONE: Final = 375
"""Points across a phone's screen."""
WAIT: Final = 200
"""Milliseconds of quiet before the pages are rendered again."""

_HOST = """<!doctype html><meta charset="utf-8"><title>pages</title><style>
html,body{{margin:0;height:100%;overflow:hidden;background:{ground}}}
body{{display:flex;gap:{gap}px;padding:2px}}
div{{flex:none;width:{width}px;height:{height}px;border-radius:12px;overflow:hidden;
box-shadow:0 0 0 1px {line};background:{soft}}}
iframe{{border:0;width:375px;height:{tall}px;transform:scale({scale});transform-origin:0 0;
pointer-events:none}}
</style><body>{frames}<script>
const wanted={places};
[...document.querySelectorAll("iframe")].forEach((frame,n)=>{{
const go=()=>{{const page=frame.contentDocument;if(!page||!page.body)return;
for(const one of page.querySelectorAll("img[loading=lazy]"))one.loading="eager";
const at=wanted[n]&&page.getElementById(wanted[n]);
if(at){{const box=at.getBoundingClientRect();
frame.contentWindow.scrollTo(0,Math.max(0,box.top+frame.contentWindow.scrollY));}}}};
frame.addEventListener("load",()=>{{go();setTimeout(go,400);}});
}});
</script>"""


@dataclass(frozen=True)
class Shown:
    """One page to show: as decided, scrolled to a module when one is named."""

    key: str
    decision: Decision
    module: str = ""


class PageFrames(QWebEngineView):
    """Pages in columns of one size; they take no events, buttons stand below them."""

    def __init__(
        self, session: Session, *, host: str, size: QSize, gap: int = 20,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._host, self._size, self.gap = session, host, size, gap
        self._shown: tuple[Shown, ...] = ()
        self._rendered: tuple[RenderedPage, ...] = ()
        self._task: Task[tuple[RenderedPage, ...]] | None = None
        self._stale, self._load = True, 0
        self._site = Site(session.document, session.project.assets, scripts=False)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._start)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        browser = session.browser()
        browser.serve(host, self._answer)
        self.setPage(browser.page(self))
        self.page().renderProcessTerminated.connect(
            lambda *__: QTimer.singleShot(0, self, self._again)
        )

    def show_pages(self, pages: Sequence[Shown]) -> None:
        """Show these pages as the document has them now."""
        self._shown, self._stale = tuple(pages), True
        columns = max(1, len(pages))
        width = columns * self._size.width() + (columns - 1) * self.gap + 4
        self.setFixedSize(width, self._size.height() + 4)
        if self.isVisible():
            self._timer.start()

    # ---- rendering ----

    def _start(self) -> None:
        if self._task is not None or not self.isVisible():
            return
        self._stale = False
        shown, session = self._shown, self._session
        copy = Document(tuple(session.document.records.values()))

        def render(progress: Progress) -> tuple[RenderedPage, ...]:
            made = []
            for number, one in enumerate(shown):
                progress(number / max(1, len(shown)))
                made.append(render_page(copy, one.decision, library=session.library))
            return tuple(made)

        self._task = Task(render, parent=self)
        self._task.finished.connect(lambda pages: self._arrived(shown, pages))
        self._task.failed.connect(lambda __: self._ended())
        self._task.start()

    def _arrived(self, shown: tuple[Shown, ...], pages: tuple[RenderedPage, ...]) -> None:
        known = [(page.html, page.css) for page in self._rendered]
        if [(page.html, page.css) for page in pages] != known or not self._load:
            self._rendered = pages
            for one, page in zip(shown, pages, strict=True):
                self._site.show(page, key=one.key)
            self._visit(shown)
        self._ended()

    def _ended(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
        self._task = None
        if self._stale:
            self._timer.start()

    def _again(self) -> None:
        """Load the pages once more after the process that drew them is gone."""
        if self._rendered and self.isVisible():
            self._visit(self._shown)
        else:
            self._stale = True

    def _visit(self, shown: tuple[Shown, ...]) -> None:
        self._load += 1
        look, scale = tokens.of(self), self._size.width() / PHONE
        frames = "".join(
            f'<div><iframe title="{one.key}" tabindex="-1" scrolling="no" '
            f'src="{one.key}/index.html?load={self._load}"></iframe></div>'
            for one in shown
        )
        self._html = _HOST.format(
            ground=look.panel, soft=look.raised, line=look.line_strong, gap=self.gap,
            width=self._size.width(), height=self._size.height(), frames=frames,
            tall=round(self._size.height() / scale), scale=scale,
            places=json.dumps([one.module for one in shown]),
        )  # fmt: skip
        self.page().setBackgroundColor(look.colour("panel"))
        self.page().load(address(self._host, "pages.html", f"load={self._load}"))

    def _answer(self, path: str, _query: str) -> Answer | None:
        if path == "pages.html":
            return Answer("text/html", self._html.encode())
        key, __, inside = path.partition("/")
        return self._site(inside, f"key={key}")

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        if self._task is None and not self._load:
            self._stale = True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._rendered:
            self._visit(self._shown)
