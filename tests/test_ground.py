"""The ground that all tests stand on catches what it promises to catch."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.architecture import ROOT

FAILING = {
    "a window is left behind": """
        from PySide6.QtWidgets import QWidget
        kept = []
        def test_it(qapp):
            kept.append(QWidget())
        """,
    "Qt warns": """
        from PySide6.QtCore import qWarning
        def test_it(qapp):
            qWarning("a thread is gone")
        """,
    "a warning is logged": """
        import logging
        def test_it():
            logging.getLogger("x").warning("hm")
        """,
    "Python warns": """
        import warnings
        def test_it():
            warnings.warn("old", DeprecationWarning)
        """,
    "a mark is misspelt": """
        import pytest
        @pytest.mark.sloow
        def test_it():
            pass
        """,
}
PASSING = {
    "a window is handed to qtbot": """
        from PySide6.QtWidgets import QWidget
        def test_it(qtbot):
            window = QWidget()
            qtbot.addWidget(window)
            window.show()
        """,
    "a window deletes itself": """
        from PySide6.QtWidgets import QWidget
        def test_it(qapp):
            window = QWidget()
            window.show()
            window.deleteLater()
        """,
    "a logged warning is asked for": """
        import logging
        def test_it(caplog):
            logging.getLogger("x").warning("hm")
            assert "hm" in caplog.text
        """,
    "pages come and go on the one profile": """
        from PySide6.QtWebEngineCore import QWebEnginePage
        def test_it(qtbot, profile, flush):
            page = QWebEnginePage(profile)
            with qtbot.waitSignal(page.loadFinished, timeout=20000):
                page.setHtml("<h1>店铺</h1>")
            page.deleteLater()
            flush()
        """,
}


def outcome(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run one test file, in a process of its own, on this ground."""
    (folder / "test_case.py").write_text(dedent(text), encoding="utf-8")
    ground = ["-p", "tests.conftest", "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *ground, "--rootdir", folder, folder / "test_case.py"],
        cwd=ROOT,
        env={**os.environ, "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("case", FAILING)
def test_it_fails_when(case: str, tmp_path: Path):
    done = outcome(tmp_path, FAILING[case])
    assert done.returncode in {1, 2}, done.stdout


@pytest.mark.parametrize("case", PASSING)
def test_it_passes_when(case: str, tmp_path: Path):
    done = outcome(tmp_path, PASSING[case])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Release of profile requested" not in done.stdout + done.stderr


def test_no_test_reaches_the_users_own_folders():
    import platformdirs

    for folder in (platformdirs.user_data_path("Duplex"), platformdirs.user_config_path("Duplex")):
        assert Path.home() not in folder.parents or sys.platform != "linux"
