"""Starts the studio: scheme before application, and everything down in the right order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QIcon, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget

from designer import language
from designer.errors import DesignerError
from designer.language import Language, _
from widgets import crash, opening
from widgets.canvas import scheme
from widgets.look import icons, motion, theme
from widgets.look.motion import Motion
from widgets.look.theme import Mode
from widgets.session import Session
from widgets.settings import Settings, projects_folder
from widgets.start.recent import Recents

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.storage.project import Project
    from widgets.guide.tour import Tour
    from widgets.start.screen import StartScreen
    from widgets.window import Window

LANGUAGE_NAMES: dict[Language, str] = {"zh_CN": "简体中文", "en": "English"}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What the command line asks for."""

    path: Path | None = None
    sample: str = ""
    self_test: bool = False


def prepare(environment: dict[str, str] | os._Environ[str] = os.environ) -> None:
    """What must happen before the application is made: the scheme, and the sandbox for root."""
    allow_root(environment)
    keep_pages_still(environment, settings=Settings())
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    scheme.register()


def allow_root(environment: dict[str, str] | os._Environ[str]) -> None:
    """Chromium refuses to start as root with its sandbox on."""
    flags = environment.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and "--no-sandbox" not in flags:
        environment["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --no-sandbox".strip()


def keep_pages_still(environment: dict[str, str] | os._Environ[str], *, settings: Settings) -> None:
    """Chromium hears only before it starts that little motion is wanted."""
    calm = settings.motion == "less" or motion.desktop_is_calm()
    flags = environment.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if calm and motion.CALM_PAGES not in flags:
        environment["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} {motion.CALM_PAGES}".strip()


class Studio(QObject):
    """The running program: its settings, its library of kinds, and one window on one project."""

    def __init__(
        self, app: QApplication, *, library: Library, settings: Settings,
        recents: Recents | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.app, self.library, self.settings = app, library, settings
        self.recents = recents or Recents()
        self.session: Session | None = None
        self.window: Window | None = None
        self.start: StartScreen | None = None
        self._file: Path | None = None
        language.use(settings.language)
        motion.choose(settings.motion)
        theme.apply(app, mode=settings.mode)
        app.setWindowIcon(QIcon(str(icons.FOLDER / "duplex.svg")))
        app.styleHints().colorSchemeChanged.connect(lambda __: self._dress())

    # ---- projects ----

    def open(self, project: Project) -> None:
        """Show a project in place of the one before."""
        self.close()
        self.session = Session(project, library=self.library, settings=self.settings)
        self._file = project.path.resolve()
        self.recents.remember(project.path, name=project.document.shop.name)
        self._show()
        self.leave_start()

    def open_path(self, path: Path) -> None:
        """Open a file or folder, or say why it cannot be opened; what is open already is shown."""
        if self.session is not None and self._file is not None and path.resolve() == self._file:
            self.leave_start()
            return
        self._try(lambda: opening.opened(path, library=self.library))

    def new(self, path: Path, *, starter: str = "") -> None:
        """Begin a shop in a new file, empty or from a starter, or say why that cannot be."""
        self._try(lambda: opening.new(path, library=self.library, starter=starter))

    def open_sample(self, name: str) -> None:
        """Open a sample that comes with Duplex."""
        self._try(lambda: opening.sample(name, library=self.library))

    def show_start(self) -> StartScreen:
        """Show what was worked on last, the samples, and ways to begin."""
        from widgets.start.screen import StartScreen

        self.leave_start()
        self.start = StartScreen(self.recents)
        self.start.opened.connect(self.open_path)
        self.start.sample_wanted.connect(self.open_sample)
        self.start.starter_wanted.connect(self._ask_new)
        self.start.new_wanted.connect(self._ask_new)
        self.start.browse_wanted.connect(self._ask)
        self.start.tour_wanted.connect(self.show_around)
        self.start.show()
        return self.start

    def show_around(self) -> None:
        """Lead through the first job, on the project that is open or else on the sample."""
        if self.window is None:
            self.open_sample("shanlan")
        if self.window is not None:
            self.leave_start()
            self._tour().begin()

    def welcome(self) -> None:
        """Offer the tour to somebody who has never been here, once the page is painted."""
        if self.settings.welcomed or self.window is None:
            return
        self.settings.welcomed = True
        self.settings.save()
        self.window.shown.connect(lambda: self._tour().welcome())

    def close(self) -> None:
        """Take the window down, then the pages, then the project."""
        if self.window is not None:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self.session is not None:
            self.session.close()
            self.session.deleteLater()
            self.session = None
            self._file = None

    def _tour(self) -> Tour:
        from widgets.guide.tour import Tour

        assert self.window is not None
        return Tour(self.window)

    def leave_start(self) -> None:
        """Take the start screen down, if it is up."""
        if self.start is not None:
            self.start.hide()
            self.start.deleteLater()
            self.start = None

    def _try(self, work: Callable[[], Project]) -> None:
        try:
            self.open(work())
        except DesignerError as problem:
            if self.start is not None:
                QMessageBox.warning(self.start, "Duplex", str(problem))
            elif self.session is not None:
                self.session.said.emit(str(problem), "problem")
            else:
                raise

    def _show(self) -> None:
        from widgets.start.portrait import Portrait
        from widgets.window import Window

        assert self.session is not None
        self.window = Window(
            self.session, file_actions=self._file_actions(), preferences=self.preferences
        )
        if self._file is not None:
            Portrait(self.window, self.recents, file=self._file)
        self.window.show()

    # ---- menus ----

    def _file_actions(self) -> Sequence[QAction]:
        offers = (
            ("file.start", _("Start screen"), "Ctrl+Shift+O", self.show_start),
            ("file.new", _("New…"), "Ctrl+N", self._ask_new),
            ("file.open", _("Open…"), "Ctrl+O", self._ask),
            ("file.sample", _("Open a copy of the sample"), "", self._fresh_sample),
            ("help.tour", _("Three-minute tour"), "", self.show_around),
            ("file.quit", _("Quit"), "Ctrl+Q", self.app.quit),
        )
        actions = []
        for name, text, key, run in offers:
            action = QAction(text, self)
            action.setObjectName(name)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _on=False, run=run: run())
            actions.append(action)
        return actions

    def preferences(self, parent: QWidget) -> Sequence[QMenu]:
        """The menus of language, appearance and motion."""
        names: dict[Mode, str] = {
            "light": _("Light"), "dark": _("Dark"), "system": _("As the system"),
        }  # fmt: skip
        motions: dict[Motion, str] = {"system": _("As the system"), "less": _("Less motion")}
        settings = self.settings
        return (
            _choices(_("Language"), LANGUAGE_NAMES, settings.language, self.speak, parent),
            _choices(_("Appearance"), names, settings.mode, self.dress, parent),
            _choices(_("Motion"), motions, settings.motion, self.calm, parent),
        )

    def speak(self, chosen: Language) -> None:
        """Change the language: the window is made anew around the same session."""
        self.settings.language = chosen
        self.settings.save()
        language.use(chosen)
        if self.window is not None and self.session is not None:
            old, self.window = self.window, None
            self._show()
            old.hide()
            old.deleteLater()

    def dress(self, mode: Mode) -> None:
        """Change between light and dark."""
        self.settings.mode = mode
        self.settings.save()
        self._dress()

    def calm(self, chosen: Motion) -> None:
        """Move as the desktop has it, or less: the studio at once, pages from the next start."""
        self.settings.motion = chosen
        self.settings.save()
        motion.choose(chosen)
        self._dress()
        if self.session is not None:
            self.session.said.emit(_("Pages follow when Duplex starts the next time."), "said")

    def _dress(self) -> None:
        theme.apply(self.app, mode=self.settings.mode)

    def _ask_new(self, starter: str = "") -> None:
        first = opening.free(projects_folder() / f"{_('New shop')}.duplex")
        kinds = _("Duplex projects") + " (*.duplex)"
        file, __ = QFileDialog.getSaveFileName(self._top(), _("New…"), str(first), kinds)
        if file:
            self.new(Path(file).with_suffix(".duplex"), starter=starter)

    def _ask(self) -> None:
        kinds = _("Duplex projects") + " (*.duplex)"
        file, __ = QFileDialog.getOpenFileName(
            self._top(), _("Open…"), str(projects_folder()), kinds
        )
        if file:
            self.open_path(Path(file))

    def _top(self) -> QWidget | None:
        """What a question stands before: the start screen while it is up, else the window."""
        return self.start if self.start is not None else self.window

    def _fresh_sample(self) -> None:
        self.open_path(opening.SAMPLES / "shanlan")


def _choices(
    title: str, names: Mapping[Any, str], chosen: str,
    choose: Callable[..., None], parent: QWidget,
) -> QMenu:  # fmt: skip
    menu = QMenu(title, parent)
    group = QActionGroup(menu)
    for key, text in names.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setChecked(key == chosen)
        group.addAction(action)
        action.triggered.connect(lambda _on=False, key=key: choose(key))
    return menu


def run(request: Request) -> int:
    """Start the studio, and return the exit code when it has ended."""
    from designer.kinds.library import Library

    prepare()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Duplex")
    crash.watch()
    studio = Studio(app, library=Library.load(), settings=Settings())
    try:
        _open_first(studio, request)
    except DesignerError as problem:
        return _refused(problem, quiet=request.self_test)
    if request.self_test:
        _test(studio)
    code = app.exec()
    studio.close()
    studio.leave_start()
    return code


def _open_first(studio: Studio, request: Request) -> None:
    if request.path is not None:
        studio.open_path(request.path)
    elif request.sample or request.self_test:
        studio.open_sample(request.sample or "shanlan")
    else:
        studio.show_start()
    if not request.self_test:
        studio.welcome()


def _refused(problem: DesignerError, *, quiet: bool) -> int:
    sys.stderr.write(f"{problem}\n")
    if not quiet:
        QMessageBox.warning(None, "Duplex", str(problem))
    return 1


def _test(studio: Studio) -> None:
    """End with 0 as soon as the canvas has painted, with 1 when it does not within 20 seconds."""
    assert studio.window is not None
    studio.window.design().canvas.painted.connect(lambda __: studio.app.exit(0))
    QTimer.singleShot(20_000, lambda: studio.app.exit(1))
