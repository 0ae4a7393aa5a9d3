"""The tea shop with its theme open."""

from __future__ import annotations

import pytest

from tests.widgets.inspector import scene
from widgets.theme.panel import ThemePanel


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def panel(session, qtbot):
    made = ThemePanel(session)
    qtbot.addWidget(made)
    made.resize(328, 1500)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made
