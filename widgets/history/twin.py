"""Two states of a layout as live pages in one view, scrolled together, differences marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QEvent, QFile, QIODevice, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from designer.language import _
from designer.records import Decision, Layout, Struct
from designer.render.page import RenderedPage, render_page
from widgets.canvas.scheme import Answer, address
from widgets.canvas.site import Site
from widgets.look import tokens
from widgets.session import Session
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.document.document import Document

FOLDER: Final = Path(__file__).resolve().parent / "pages"
HOST: Final = "compare"
_MEDIA: Final = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_COLOURS: Final = (
    "stage", "panel", "line", "text", "muted", "accent", "good", "danger", "violet",
)  # fmt: skip


class Mark(Struct):
    """How a module differs: the colour's name and the words on the mark."""

    change: str
    label: str


class Side(Struct):
    """One of the two pages: what it is called, and what each of its modules shows."""

    title: str
    decision: Decision | None


class TwinBridge(QObject):
    """Typed slots for the page, JSON towards it."""

    said = Signal(str)
    was_entered = Signal()
    was_shown = Signal()
    was_picked = Signal(str)
    generation = 0

    @Slot()
    def entered(self) -> None:
        """The page stands and listens."""
        self.was_entered.emit()

    @Slot(int)
    def shown(self, generation: int) -> None:
        """Both pages are measured and marked."""
        if generation == self.generation:
            self.was_shown.emit()

    @Slot(int, str)
    def picked(self, generation: int, module: str) -> None:
        """A mark was clicked."""
        if generation == self.generation:
            self.was_picked.emit(module)


class TwinPages(QWebEngineView):
    """The left page is the earlier state, the right one the later."""

    picked = Signal(str)
    shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.bridge = session, TwinBridge(self)
        self._sites: dict[str, Site] = {}
        self._task: Task[dict[str, RenderedPage]] | None = None
        self._wanted: tuple[dict[str, Document], dict[str, Side]] | None = None
        self._message: dict[str, object] = {}
        self._ready, self._begun, self._load = False, False, 0
        browser = session.browser()
        browser.serve(HOST, self._answer)
        page = browser.page(self)
        channel = QWebChannel(self)
        channel.registerObject("bridge", self.bridge)
        page.setWebChannel(channel, QWebEngineScript.ScriptWorldId.MainWorld)
        page.renderProcessTerminated.connect(lambda *__: QTimer.singleShot(0, self, self._begin))
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(_("Two states side by side"))
        self.bridge.was_entered.connect(self._entered)
        self.bridge.was_shown.connect(self.shown)
        self.bridge.was_picked.connect(self.picked)

    def show_sides(
        self, documents: tuple[Document, Document], sides: tuple[Side, Side],
        marks: dict[str, Mark],
    ) -> None:  # fmt: skip
        """Show two states of a layout; a state that does not have it says so."""
        names = ("before", "after")
        self._wanted = (
            dict(zip(names, documents, strict=True)),
            dict(zip(names, sides, strict=True)),
        )
        modules = {key: 1 for side in sides for key in _modules(side)}
        self._send({"marks": msgspec.to_builtins(marks), "modules": modules, "picked": ""})
        self._render()

    def set_level(self, level: int) -> None:
        """Show floor 1 or floor 2."""
        self._send({"level": level})

    def pick(self, module: str) -> None:
        """Mark a module as the one in question and bring it into view."""
        self._send({"picked": module, "jump": module})
        self._message.pop("jump", None)

    # ---- rendering ----

    def _render(self) -> None:
        if self._task is not None or self._wanted is None:
            return
        documents, sides = self._wanted
        self._wanted = None
        library = self._session.library

        def render(_progress: Progress) -> dict[str, RenderedPage]:
            return {
                name: render_page(documents[name], side.decision, library=library)
                for name, side in sides.items()
                if side.decision is not None
            }

        self._task = Task(render, parent=self)
        self._task.finished.connect(lambda pages: self._arrived(documents, sides, pages))
        self._task.failed.connect(self._ended)
        self._task.start()

    def _arrived(
        self, documents: dict[str, Document], sides: dict[str, Side],
        pages: dict[str, RenderedPage],
    ) -> None:  # fmt: skip
        self._load += 1
        for name, side in sides.items():
            site = Site(documents[name], self._session.project.assets, scripts=False)
            if name in pages:
                site.show(pages[name], key=name)
            self._sites[name] = site
            here = f"{name}/index.html?load={self._load}" if name in pages else ""
            self._message[name] = {
                "title": side.title, "note": "", "address": here,
                "missing": _("This layout is not there in this state."),
            }  # fmt: skip
        self._send({name: self._message[name] for name in sides})
        self._ended()

    def _ended(self, _why: object = None) -> None:
        self._task = None
        if self._wanted is not None:
            self._render()

    def _answer(self, path: str, _query: str) -> Answer | None:
        if path == "qwebchannel.js":
            return Answer(_MEDIA[".js"], _channel())
        name, __, inside = path.partition("/")
        if name in self._sites and inside:
            return self._sites[name](inside, f"key={name}")
        file = FOLDER / path
        if file.parent == FOLDER and file.is_file() and file.suffix in _MEDIA:
            return Answer(_MEDIA[file.suffix], file.read_bytes())
        return None

    # ---- talking ----

    def _send(self, message: dict[str, object]) -> None:
        """Say something now, or with everything else when the page stands."""
        self._message |= message
        if self._ready:
            told = {**message, "generation": self.bridge.generation}
            self.bridge.said.emit(msgspec.json.encode(told).decode())

    def _begin(self) -> None:
        self._ready, self._begun = False, True
        self.bridge.generation += 1
        self.page().setBackgroundColor(tokens.of(self).colour("stage"))
        self.page().load(address(HOST, "compare.html", f"g={self.bridge.generation}"))

    def _entered(self) -> None:
        self._ready = True
        self._send({**self._message, "colours": self._colours()})

    def _colours(self) -> dict[str, str]:
        look = tokens.of(self)
        return {name: getattr(look, name) for name in _COLOURS} | {
            "on-accent": look.panel if look.name == "dark" else look.on_accent
        }

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_message"):
            self._send({"colours": self._colours()})


def decision_for(session: Session, document: Document, layout: str, page: str) -> Decision | None:
    """What the persona in focus sees of a layout in some state; None when it is not there."""
    from designer.decide.choose import choose
    from designer.decide.rulebook import Rulebook
    from designer.document.queries import modules_of

    if not isinstance(document.find(layout), Layout):
        return None
    book, focus, consumer = Rulebook.of(document), session.focus, session.consumer()
    choices = {
        module.id: choose(module, consumer, focus.instant, book=book, arms=focus.arms)
        for module in modules_of(document, layout)
    }
    return Decision(page=page, layout=layout, choices=choices)


def _modules(side: Side) -> tuple[str, ...]:
    return tuple(side.decision.choices) if side.decision is not None else ()


def _channel() -> bytes:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
