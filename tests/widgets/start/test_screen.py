"""The start screen: a hand opens what is on it, and keys walk over it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea

from designer import language
from designer.actions.modules import said
from designer.starters import starters
from widgets.start.recent import Recents
from widgets.start.screen import COVERS, SAMPLES, StartScreen, when

LEFT = Qt.MouseButton.LeftButton
NOW = datetime(2026, 11, 11, 20, 30, tzinfo=UTC)


@pytest.fixture
def recents(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Recents(tmp_path / "recent.json")


@pytest.fixture
def screen(qtbot, recents):
    made = StartScreen(recents)
    qtbot.addWidget(made)
    made.show()
    return made


def remembered(recents, tmp_path, name, *, there=True):
    file = tmp_path / f"{name}.duplex"
    if there:
        file.touch()
    recents.remember(file, name=name)
    return file


def card(screen, title):
    return next(one for one in screen.cards() if one.accessibleName().startswith(title))


def test_with_nothing_recent_it_says_what_to_do(screen):
    assert [one.accessibleName().split(",")[0] for one in screen.cards()[:2]] == [
        "Shanlan Tea", "Mujian Furniture",
    ]  # fmt: skip
    assert len(screen.cards()) == len(SAMPLES) + len(starters())


def test_every_sample_has_a_cover():
    assert [one.name for one in SAMPLES if not (COVERS / f"{one.name}.jpg").is_file()] == []


def test_a_click_opens_a_recent_project(qtbot, screen, recents, tmp_path):
    file = remembered(recents, tmp_path, "tea")
    screen.refresh()
    with qtbot.waitSignal(screen.opened) as heard:
        QTest.mouseClick(card(screen, "tea"), LEFT)
    assert heard.args == [file]


def test_a_project_whose_file_is_gone_says_so_and_opens_nothing(qtbot, screen, recents, tmp_path):
    remembered(recents, tmp_path, "lost", there=False)
    screen.refresh()
    assert card(screen, "lost").accessibleName() == "lost, Not there any more"
    with qtbot.assertNotEmitted(screen.opened):
        QTest.mouseClick(card(screen, "lost"), LEFT)


def test_a_project_is_taken_off_the_list_by_its_menu(qtbot, screen, recents, tmp_path):
    remembered(recents, tmp_path, "tea")
    screen.refresh()
    card(screen, "tea").menu_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action = next(one for one in menu.actions() if one.text() == "Take off this list")
    QTest.mouseClick(
        menu, LEFT, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center()
    )
    qtbot.waitUntil(lambda: recents.all() == ())
    assert len(screen.cards()) == len(SAMPLES) + len(starters())


def test_samples_new_open_and_tour_are_asked_for(qtbot, screen):
    with qtbot.waitSignal(screen.sample_wanted) as heard:
        QTest.mouseClick(card(screen, "Mujian"), LEFT)
    assert heard.args == ["mujian"]
    asked = ((screen.new, screen.new_wanted), (screen.browse, screen.browse_wanted),
             (screen.tour, screen.tour_wanted))  # fmt: skip
    for button, signal in asked:
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, LEFT)


def test_a_starter_is_chosen_by_its_card_with_mouse_and_key(qtbot, screen):
    first, *__, last = starters()
    for one in starters():
        assert not card(screen, said(one.name))._picture.isNull()
    with qtbot.waitSignal(screen.starter_wanted) as heard:
        QTest.mouseClick(card(screen, said(first.name)), LEFT)
    assert heard.args == [first.id]
    with qtbot.waitSignal(screen.starter_wanted) as heard:
        QTest.keyClick(screen.cards()[-1], Qt.Key.Key_Return)
    assert heard.args == [last.id]


def test_the_list_follows_the_keyboard_to_a_card_that_is_out_of_sight(qtbot, screen):
    screen.resize(900, 520)
    last = screen.cards()[-1]
    bar = screen.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    screen.activateWindow()
    screen.cards()[0].setFocus()
    QTest.keyClick(screen.cards()[0], Qt.Key.Key_Left)
    qtbot.waitUntil(last.hasFocus)
    qtbot.waitUntil(lambda: not last.visibleRegion().isEmpty())


def test_arrow_keys_walk_over_the_cards_and_enter_opens(qtbot, screen):
    first, second, *__, last = screen.cards()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    qtbot.waitUntil(second.hasFocus)
    with qtbot.waitSignal(screen.sample_wanted) as heard:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert heard.args == ["mujian"]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Right)
    qtbot.waitUntil(first.hasFocus)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=30), "2026-10-12"),
    ],
)
def test_how_long_ago_is_said_in_words(ago, said):
    assert when(NOW - ago, now=NOW) == said


def test_it_speaks_chinese(qtbot, recents, tmp_path):
    language.use("zh_CN")
    remembered(recents, tmp_path, "茶")
    made = StartScreen(recents)
    qtbot.addWidget(made)
    assert made.tour.text() == "三分钟上手"
    assert card(made, "茶").accessibleName() == "茶, 刚刚"
