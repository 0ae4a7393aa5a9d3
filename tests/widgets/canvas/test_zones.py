"""Hot zones on the page itself: real presses and keys, the document, and the page afterwards."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.actions.modules import add_module
from designer.actions.zones import Spot, picture_at
from designer.records import Asset, Module, Variant
from tests.widgets.studio import LEFT, NO_BUTTON, NO_KEY

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class Zones:
    """Hands on the zones of the page, in pixels of the source picture."""

    def __init__(self, hands, session, module) -> None:
        self.hands, self.session, self.module = hands, session, module
        (variant,) = session.document.get(module, Module).variants
        self.spot = Spot(variant, "picture")

    @property
    def picture(self):
        return picture_at(self.session.document, self.spot, library=self.session.library)

    def boxes(self):
        return {key: tuple(box) for key, box in self.picture.boxes.items()}

    def at(self, x, y) -> QPoint:
        left, top, width, height = self.hands.rect(f"#{self.module} img")
        w, h = self.picture.size
        return QPoint(round(left + x / w * width), round(top + y / h * height))

    def drag(self, *path, held=NO_KEY, let_go=True) -> None:
        start, *rest = [self.at(*point) for point in path]
        QTest.mousePress(self.hands.target(), LEFT, held, start)
        for place in rest:
            self.move(place, held)
        if let_go:
            QTest.mouseRelease(self.hands.target(), LEFT, held, rest[-1])

    def move(self, place, held=NO_KEY) -> None:
        target = self.hands.target()
        QApplication.sendEvent(target, QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), target.mapToGlobal(QPointF(place)), NO_BUTTON,
            LEFT, held,
        ))  # fmt: skip

    def press(self, x, y, held=NO_KEY) -> None:
        QTest.mouseClick(self.hands.target(), LEFT, held, self.at(x, y))

    def holds(self, key) -> None:
        """Wait until a zone is in hand on the page and in the studio."""
        self.hands.until(lambda: self.hands.canvas.zoning._held == key)

    def says(self, count) -> None:
        """Wait until the page shows so many zones."""
        self.hands.until(lambda: len(self.hands.overlay(".zones .zone")) == count)

    def tool(self, words) -> QPoint:
        """The middle of a button below the picture."""
        found = self.hands.js(
            "[...duplex.root.querySelectorAll('.zones button')].map(b => "
            "(r => [b.textContent.trim(), r.left + r.width / 2, r.top + r.height / 2])"
            "(b.getBoundingClientRect()))"
        )
        return next(QPoint(round(x), round(y)) for text, x, y in found if text == words)

    def steps(self) -> int:
        return len(self.session.document.history.done)


@pytest.fixture
def zones(hands, canvas, session) -> Zones:
    """A hot-zone picture at the top of the first floor, selected, with two zones."""
    module = add_module(session.document, kind="hot_zones", floor="flr_1", index=0,
                        library=session.library)  # fmt: skip
    (variant,) = session.document.get(module, Module).variants
    asset = next(one for one in session.document.all(Asset) if one.width >= one.height > 300)
    made = [
        {"id": f"zon_{n}", "x": 0.1 + 0.5 * n, "y": 0.2, "w": 0.3, "h": 0.3, "label": f"Zone {n}",
         "link": {"action": "item", "target": "prd_1"}}
        for n in range(2)
    ]  # fmt: skip
    value = {"image": {"asset": asset.id, "alt": "x", "focus": [0.5, 0.5]}, "zones": made}
    with session.document.transaction("fill"):
        session.document.put(Variant(id=variant, name="默认", settings={
            "picture": value, "markers": "none", "heading": False}))  # fmt: skip
    session.document.history.seal()
    session.look(modules=(module,))
    hands.until(lambda: hands.js(f"document.querySelectorAll('#{module} .zone').length") == 2)
    drawn = f"(i => i?.complete && i.naturalWidth > 0)(document.querySelector('#{module} img'))"
    hands.until(lambda: hands.js(drawn))
    work = Zones(hands, session, module)
    work.says(2)
    return work


def settled(zones) -> None:
    zones.hands.until(lambda: not zones.hands.canvas._pending)
    zones.hands.assert_true_to_the_document()


def test_zones_are_drawn_over_the_picture_only_while_their_module_is_selected(zones) -> None:
    assert [text.strip() for text in zones.hands.overlay(".zones .zone b")] == [
        "1  Zone 0", "2  Zone 1",
    ]  # fmt: skip
    zones.session.look(modules=("mod_2",))
    zones.says(0)


def test_a_zone_is_dragged_on_the_page_as_one_step(zones) -> None:
    w, h = zones.picture.size
    steps, before = zones.steps(), zones.boxes()["zon_0"]
    zones.drag((0.2 * w, 0.3 * h), (0.25 * w, 0.45 * h), (0.27 * w, 0.57 * h))
    zones.hands.until(lambda: zones.boxes()["zon_0"] != before)
    x, y, wide, high = zones.boxes()["zon_0"]
    assert (wide, high) == before[2:]
    assert abs(x - before[0] - 0.07 * w) < 0.06 * w
    assert abs(y - before[1] - 0.27 * h) < 0.06 * h
    assert zones.steps() == steps + 1
    settled(zones)


def test_a_held_zone_is_stretched_at_a_corner(zones) -> None:
    w, h = zones.picture.size
    zones.press(0.2 * w, 0.3 * h)
    zones.holds("zon_0")
    before = zones.boxes()["zon_0"]
    zones.drag((0.4 * w, 0.5 * h), (0.42 * w, 0.6 * h), (0.45 * w, 0.72 * h))
    zones.hands.until(lambda: zones.boxes()["zon_0"] != before)
    x, y, wide, high = zones.boxes()["zon_0"]
    assert (x, y) == before[:2]
    assert wide > before[2]
    assert high > before[3] * 1.3


def test_alt_drags_a_copy(zones) -> None:
    w, h = zones.picture.size
    zones.drag((0.2 * w, 0.3 * h), (0.2 * w, 0.6 * h), (0.2 * w, 0.7 * h), held=ALT)
    zones.hands.until(lambda: len(zones.boxes()) == 3)
    assert zones.picture.value.zones[2].label == "Zone 0"


def test_a_zone_is_drawn_after_its_button_was_pressed(zones) -> None:
    w, h = zones.picture.size
    QTest.mouseClick(zones.hands.target(), LEFT, NO_KEY, zones.tool("Draw a zone"))
    zones.hands.until(
        lambda: "Drag on the picture" in "".join(zones.hands.overlay(".zones button"))
    )
    zones.drag((0.1 * w, 0.6 * h), (0.3 * w, 0.8 * h), (0.45 * w, 0.93 * h))
    zones.hands.until(lambda: len(zones.boxes()) == 3)
    zones.says(3)
    assert zones.session.focus.modules == (zones.module,)
    settled(zones)


def test_keys_nudge_and_remove_the_held_zone_and_not_its_module(zones) -> None:
    w, h = zones.picture.size
    zones.press(0.2 * w, 0.3 * h)
    zones.holds("zon_0")
    before, steps = zones.boxes()["zon_0"], zones.steps()
    zones.hands.key(Qt.Key.Key_Right)
    zones.hands.key(Qt.Key.Key_Right, SHIFT)
    zones.hands.until(lambda: zones.boxes()["zon_0"][0] == before[0] + 11)
    assert zones.steps() == steps + 1
    zones.hands.key(Qt.Key.Key_Delete)
    zones.hands.until(lambda: set(zones.boxes()) == {"zon_1"})
    assert zones.session.document.find(zones.module) is not None
    zones.says(1)


def test_esc_gives_a_drag_up_then_lets_go_of_the_zone(zones) -> None:
    w, h = zones.picture.size
    before, steps = zones.boxes(), zones.steps()
    zones.drag((0.2 * w, 0.3 * h), (0.3 * w, 0.5 * h), (0.4 * w, 0.6 * h), let_go=False)
    zones.hands.until(lambda: bool(zones.hands.overlay(".zones .size")))
    zones.hands.key(Qt.Key.Key_Escape)
    zones.hands.until(lambda: not zones.hands.overlay(".zones .size"))
    QTest.mouseRelease(zones.hands.target(), LEFT, NO_KEY, zones.at(0.4 * w, 0.6 * h))
    zones.holds("zon_0")
    zones.hands.key(Qt.Key.Key_Escape)
    zones.holds("")
    assert zones.boxes() == before
    assert zones.steps() == steps


def test_what_is_wrong_is_marked_and_said_on_the_page(zones) -> None:
    w, h = zones.picture.size
    zones.drag((0.7 * w, 0.3 * h), (0.5 * w, 0.3 * h), (0.4 * w, 0.3 * h))
    zones.hands.until(lambda: len(zones.hands.overlay(".zones .zone.danger")) == 2)
    zones.hands.until(
        lambda: any("overlap" in t for t in zones.hands.overlay(".zones .zone-tools span"))
    )


def test_the_page_opens_the_large_editor(zones, qtbot) -> None:
    with qtbot.waitSignal(zones.session.editing) as opened:
        QTest.mouseClick(zones.hands.target(), LEFT, NO_KEY, zones.tool("Edit large…"))
    assert opened.args == list(zones.spot)


def test_a_double_click_on_the_picture_opens_it_too(zones, qtbot) -> None:
    w, h = zones.picture.size
    with qtbot.waitSignal(zones.session.editing) as opened:
        zones.hands.double(zones.at(0.5 * w, 0.9 * h))
    assert opened.args == list(zones.spot)


def test_messages_of_an_older_page_and_nonsense_change_nothing(zones) -> None:
    before, zoning = zones.boxes(), zones.hands.canvas.zoning
    now = zones.hands.canvas.bridge.generation
    zoning.placed(now - 1, *zones.spot, "zon_0", "[1, 1, 9, 9]", False)
    zoning.removed(now - 1, *zones.spot, "zon_0")
    for box in ("", "{}", "[1, 2, 3]", '["a", 1, 2, 3]', json.dumps([1.5, 2, 3, 4])):
        zoning.placed(now, *zones.spot, "zon_0", box, False)
        zoning.drawn(now, *zones.spot, "", box)
    assert zones.boxes() == before
