"""What every test stands on: one quiet Qt, one browser profile, no leaks, no stray warnings."""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import QWebEngineProfile
    from PySide6.QtWidgets import QApplication, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox --disable-gpu")
os.environ["DUPLEX_LANGUAGE"] = "en"

settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True, database=None
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the user's own folders out of reach of the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _patience() -> Iterator[None]:
    """Wait for a condition as long as a busy machine needs; what passes waits no longer."""
    from pytestqt.qtbot import QtBot

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(QtBot.waitUntil.__kwdefaults__ or {}, "timeout", 30_000)
        patch.setitem(QtBot.waitSignal.__kwdefaults__ or {}, "timeout", 30_000)
        yield


@pytest.fixture(autouse=True)
def _english() -> None:
    """Start each test in English; a test that wants Chinese says so."""
    from designer import language

    language.use("en")


@pytest.fixture(autouse=True)
def _no_stray_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning it did not ask to see through `caplog`."""
    if "caplog" in request.fixturenames:
        yield
        return
    heard: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = heard.append  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    assert not heard, f"logged: {[record.getMessage() for record in heard]}"


@pytest.fixture(autouse=True)
def _no_leaked_window() -> Iterator[None]:
    """Fail a test that leaves a window behind."""
    before = set(map(id, _windows()))
    yield
    left = [window for window in _windows() if id(window) not in before]
    assert not left, f"windows left behind: {left}"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Prepare WebEngine and our URL scheme, which both must come before the application."""
    from PySide6.QtCore import QCoreApplication, Qt

    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module("widgets.canvas.scheme").register()
    return ["Duplex"]


@pytest.fixture(scope="session")
def profile(qapp: QApplication) -> Iterator[QWebEngineProfile]:
    """The one browser profile; it outlives every page and dies before the application."""
    from PySide6.QtWebEngineCore import QWebEngineProfile

    made = QWebEngineProfile()
    yield made
    made.deleteLater()
    _flush()


@pytest.fixture
def flush() -> object:
    """A function that runs pending deletions and events to their end."""
    return _flush


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real inputs beside the checkout; a test that needs it is skipped without it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("real inputs are not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def sample_dir() -> Path:
    """The fashion sample store in its unpacked form."""
    return ROOT / "projects" / "shanlan"


def _flush() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def _windows() -> list[QWidget]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    _flush()
    return [widget for widget in widgets.QApplication.topLevelWidgets() if not widget.parent()]
