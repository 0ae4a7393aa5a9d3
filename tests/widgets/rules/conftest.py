"""The tea shop with its rules on show and its people counted."""

from __future__ import annotations

import pytest

from tests.widgets.inspector import scene
from widgets.figures import Figures
from widgets.rules.panel import RulesPanel


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    made.look(modules=("mod_hero",))
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def panel(session, qtbot):
    made = RulesPanel(session)
    qtbot.addWidget(made)
    made.resize(328, 900)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def counted(session, qtbot):
    """A function that waits until the people are counted again."""

    def wait() -> Figures:
        figures = Figures.of(session)
        qtbot.waitUntil(lambda: not figures.busy and figures.people > 0, timeout=30_000)
        return figures

    return wait
