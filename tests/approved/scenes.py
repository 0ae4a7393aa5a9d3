"""The scenes: every room and panel of the studio on the sample store, staged the same each time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget

from designer.kinds.library import Library
from designer.storage.project import Project
from widgets.guide.tour import Tour
from widgets.session import Session, Workspace
from widgets.start.recent import Recents
from widgets.start.screen import StartScreen
from widgets.window import Window

INSTANT = datetime.fromisoformat("2026-11-05T22:00:00+08:00")
Settle = Callable[..., None]
LOOKS = 16
"""How often a scene is looked at that does not come to rest."""


class Stage:
    """The studio open on the sample, always at the same instant."""

    def __init__(self, project: Path, *, settle: Settle) -> None:
        self.settle = settle
        library = Library.load()
        self.session = Session(Project.open(project, library=library), library=library)
        self.session.look(instant=INSTANT)
        self.window = Window(self.session)
        self.window.resize(QSize(1440, 900))
        self.folder = project.parent
        self.opened: list[QWidget] = []
        self.ending: list[Callable[[], None]] = []
        self._painted = 0
        canvas = self.window.design().canvas
        canvas.painted.connect(self._was_painted)
        self.window.show()
        settle(lambda: self._painted > 0, rest=1.5)

    def close(self) -> None:
        """Take everything down in order."""
        self.window.hide()
        self.window.deleteLater()
        self.session.close()

    def clear(self) -> None:
        """Close what a scene has opened."""
        while self.ending:
            self.ending.pop()()
        while self.opened:
            self.opened.pop().close()
        self.settle(lambda: not QApplication.activePopupWidget(), rest=0.05)

    def go(self, workspace: Workspace, *, module: str = "", rest: float = 0.15) -> QWidget:
        """A workspace with at most one module selected."""
        modules = (module,) if module else ()
        self.session.look(workspace=workspace, modules=modules, persona=None)
        room = self.window.room(workspace)
        self.settle(room.isVisible, rest=rest)
        return room

    def wait_for_pages(self, shown: QWidget, *, frames: int) -> None:
        """Wait until every page on show is complete, and has been for a moment."""
        views = [one for one in shown.findChildren(QWebEngineView) if one.isVisible()]
        told: list[int] = [-1]

        def complete() -> bool:
            for view in views:
                view.page().runJavaScript(COMPLETE, told.append)
            latest = told[-len(views) :]
            return min(latest) >= 0 and max(latest) >= frames

        self.settle(complete, rest=0.5)

    def still(self, shown: QWidget) -> QImage:
        """The picture once it is the same three times; what goes on moving is taken as it is."""
        taken = [shown.grab().toImage()]
        while len(taken) < LOOKS and not (len(taken) > 2 and taken[-1] == taken[-2] == taken[-3]):
            self.settle(lambda: True, rest=0.4)
            taken.append(shown.grab().toImage())
        return taken[-1]

    def _was_painted(self, _serial: int) -> None:
        self._painted += 1


PAGES = {"design": 0, "personas": 4, "experiments": 2, "handover": 3, "preview": 0, "tour": 0}
"""Scenes in which pages of the shop are drawn, with how many frames of the browser they have."""

COMPLETE = """(() => {
  const whole = (one) => Boolean(one) && one.readyState === 'complete'
    && [...one.images].every((image) => image.complete || image.loading === 'lazy')
    && [...one.querySelectorAll('iframe')].every((frame) => whole(frame.contentDocument));
  return whole(document) ? document.querySelectorAll('iframe').length : -1;
})()"""
"""How many frames a page has once it and they are complete, else -1."""


class Scene(NamedTuple):
    """One picture: its name, and what stages and grabs it."""

    name: str
    shown: Callable[[Stage], QWidget]

    def picture(self, stage: Stage) -> QImage:
        """Stage the scene and take it."""
        shown = self.shown(stage)
        if self.name in PAGES:
            stage.wait_for_pages(shown, frames=PAGES[self.name])
        picture = stage.still(shown)
        stage.clear()
        return picture


def _whole(workspace: Workspace, *, rest: float = 0.6) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.go(workspace, rest=rest)
        return stage.window

    return shown


def _side(tab: str) -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.go("design")
        panel = stage.window.design().side
        panel.show_tab(tab)
        stage.settle(panel.isVisible, rest=0.4)
        return panel

    return shown


def _panel(tab: str, *, module: str = "") -> Callable[[Stage], QWidget]:
    def shown(stage: Stage) -> QWidget:
        stage.go("design", module=module)
        panels = stage.window.design().panels
        panels.show_tab(tab)
        stage.settle(panels.isVisible, rest=0.3)
        return panels

    return shown


def _opened(command: str, *, module: str = "", rest: float = 0.4) -> Callable[[Stage], QWidget]:
    """What a command opens: a dialog, a popup or a window of its own."""

    def shown(stage: Stage) -> QWidget:
        stage.go("design", module=module)
        before = set(_tops())
        stage.window.menus.actions[command].trigger()
        stage.settle(lambda: bool(set(_tops()) - before), rest=rest)
        (made,) = set(_tops()) - before
        stage.opened.append(made)
        return made

    return shown


def _start(stage: Stage) -> QWidget:
    made = StartScreen(Recents(stage.folder / "recent.json"))
    made.show()
    stage.opened.append(made)
    stage.settle(made.isVisible)
    return made


def _tour(stage: Stage) -> QWidget:
    stage.go("design")
    tour = Tour(stage.window)
    tour.begin()
    stage.settle(tour.ring.isVisible)
    stage.ending.append(tour.end)
    return stage.window


def _tops() -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


KEY_VISUAL, ZONES = "mod_d_kv", "mod_d_table"

SCENES: tuple[Scene, ...] = (
    Scene("design", _whole("design", rest=1.0)),
    Scene("crowds", _whole("crowds", rest=0.8)),
    Scene("personas", _whole("personas")),
    Scene("experiments", _whole("experiments")),
    Scene("handover", _whole("handover")),
    Scene("outline", _side("outline")),
    Scene("kinds", _side("kinds")),
    Scene("assets", _side("assets")),
    Scene("products", _side("products")),
    Scene("nothing", _panel("content")),
    Scene("content", _panel("content", module=KEY_VISUAL)),
    Scene("audience", _panel("rules", module=KEY_VISUAL)),
    Scene("style", _panel("style", module=KEY_VISUAL)),
    Scene("theme", _panel("style")),
    Scene("history", _panel("history")),
    Scene("launcher", _opened("launcher.open")),
    Scene("keys", _opened("keys.sheet")),
    Scene("key-changes", _opened("keys.change")),
    Scene("campaigns", _opened("campaigns.edit")),
    Scene("starters", _opened("layout.starter")),
    Scene("crowd-versions", _opened("layout.crowds")),
    Scene("library", _opened("assets.library")),
    Scene("zones", _opened("zones.edit", module=ZONES)),
    Scene("preview", _opened("view.preview", rest=3.0)),
    Scene("start", _start),
    Scene("tour", _tour),
)
"""Every scene, in the order they are taken."""
