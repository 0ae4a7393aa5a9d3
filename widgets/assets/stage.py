"""A film, panorama or model of the project, alive in a page that reaches nothing else."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QFile, QIODevice, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.language import _
from designer.records import Asset
from widgets.canvas.scheme import Answer, address
from widgets.look import tokens
from widgets.session import Session

FOLDER: Final = Path(__file__).resolve().parent / "pages"
VENDOR: Final = Path(__file__).resolve().parents[2] / "assets" / "vendor"
HOST: Final = "stage"
_MEDIA: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_FILES: Final = {
    "stage.html": FOLDER / "stage.html", "stage.css": FOLDER / "stage.css",
    "stage.js": FOLDER / "stage.js", "pannellum.js": VENDOR / "pannellum" / "pannellum.js",
    "pannellum.css": VENDOR / "pannellum" / "pannellum.css",
    "model-viewer.js": VENDOR / "model-viewer" / "model-viewer-umd.min.js",
}  # fmt: skip
MOST_FRAME: Final = 40_000_000
"""Characters of a grabbed frame that are taken back from the page."""


class StageBridge(QObject):
    """Typed slots for the page, JSON towards it."""

    said = Signal(str)
    was_entered = Signal()
    was_told = Signal(str)
    was_grabbed = Signal(str)
    generation = 0

    @Slot()
    def entered(self) -> None:
        """The page stands and listens."""
        self.was_entered.emit()

    @Slot(int, str)
    def told(self, generation: int, state: str) -> None:
        """How the file is shown: drawn, flat, film or failed, with what the film says of itself."""
        if generation == self.generation:
            self.was_told.emit(state)

    @Slot(int, str)
    def grabbed(self, generation: int, picture: str) -> None:
        """A frame of the film as a data address."""
        if generation == self.generation:
            self.was_grabbed.emit(picture)


class Stage(QWebEngineView):
    """Shows one asset; a film can be looked at at any moment and a frame taken from it."""

    told = Signal(str, float)
    """drawn, flat, film or failed; and the length of a film."""
    grabbed = Signal(bytes)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.bridge = session, StageBridge(self)
        self._asset: Asset | None = None
        self._message: dict[str, object] = {}
        self._ready = self._begun = False
        browser = session.browser()
        browser.serve(HOST, self._answer)
        page = browser.page(self)
        channel = QWebChannel(self)
        channel.registerObject("bridge", self.bridge)
        page.setWebChannel(channel, QWebEngineScript.ScriptWorldId.MainWorld)
        page.renderProcessTerminated.connect(lambda *__: QTimer.singleShot(0, self, self._begin))
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(_("Preview"))
        self.bridge.was_entered.connect(self._entered)
        self.bridge.was_told.connect(self._told)
        self.bridge.was_grabbed.connect(self._grabbed)

    def show_asset(self, asset: Asset) -> None:
        """Show a film, a model, or a picture as a panorama."""
        kind = asset.media.partition("/")[0]
        self._asset = asset
        self.bridge.generation += 1
        self._message = {
            "kind": {"video": "film", "model": "model"}.get(kind, "panorama"),
            "media": asset.media, "file": f"file/{asset.sha256}", "words": _words(asset),
        }  # fmt: skip
        self._send(self._message)

    def clear(self) -> None:
        """Show nothing."""
        self._asset = None
        self.bridge.generation += 1
        self._message = {"kind": "none"}
        self._send(self._message)

    def go_to(self, seconds: float) -> None:
        """Bring a film to a moment."""
        self._send({"seek": seconds})

    def take_frame(self, seconds: float) -> None:
        """Ask for the frame of a moment; `grabbed` brings it as JPEG."""
        self._send({"grab": seconds})

    # ---- inside ----

    def _answer(self, path: str, _query: str) -> Answer | None:
        if path == "qwebchannel.js":
            return Answer(_MEDIA[".js"], _channel())
        if path in _FILES:
            return Answer(_MEDIA[_FILES[path].suffix], _FILES[path].read_bytes())
        asset = self._asset
        if asset is not None and path == f"file/{asset.sha256}":
            return Answer(asset.media, self._session.project.assets.get(asset.sha256))
        return None

    def _send(self, message: dict[str, object]) -> None:
        if self._ready:
            told = {**message, "generation": self.bridge.generation}
            self.bridge.said.emit(msgspec.json.encode(told).decode())

    def _begin(self) -> None:
        self._ready, self._begun = False, True
        self.page().setBackgroundColor(tokens.of(self).colour("stage"))
        self.page().load(address(HOST, "stage.html"))

    def _entered(self) -> None:
        self._ready = True
        self._send({**self._message, "colours": self._colours()})

    def _told(self, text: str) -> None:
        found = msgspec.json.decode(text)
        seconds = found.get("seconds") if isinstance(found, dict) else None
        known = isinstance(seconds, int | float)
        self.told.emit(str(found.get("state", "")), float(seconds or 0) if known else 0.0)

    def _grabbed(self, picture: str) -> None:
        head, __, body = picture.partition(",")
        if head == "data:image/jpeg;base64" and len(body) < MOST_FRAME:
            self.grabbed.emit(base64.b64decode(body))

    def _colours(self) -> dict[str, str]:
        look = tokens.of(self)
        return {"stage": look.stage, "muted": look.muted}

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begin()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_message"):
            self._send({"colours": self._colours()})


def _words(asset: Asset) -> dict[str, str]:
    """What the page says when it cannot show the file."""
    if asset.media == "video/mp4":
        broken = _("This program plays no H.264; on the phone it plays. Use a WebM to take a frame "
                   "here.")  # fmt: skip
    else:
        broken = _("This file cannot be shown.")
    flat = _("No 3D drawing on this machine; phones show it.")
    if asset.media.startswith("image/"):
        flat = _("Shown flat: no 3D drawing on this machine.")
    return {"broken": broken, "flat": flat}


def _channel() -> bytes:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
