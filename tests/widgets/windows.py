"""A whole window on the small shop, with settings of its own, for what works across rooms."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from widgets.look import theme
from widgets.settings import Settings
from widgets.window import Window


@pytest.fixture
def window(qtbot, qapp, session, flush, tmp_path):
    """The studio's window, on screen and begun."""
    theme.apply(qapp, mode="light")
    session.settings = Settings(tmp_path / "studio.ini")
    made = Window(session)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.waitUntil(lambda: made._begun)
    yield made
    made.hide()
    made.deleteLater()
    flush()


def say(widget: QWidget, text: str) -> None:
    """What an input method hands over to a field."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
