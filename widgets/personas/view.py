"""The wall itself: one web view that holds everybody's real page, patched together."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QFile, QIODevice, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript, QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.document.diff import Diff
from designer.language import _
from designer.records import Asset, Decision, Persona
from designer.render.patch import Fragments, Patcher
from widgets.canvas.scheme import Answer, address
from widgets.canvas.script import FOLDER as OVERLAY
from widgets.canvas.site import Site
from widgets.canvas.view import as_message
from widgets.look import tokens
from widgets.personas.people import Seen, decided, marks, tally
from widgets.session import Session

FOLDER: Final = Path(__file__).resolve().parent / "wall"
HOST: Final = "wall"
_MEDIA: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_PATH: Final = "wall/assets/{name}.{ending}"


class WallBridge(QObject):
    """Typed slots for the wall's page, JSON signals towards it."""

    shown = Signal(str)
    patched = Signal(str)

    was_entered = Signal()
    was_painted = Signal(int)
    was_picked = Signal(str, str)
    was_opened = Signal(str, str)

    generation = 0

    @Slot()
    def entered(self) -> None:
        """The wall's page stands and listens."""
        self.was_entered.emit()

    @Slot(int, int)
    def painted(self, generation: int, serial: int) -> None:
        """Everybody's page shows this patch."""
        if generation == self.generation:
            self.was_painted.emit(serial)

    @Slot(int, str, str)
    def picked(self, generation: int, persona: str, module: str) -> None:
        """A module of somebody's page was clicked."""
        if generation == self.generation:
            self.was_picked.emit(persona, module)

    @Slot(int, str, str)
    def opened(self, generation: int, persona: str, module: str) -> None:
        """A module of somebody's page was double-clicked."""
        if generation == self.generation:
            self.was_opened.emit(persona, module)


class WallSite:
    """The wall's own three files, and everybody's page below a folder named by the persona."""

    def __init__(self, pages: Site) -> None:
        self._pages = pages

    def __call__(self, path: str, _query: str) -> Answer | None:
        if path == "qwebchannel.js":
            return Answer(_MEDIA[".js"], _channel())
        file = FOLDER / path
        if file.parent == FOLDER and path.startswith("wall.") and file.is_file():
            return Answer(_MEDIA[file.suffix], file.read_bytes())
        key, __, inside = path.partition("/")
        return self._pages(inside, f"key={key}")


class WallView(QWebEngineView):
    """Several people's pages at one instant; read-only, patched by every edit."""

    painted = Signal(int)
    """Everybody shows the patch of this number."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.bridge = session, WallBridge(self)
        self.site = Site(session.document, session.project.assets, scripts=False)
        self.serial, self.level = 0, 1
        self.picked: tuple[str, str] | None = None
        self._people: tuple[str, ...] = ()
        self._fragments = Fragments(session.library)
        self._patchers: dict[str, Patcher] = {}
        self._loads: dict[str, int] = {}
        self._book: object = None
        self._moment: object = None
        self._decisions: dict[str, Decision] = {}
        self._ready, self._stale = False, True
        self._diff = Diff("", {})
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self.refresh)
        self._connect()

    def set_people(self, people: tuple[str, ...]) -> None:
        """Show these personas, from left to right."""
        self._people = people
        self._later()

    def set_level(self, level: int) -> None:
        """Show floor 1 or floor 2 of everybody's page."""
        self.level = level
        self._send({"level": level})

    def pick(self, persona: str, module: str) -> None:
        """Mark one module of one page as the one in question."""
        self.picked = (persona, module)
        self._send({"picked": self.picked})

    def seen(self) -> tuple[Seen, ...]:
        """What everybody sees now, in the order of the wall."""
        document = self.session.document
        found = (document.find(key) for key in self._people)
        people = [one for one in found if isinstance(one, Persona)]
        return tuple(Seen(persona=one, decision=self._decision(one)) for one in people)

    def _decision(self, persona: Persona) -> Decision:
        """What somebody sees, decided again only after what can change it."""
        book, focus = self.session.rulebook(), self.session.focus
        moment = (focus.page, focus.instant, focus.arms)
        if book is not self._book or moment != self._moment:
            self._book, self._moment, self._decisions = book, moment, {}
        if persona.id not in self._decisions:
            self._decisions[persona.id] = decided(self.session, persona)
        return self._decisions[persona.id]

    # ---- keeping up ----

    def refresh(self) -> None:
        """Bring every page up to date: new ones loaded, the others patched, all in one message."""
        if not self._ready or not self.isVisible():
            self._stale = True
            return
        seen, diff = self.seen(), self._diff
        self._stale, self._diff = False, Diff("", {})
        patches = {}
        for one in seen:
            patch = self._patch(one.persona.id, one.decision, diff)
            if patch is not None:
                patches[one.persona.id] = patch
        self._send(self._scene(seen))
        if patches:
            self.serial += 1
            message = {"serial": self.serial, "patches": patches}
            self.bridge.patched.emit(msgspec.json.encode(message).decode())

    def _patch(self, key: str, decision: Decision, diff: Diff) -> dict[str, object] | None:
        if key not in self._patchers:
            self._patchers[key] = Patcher(self.session.library, fragments=self._fragments)
            self._load(key, decision)
            return None
        patch = self._patchers[key].update(self.session.document, decision, diff)
        if patch.reload:
            self._load(key, decision)
            return None
        return as_message(patch, 0) if patch else None

    def _load(self, key: str, decision: Decision) -> None:
        self.site.show(self._patchers[key].open(self.session.document, decision), key=key)
        self._loads[key] = self._loads.get(key, 0) + 1

    def _scene(self, seen: tuple[Seen, ...]) -> dict[str, object]:
        people = [self._person(one, seen) for one in seen]
        told = {one.persona.id: marks(self.session.document, seen[0], one) for one in seen}
        return {"people": people, "marks": told, "generation": self.bridge.generation,
                "level": self.level}  # fmt: skip

    def _person(self, one: Seen, seen: tuple[Seen, ...]) -> dict[str, str]:
        persona = one.persona
        return {
            "key": persona.id, "name": persona.name, "note": persona.note,
            "colour": persona.colour, "avatar": self._avatar(persona),
            "tally": tally(self.session.document, seen[0], one),
            "address": f"{persona.id}/index.html?load={self._loads[persona.id]}",
        }  # fmt: skip

    def _avatar(self, persona: Persona) -> str:
        asset = self.session.document.find(persona.avatar)
        if not isinstance(asset, Asset):
            return ""
        ending = asset.media.rpartition("/")[2].replace("jpeg", "jpg")
        return _PATH.format(name=asset.sha256[:16], ending=ending)

    def _changed(self, diff: Diff) -> None:
        self._diff = self._diff.then(diff)
        self._later()

    def _later(self, _focus: object = None) -> None:
        self._stale = True
        self._flush.start()

    def _send(self, message: dict[str, object]) -> None:
        if self._ready:
            self.bridge.shown.emit(msgspec.json.encode(message).decode())

    # ---- Qt ----

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.bridge.generation == 0:
            self._begin()
        elif self._stale:
            self._flush.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "site"):
            self._send({"colours": self._colours()})

    def _begin(self) -> None:
        """Load the wall's page; everybody's pages follow when it stands."""
        self._ready = False
        self.bridge.generation += 1
        self._patchers.clear()
        self.page().setBackgroundColor(tokens.of(self).colour("stage"))
        self.page().load(address(HOST, "wall.html", f"g={self.bridge.generation}"))

    def _entered(self) -> None:
        self._ready = True
        self._send({"colours": self._colours(), "generation": self.bridge.generation})
        self.refresh()

    def _colours(self) -> dict[str, str]:
        look = tokens.of(self)
        names = ("stage", "panel", "text", "muted", "accent")
        return {name: getattr(look, name) for name in names} | {
            "on-accent": look.on_accent, "accent-text": look.accent_text,
            "accent-soft": look.accent_soft, "thumb": look.faint + "80",
        }  # fmt: skip

    def _connect(self) -> None:
        browser = self.session.browser()
        page = browser.page(self)
        page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, True)
        page.scripts().insert(_inside())
        channel = QWebChannel(self)
        channel.registerObject("bridge", self.bridge)
        page.setWebChannel(channel, QWebEngineScript.ScriptWorldId.MainWorld)
        page.renderProcessTerminated.connect(lambda *__: QTimer.singleShot(0, self, self._begin))
        browser.serve(HOST, WallSite(self.site))
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(_("Persona wall"))
        self.bridge.was_entered.connect(self._entered)
        self.bridge.was_painted.connect(self.painted)
        self.session.changed.connect(self._changed)
        self.session.selected.connect(self._later)


def _inside() -> QWebEngineScript:
    """The script in everybody's page, in a world of its own: the canvas's patches, then ours."""
    shared = (OVERLAY / f"{name}.js" for name in ("scene", "reading", "patch"))
    parts = (*shared, FOLDER / "frame.js")
    body = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    script = QWebEngineScript()
    script.setName("duplex-wall")
    script.setSourceCode(f'(() => {{\n"use strict";\nif (window === top) return;\n{body}\n}})();')
    script.setWorldId(QWebEngineScript.ScriptWorldId.ApplicationWorld)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(True)
    return script


def _channel() -> bytes:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
