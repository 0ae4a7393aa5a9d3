"""The canvas: a web view that shows the page in focus, patches it, and forwards hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QShowEvent,
)
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.document.diff import Diff, only_moves
from designer.records import Floor, Layout, Module
from designer.render.patch import Patch, Patcher
from widgets.canvas import scene, script
from widgets.canvas.bridge import Bridge
from widgets.canvas.carrying import Carrying
from widgets.canvas.gestures import Gestures
from widgets.canvas.hands import move, open_setting, pick
from widgets.canvas.scheme import Browser, address
from widgets.canvas.sight import Sight
from widgets.canvas.site import Site
from widgets.canvas.viewing import Viewing, Zoom
from widgets.canvas.writing import Writing
from widgets.canvas.zoning import Zoning
from widgets.clipboard.board import Board
from widgets.look import tokens
from widgets.session import Focus, Session

WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld
NOTHING: Final = Diff("", {})


class CanvasView(QWebEngineView):
    """The page in focus on the stage; every edit reaches it as one patch."""

    painted = Signal(int)
    """The patch of this number is on screen; 0 is the page as loaded."""
    zoomed = Signal(float)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, session: Session, *, browser: Browser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session, self.browser = session, browser
        self.bridge = Bridge(self)
        self.viewing = Viewing(session.settings, self)
        self.carrying = Carrying(session, bridge=self.bridge, parent=self)
        self.board = Board(session, browser=browser, parent=self)
        self.sight = Sight(self.viewing, bridge=self.bridge, session=session)
        self.gestures = Gestures(self, self.sight.pinch)
        self.site = Site(session.document, session.project.assets, scripts=False)
        self.patcher = Patcher(session.library)
        self.writing = Writing(self)
        self.zoning = Zoning(self)
        self._open = False
        self._css: dict[str, str] = {}
        self.serial = 0
        self._zoom: Zoom = "fit"
        self._diff = NOTHING
        self._pending: set[str] = set()
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._flushed)
        self._connect_page()
        self._connect_bridge()
        self.setAcceptDrops(True)
        session.ahead.connect(self._changed)
        session.selected.connect(self._selected)

    # ---- the page ----

    def open(self) -> None:
        """Render the page in focus afresh and load it."""
        self._pending.clear()
        self._diff = NOTHING
        self.writing.let_go()
        self._open = True
        rendered = self.patcher.open(self.session.document, self.session.decision())
        self._css = {key: one.css for key, one in rendered.fragments.items()}
        self.site.show(rendered)
        look = tokens.of(self)
        self.page().setBackgroundColor(look.colour("stage"))
        place = self.sight.place(self.session.focus.layout)
        self._zoom = self.sight.zoom_for(self.session.focus.layout, self._zoom)
        query = f"g={self.bridge.begin()}&z={self._first_zoom()}{scene.early(look)}"
        self.page().load(address("canvas", query=query + self.viewing.query(place)))

    def set_zoom(self, zoom: Zoom) -> None:
        """Show the page at a zoom of 0.1 to 4, or so that the floors or the selection fit."""
        self._zoom, self.sight.fits = zoom, zoom == "fit"
        self.bridge.send(self.bridge.scened, {"zoom": zoom})

    def _first_zoom(self) -> float:
        """The zoom the page comes in at, the same that the page itself would find."""
        if not isinstance(self._zoom, str):
            return self._zoom
        return self.viewing.first_zoom(self.width(), floors=len(self.session.layout().floors))

    def close_page(self) -> None:
        """Let the page go, before the profile goes."""
        self.browser.discard(self.page())

    # ---- what the document and the focus do ----

    def _changed(self, diff: Diff) -> None:
        self._diff = self._diff.then(diff)
        self._pending.add("patch")
        if diff.touches(Module, Floor, Layout):
            self._pending.add("structure")
        if only_moves(diff):
            self._flushed()  # on its way while the panels follow
        else:
            self._flush.start()

    def _selected(self, focus: Focus) -> None:
        self._pending |= {"patch", "selection"}
        self._flush.start()

    def _flushed(self) -> None:
        """Send everything since the last turn of the event loop as one message."""
        if not self._pending or not self._open or not self.isVisible():
            return
        decision = self.session.decision()
        patch = self.patcher.update(self.session.document, decision, self._diff)
        patch = self.writing.settled(patch, self.patcher)
        if patch.reload:
            self.open()
            return
        self._diff = NOTHING
        message = self._scene()
        self._pending.clear()
        if not patch:
            self.bridge.send(self.bridge.scened, message)
            return
        self.serial += 1
        told = self.writing.dressed(as_message(patch, self.serial, known=self._css))
        self._css |= {one.module: one.css for one in patch.fragments}
        self._css |= dict.fromkeys(patch.removed, "")  # the page forgets the rules of what goes
        self.bridge.send(self.bridge.patched, {**told, "scene": message})

    def _written(self) -> None:
        """A text is no longer written: its module is sent once more, as it is."""
        self._pending.add("patch")
        self._flush.start()

    def _scene(self) -> dict[str, object]:
        message: dict[str, object] = dict(scene.selection(self.session))
        if "structure" in self._pending:
            message |= scene.structure(self.session)
        if "selection" in self._pending and self.session.focus.modules:
            message["reveal"] = self.session.focus.modules
        return message

    def _enter(self) -> None:
        """Tell a page that has just come in everything it needs."""
        whole = {
            "words": scene.words(), "colours": scene.colours(tokens.of(self)), "zoom": self._zoom,
            "view": self.viewing.message(),
            **scene.structure(self.session), **scene.selection(self.session),
        }  # fmt: skip
        self.bridge.send(self.bridge.scened, whole)

    def _moved(self, modules: tuple[str, ...], floor: str, index: int, copied: bool) -> None:
        move(self.session, modules, floor=floor, index=index, copied=copied)

    def _swept(self, modules: tuple[str, ...]) -> None:
        self.session.look(modules=modules)

    def _opened(self, module: str, setting: str, source: str) -> None:
        open_setting(self.session, module, setting=setting, source=source)

    def _zoomed(self, zoom: float) -> None:
        self._zoom = zoom
        self.zoomed.emit(zoom)

    # ---- drags from the palette, the outline and the desktop ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _answer(event, self.carrying.enter(event.mimeData(), event.position()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _answer(event, self.carrying.move(event.position()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.carrying.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        _answer(event, self.carrying.drop(event.position()))

    # ---- Qt ----

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "site"):
            look = tokens.of(self)
            self.page().setBackgroundColor(look.colour("stage"))
            self.bridge.send(self.bridge.scened, {"colours": scene.colours(look)})

    def speak(self) -> None:
        """Say the overlay's words again, in another language."""
        self._enter()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._flush.start()

    # ---- making ----

    def _connect_page(self) -> None:
        page = self.browser.page(self, script=script.overlay(), early=script.early())
        page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, True)
        smallest = QWebEngineSettings.FontSize.MinimumLogicalFontSize
        page.settings().setFontSize(smallest, 0)  # else words outgrow the page at 10 %
        self.channel = QWebChannel(self)
        self.channel.registerObject("bridge", self.bridge)
        self.channel.registerObject("sight", self.sight)
        self.channel.registerObject("writing", self.writing)
        self.channel.registerObject("zoning", self.zoning)
        page.setWebChannel(self.channel, WORLD)
        page.renderProcessTerminated.connect(lambda *__: QTimer.singleShot(0, self, self.open))
        self.browser.serve("canvas", self.site)
        self.setPage(page)

    def _connect_bridge(self) -> None:
        bridge = self.bridge
        self.writing.ended.connect(self._written)
        bridge.was_entered.connect(self._enter)
        bridge.was_painted.connect(self.painted)
        bridge.was_picked.connect(lambda module, how: pick(self.session, module, how=how))
        bridge.was_moved.connect(self._moved)
        bridge.was_swept.connect(self._swept)
        bridge.was_opened.connect(self._opened)
        bridge.was_zoomed.connect(self._zoomed)
        bridge.was_left.connect(self.focusNextPrevChild)
        bridge.was_asked.connect(lambda __, x, y: self.menu_wanted.emit(QPoint(x, y)))


def _answer(event: QDropEvent, wanted: bool) -> None:
    if wanted:
        event.acceptProposedAction()
    else:
        event.ignore()


def as_message(
    patch: Patch, serial: int, *, known: Mapping[str, str] | None = None
) -> dict[str, object]:
    """A patch as the page reads it; rules it knows already are not sent again."""
    fragments = [
        {
            "module": one.module,
            "html": one.html,
            "css": None if (known or {}).get(one.module) == one.css else one.css,
        }
        for one in patch.fragments
    ]
    return {
        "serial": serial,
        "fragments": fragments,
        "floors": patch.floors,
        "removed": patch.removed,
        "kind_css": patch.kind_css,
        "theme_css": patch.theme_css,
    }
