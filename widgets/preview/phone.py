"""The glass of the phone: the page with its own scripts alive, patched by every edit."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.document.diff import Diff
from designer.render.patch import Patcher
from widgets.canvas.scheme import Browser, address
from widgets.canvas.script import FOLDER as OVERLAY
from widgets.canvas.script import channel
from widgets.canvas.site import Site
from widgets.canvas.view import as_message
from widgets.preview.finger import Finger
from widgets.preview.looking import Looking

HOST: Final = "preview"
WORLD: Final = QWebEngineScript.ScriptWorldId.ApplicationWorld
NOTHING: Final = Diff("", {})


class PhoneBridge(QObject):
    """Typed slots for the phone's page; messages of a page that was replaced are dropped."""

    patched = Signal(int, str)

    was_entered = Signal()
    was_painted = Signal(int)
    was_acted = Signal(str, str)
    was_filmed = Signal(str)
    was_risen = Signal(int)

    generation = 0

    @Slot(int)
    def entered(self, generation: int) -> None:
        """The page stands and listens."""
        if generation == self.generation:
            self.was_entered.emit()

    @Slot(int, int)
    def painted(self, generation: int, serial: int) -> None:
        """A patch, or with 0 the page itself, is on the glass."""
        if generation == self.generation:
            self.was_painted.emit(serial)

    @Slot(int, str, str)
    def acted(self, generation: int, action: str, target: str) -> None:
        """A link was tapped that leads to another page."""
        if generation == self.generation:
            self.was_acted.emit(action, target)

    @Slot(int, str)
    def filmed(self, generation: int, source: str) -> None:
        """A film could not be played."""
        if generation == self.generation:
            self.was_filmed.emit(source)

    @Slot(int, int)
    def rose(self, generation: int, level: int) -> None:
        """This floor is shown now."""
        if generation == self.generation:
            self.was_risen.emit(level)


class Phone(QWebEngineView):
    """What is decided for whoever looks, on a phone of a size, at a scale."""

    painted = Signal(int)

    def __init__(
        self, looking: Looking, *, browser: Browser, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.looking, self.browser = looking, browser
        self.session = looking.session
        self.bridge = PhoneBridge(self)
        self.site = Site(self.session.document, self.session.project.assets, scripts=True)
        self.patcher = Patcher(self.session.library)
        self.serial = 0
        self._entered, self._loaded = False, False
        self._instant: datetime | None = None
        self._diff = NOTHING
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self.refresh)
        self._connect()
        self.finger = Finger(self)

    def set_size(self, size: QSize, *, width: int) -> float:
        """Be a screen of so many points, drawn on so many pixels across; returns the scale.

        The scale is a hair smaller than the quotient, so that the page counts just these points.
        """
        scale = 1.0 if width == size.width() else width / (size.width() + 0.2)
        self.setFixedSize(width, round(size.height() * scale))
        if abs(self.zoomFactor() - scale) > 0.0001:
            self.setZoomFactor(scale)
        return scale

    def reload_page(self) -> None:
        """Render afresh and load, as after closing the app."""
        self._diff, self._entered, self._loaded = NOTHING, False, True
        self.bridge.generation += 1
        self.site.show(self.patcher.open(self.session.document, self.looking.decision()))
        self._set_clock()
        theme = self.session.document.shop.theme.colours
        self.page().setBackgroundColor(theme.get("paper", "#ffffff"))
        self.load(address(HOST, query=f"g={self.bridge.generation}"))

    def refresh(self) -> None:
        """Bring the page up to date: by a patch, or anew when the time or the page is another."""
        if not self._loaded or self._instant != self.looking.focus.instant:
            self.reload_page()
            return
        if not self._entered:
            return  # it will ask when it has come in
        diff, self._diff = self._diff, NOTHING
        patch = self.patcher.update(self.session.document, self.looking.decision(), diff)
        if patch.reload:
            self.reload_page()
        elif patch:
            self.serial += 1
            message = msgspec.json.encode(as_message(patch, self.serial)).decode()
            self.bridge.patched.emit(self.bridge.generation, message)

    def close_page(self) -> None:
        """Let the page go, before the profile goes."""
        self.browser.discard(self.page())

    # ---- inside ----

    def _changed(self, diff: Diff) -> None:
        self._diff = self._diff.then(diff)
        self._flush.start()

    def _come_in(self) -> None:
        self._entered = True
        self._flush.start()

    def _set_clock(self) -> None:
        """Countdowns on the phone count from the simulated instant."""
        self._instant = self.looking.focus.instant
        milliseconds = round(self._instant.timestamp() * 1000)
        scripts = self.page().scripts()
        for old in scripts.find("duplex-clock"):
            scripts.remove(old)
        clock = QWebEngineScript()
        clock.setName("duplex-clock")
        clock.setSourceCode(f"window.duplex = {{offset: {milliseconds} - Date.now()}};")
        clock.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        clock.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        scripts.insert(clock)

    def _connect(self) -> None:
        page = self.browser.page(self, script=script())
        self.channel = QWebChannel(self)
        self.channel.registerObject("phone", self.bridge)
        page.setWebChannel(self.channel, WORLD)
        page.renderProcessTerminated.connect(
            lambda *__: QTimer.singleShot(0, self, self.reload_page)
        )
        self.browser.serve(HOST, self.site)
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.bridge.was_entered.connect(self._come_in)
        self.bridge.was_painted.connect(self.painted)
        self.session.changed.connect(self._changed)
        self.looking.changed.connect(self._flush.start)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DeferredDelete:
            self.close_page()
        return super().event(event)


@cache
def script() -> str:
    """What runs in the phone's page, unseen by it: the canvas's patches, then our own."""
    own = Path(__file__).resolve().parent / "phone.js"
    files = (*(OVERLAY / f"{name}.js" for name in ("scene", "reading", "patch")), own)
    body = "\n".join((channel(), *(file.read_text(encoding="utf-8") for file in files)))
    return f'(() => {{\n"use strict";\n{body}\n}})();'
