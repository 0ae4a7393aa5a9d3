"""Every control of every room tells assistive tools its name, and its role or what it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from tests.widgets import shops
from widgets.guide.tour import Tour
from widgets.look import theme
from widgets.session import WORKSPACES, Session
from widgets.start.recent import Recents
from widgets.start.screen import StartScreen
from widgets.window import Window

CONTROLS = (QAbstractButton, QLineEdit, QAbstractSpinBox, QComboBox, QAbstractItemView,
            QAbstractSlider)  # fmt: skip
SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client)
SIDES = ("outline", "kinds", "assets", "products")
PANELS = ("content", "rules", "style", "history")


@pytest.fixture(autouse=True)
def _dressed(qapp):
    theme.apply(qapp, mode="light")


@pytest.fixture
def window(qtbot, library, tmp_path, flush):
    session = Session(shops.project(tmp_path, library=library), library=library)
    made = Window(session)
    with qtbot.waitSignal(made.shown):
        made.show()
    yield made
    made.hide()
    made.deleteLater()
    session.close()
    session.deleteLater()
    flush()


def controls(top: QWidget) -> list[QWidget]:
    """What a hand or the keyboard can reach; parts of Qt's own controls and pages are theirs."""
    return [
        one
        for one in top.findChildren(QWidget)
        if one.isVisibleTo(top)
        and not isinstance(one, QScrollBar)
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox | QWebEngineView)
        and (isinstance(one, CONTROLS) or one.focusPolicy() != Qt.FocusPolicy.NoFocus)
    ]


def silent(top: QWidget) -> list[str]:
    """The controls that do not tell their name or their role."""
    found = []
    for one in controls(top):
        told = QAccessible.queryAccessibleInterface(one)
        name = told.text(QAccessible.Text.Name)
        described = told.text(QAccessible.Text.Description)
        if not name or (told.role() in SILENT and not described):
            kind = f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
            found.append(f"{kind}: “{name}”, {told.role().name}")
    return sorted(set(found))


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_every_control_of_a_room_tells_its_name_and_role(window, workspace):
    window.session.look(workspace=workspace)
    QApplication.processEvents()
    assert len(controls(window)) > 12
    assert silent(window) == []


@pytest.mark.parametrize("tab", SIDES)
def test_every_control_at_the_left_tells_its_name_and_role(window, tab):
    window.design().side.show_tab(tab)
    QApplication.processEvents()
    assert silent(window.design().side) == []


@pytest.mark.parametrize("tab", PANELS)
def test_every_control_at_the_right_tells_its_name_and_role(window, tab):
    panels = window.design().panels
    for module in (*window.session.modules(), ""):
        window.session.look(modules=(module,) if module else ())
        panels.show_tab(tab)
        QApplication.processEvents()
        assert silent(panels) == []


def test_the_start_screen_and_the_tour_tell_their_names_and_roles(qtbot, window, tmp_path):
    recents = Recents(tmp_path / "recent.json")
    recents.remember(tmp_path / "a.duplex", name="茶")
    screen = StartScreen(recents)
    qtbot.addWidget(screen)
    screen.show()
    assert len(controls(screen)) >= 6
    assert silent(screen) == []
    tour = Tour(window)
    tour.begin()
    assert silent(tour.bubble) == []
    tour.end()


def test_a_control_without_a_name_would_be_found(qtbot):
    class Nameless(QWidget):
        pass

    top = QWidget()
    qtbot.addWidget(top)
    Nameless(top).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    assert len(silent(top)) == 1
