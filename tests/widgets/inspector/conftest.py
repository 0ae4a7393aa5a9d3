"""The tea shop, its inspector, and the hands that work it."""

from __future__ import annotations

import pytest

from tests.widgets.inspector import scene
from widgets.inspector.panel import InspectorPanel


@pytest.fixture
def session(qapp, flush):
    made = scene.session()
    yield made
    made.deleteLater()
    flush()


@pytest.fixture
def show(session, qtbot):
    """A function that selects a module and shows a tab of its inspector."""

    def shown(module: str, section: str = "content") -> InspectorPanel:
        session.look(modules=(module,))
        panel = InspectorPanel(session, section=section)
        qtbot.addWidget(panel)
        panel.resize(328, 900)
        panel.show()
        with qtbot.waitActive(panel):
            panel.activateWindow()
        return panel

    return shown


@pytest.fixture
def settings(session):
    """A function that reads a setting of a variant as the document has it."""

    def read(variant: str, setting: str):
        return session.document.records[variant].settings.get(setting)

    return read
