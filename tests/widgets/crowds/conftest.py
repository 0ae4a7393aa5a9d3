"""The crowds workspace on the tea shop."""

from __future__ import annotations

import pytest

from tests.widgets.inspector import scene
from widgets.crowds.workspace import CrowdsWorkspace
from widgets.figures import Figures


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def workspace(session, qtbot):
    made = CrowdsWorkspace(session)
    qtbot.addWidget(made)
    made.resize(1280, 900)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def counted(session, qtbot):
    figures = Figures.of(session)

    def wait() -> Figures:
        qtbot.waitUntil(lambda: not figures.busy and not figures._again, timeout=30_000)
        return figures

    return wait
