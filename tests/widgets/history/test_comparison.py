"""Two states side by side: pages, words, jumping, and bringing parts or the whole back."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.actions import modules, variants
from designer.document.queries import modules_of
from tests.widgets import shops
from widgets.history.comparison import Comparing
from widgets.history.keeping import Keeper
from widgets.session import Session

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000


@pytest.fixture
def session(qapp, tmp_path, library, flush):
    made = Session(shops.project(tmp_path, library=library), library=library)
    made.look(instant=shops.at(11, 5, 20))
    document = made.document
    variants.set_setting(document, variant="var_1a", setting="headline", value="秋茶已到")
    modules.remove_modules(document, modules=["mod_5"])
    modules.move_modules(document, modules=["mod_3"], floor="flr_1", index=1)
    document.history.seal()
    yield made
    made.close()
    made.deleteLater()
    flush()


@pytest.fixture
def window(session, qtbot, flush):
    made = Comparing(session, keeper=Keeper.of(session))
    with qtbot.waitSignal(made.settled, timeout=PATIENCE):
        made.show_states(0)
        made.show()
    yield made
    made.close()
    flush()


def js(window, qtbot, code: str):
    heard: list[str] = []
    window.pages.page().runJavaScript(f"JSON.stringify({code})", heard.append)
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE)
    return json.loads(heard[0]) if heard[0] else None


def marks(window, qtbot, side: str) -> dict[str, str]:
    code = (f"[...document.querySelectorAll('[data-side={side}] .mark')]"
            ".map((one) => [one.dataset.module, one.className.replace('mark ', '')])")  # fmt: skip
    return dict(js(window, qtbot, code))


def test_differences_are_marked_where_each_page_shows_them(window, qtbot) -> None:
    wanted = {"mod_1": "changed", "mod_3": "moved"}
    qtbot.waitUntil(lambda: marks(window, qtbot, "after") == wanted, timeout=PATIENCE)
    before = wanted | {"mod_5": "removed"}
    qtbot.waitUntil(lambda: marks(window, qtbot, "before") == before, timeout=PATIENCE)


def test_they_are_listed_in_words_and_counted(window) -> None:
    assert window.count.text() == "3 differences"
    lines = [detail for item in window.found.items for detail in item.details]
    assert any(line.after == "秋茶已到" for line in lines)
    assert window.picks["before"].text() == "The project as it was created"
    assert window.picks["after"].text() == "Now"


def test_a_jump_scrolls_both_pages_to_the_module(window, qtbot) -> None:
    places = "[...document.querySelectorAll('.phone')].map((one) => one.scrollTop)"
    qtbot.waitUntil(lambda: len(marks(window, qtbot, "before")) == 3, timeout=PATIENCE)
    window.jump("mod_5")
    qtbot.waitUntil(lambda: js(window, qtbot, places)[0] > 100, timeout=PATIENCE)
    qtbot.waitUntil(lambda: js(window, qtbot, places)[1] > 100, timeout=PATIENCE)


def test_a_click_on_a_mark_finds_its_line(window, qtbot) -> None:
    window.pages.bridge.picked(window.pages.bridge.generation, "mod_1")
    row = window.changes.row("mod_1")
    assert window.changes.currentItem() is row


def tick(window, key: str) -> None:
    rect = window.changes.visualItemRect(window.changes.row(key))
    at = QPoint(rect.left() + 22, rect.center().y())
    QTest.mouseClick(window.changes.viewport(), LEFT, pos=at)


def test_ticked_parts_come_back_as_one_step(window, session, qtbot) -> None:
    assert not window.part.isEnabled()
    tick(window, "mod_1")
    tick(window, "mod_5")
    assert window.part.text() == "Restore 2 ticked parts"
    before = dict(session.document.records)
    QTest.mouseClick(window.part, LEFT)
    assert "headline" in session.document.records["var_1a"].settings
    assert session.document.records["var_1a"].settings["headline"] == "秋茶上新"
    assert "mod_5" in session.document.records
    qtbot.waitUntil(lambda: window.count.text() == "1 difference", timeout=PATIENCE)
    session.undo()
    assert dict(session.document.records) == before


def test_the_whole_state_comes_back_and_nothing_differs(window, session, qtbot) -> None:
    QTest.mouseClick(window.whole, LEFT)
    qtbot.waitUntil(window.same.isVisible, timeout=PATIENCE)
    assert not window.found
    order = [one.id for one in modules_of(session.document, "lay_daily")]
    assert order[:6] == [f"mod_{n}" for n in range(6)]
    session.undo()
    qtbot.waitUntil(lambda: len(window.found.items) == 3, timeout=PATIENCE)


def test_sides_are_swapped_and_walked(window, qtbot) -> None:
    QTest.mouseClick(window.swap, LEFT)
    changes = {item.id: item.change for item in window.found.items}
    assert changes["mod_5"] == "added"
    assert not window.whole.isEnabled()
    QTest.mouseClick(window.down, LEFT)
    first = window.changes.currentItem()
    QTest.mouseClick(window.down, LEFT)
    assert window.changes.currentItem() is not first
    QTest.mouseClick(window.up, LEFT)
    assert window.changes.currentItem() is first


def test_another_state_and_layout_are_picked(window, session, qtbot) -> None:
    QTest.mouseClick(window.picks["after"], LEFT)
    chooser = window.choosers["after"]
    assert chooser.isVisible()
    chooser.picked.emit("1")
    assert len(window.found.items) == 1
    QTest.mouseClick(window.picks["layout"], LEFT)
    window.choosers["layout"].close()
    window.choosers["layout"].picked.emit("page_home/lay_peak")
    assert "双11" in window.picks["layout"].text()
    chooser.close()


def test_a_version_gets_a_picture_of_the_page(session, qtbot, flush) -> None:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    host = QWidget()
    host.show()
    keeper = Keeper.of(session)
    assert keeper.keep("Approved", "by Lin", host=host)
    project = keeper.project()
    qtbot.waitUntil(lambda: project.version("Approved").picture != "", timeout=PATIENCE)
    image = QImage.fromData(project.assets.get(project.version("Approved").picture))
    assert (image.width(), image.height()) == (450, 600)
    colours = {image.pixelColor(x, y).name() for x in range(0, 450, 9) for y in range(0, 600, 9)}
    assert len(colours) > 20
    qtbot.waitUntil(lambda: not keeper._photographer.busy, timeout=PATIENCE)
    host.close()
    host.deleteLater()
    flush()
