"""Every setting type has a field that is worked by mouse and by keyboard."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from designer.kinds.manifest import Kind
from designer.kinds.settings.choice import Choice, Option
from designer.kinds.settings.colour import Colour
from designer.kinds.settings.coupons import Coupons
from designer.kinds.settings.date_time import Countdown, DateTime
from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.image import Image
from designer.kinds.settings.link import Link
from designer.kinds.settings.media import Video
from designer.kinds.settings.number import Number
from designer.kinds.settings.products import Products
from designer.kinds.settings.range import Range
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.text import Text
from designer.kinds.settings.toggle import Toggle
from designer.records import Label
from tests.widgets.inspector import scene
from widgets.inspector.bringing import bring
from widgets.inspector.fields.field import Place
from widgets.inspector.fields.registry import FIELDS, field_for

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton
NAME = Label(zh="甲", en="A")
PICTURE = "ast_kv_cold_brew"


@pytest.fixture
def make(session, qtbot):
    """A function that shows the field of a setting with a value and listens to its edits."""

    def made(setting, value=None):
        kind = session.library.get("poster")
        place = Place(
            session=session,
            kind=kind,
            variant=lambda: "var_b",
            submit=lambda path, value: "",
            field_for=field_for,
        )
        field = field_for(setting, place)
        qtbot.addWidget(field)
        field.show_value(setting.initial() if value is None else value)
        heard = []
        field.edited.connect(heard.append)
        field.resize(300, max(field.sizeHint().height(), 40))
        field.show()
        with qtbot.waitActive(field):
            field.activateWindow()
        field.heard = heard
        return field

    return made


def test_every_setting_type_of_every_kind_has_a_field(session) -> None:
    kinds = session.library.kinds.values()
    inner = [block.settings for kind in kinds for block in kind.blocks.values()]
    used = {one.type for some in [*(k.settings for k in kinds), *inner] for one in some}
    assert used <= FIELDS.keys()
    declared = {part.__struct_config__.tag for part in Kind.__annotations__ and _setting_types()}
    assert declared == FIELDS.keys()


def _setting_types():
    from typing import get_args

    from designer.kinds.manifest import AnySetting

    return get_args(AnySetting)


def test_a_text_of_several_lines_takes_line_breaks(make) -> None:
    field = make(Text(id="a", label=NAME, lines=3))
    field.line.setFocus()
    QTest.keyClicks(field.line, "one")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    QTest.keyClicks(field.line, "two")
    assert field.heard[-1] == "one\ntwo"


def test_a_number_is_typed_or_stepped_and_kept_within_its_bounds(make) -> None:
    field = make(Number(id="a", label=NAME, default=4, min=0, max=10))
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Up)
    assert field.heard[-1] == 5
    field.box.selectAll()
    QTest.keyClicks(field.box, "9")
    assert field.heard[-1] == 9
    assert isinstance(field.heard[-1], int)


def test_a_range_is_slid_with_the_keys_in_its_steps(make) -> None:
    field = make(Range(id="a", label=NAME, min=100, max=200, default=150, step=10))
    field.slider.setFocus()
    QTest.keyClick(field.slider, Qt.Key.Key_Right)
    assert field.heard == [160]
    assert field.box.value() == 160


def test_a_toggle_is_one_click_and_one_step(make, qtbot) -> None:
    field = make(Toggle(id="a", label=NAME))
    with qtbot.waitSignal(field.sealed):
        QTest.mouseClick(field.switch, LEFT, pos=QPoint(10, field.switch.height() // 2))
    assert field.heard == [True]


def options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(value=f"v{n}", label=Label(zh=t, en=t)) for n, t in enumerate(texts))


def test_few_short_options_are_segments_walked_with_the_arrows(make) -> None:
    field = make(Choice(id="a", label=NAME, options=options("Left", "Right")))
    assert field.combo is None
    QTest.mouseClick(field.segments.button("v1"), LEFT)
    assert field.heard == ["v1"]
    QTest.keyClick(field.segments, Qt.Key.Key_Left)
    assert field.heard == ["v1", "v0"]


@pytest.mark.parametrize(
    "texts", [("A",) * 5, ("A very long option indeed", "Another very long option", "Third one")]
)
def test_many_or_long_options_are_a_list(make, texts) -> None:
    field = make(Choice(id="a", label=NAME, options=options(*texts)))
    assert field.segments is None
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert field.heard == ["v1"]


def test_the_wheel_over_a_list_scrolls_the_panel_and_changes_nothing(make, qtbot) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QWheelEvent

    field = make(Choice(id="a", label=NAME, options=options(*"ABCDE")))
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    field.combo.clearFocus()
    field.combo.wheelEvent(event)
    assert not event.isAccepted()
    assert field.heard == []


def test_a_colour_is_a_token_of_the_theme_or_its_own(make, session) -> None:
    field = make(Colour(id="a", label=NAME))
    assert field.swatches["primary"].isChecked()
    assert field.swatches["primary"].colour == "#1f4a40"
    QTest.mouseClick(field.swatches["gold"], LEFT)
    assert field.heard == ["gold"]
    field.line.setFocus()
    QTest.keyClicks(field.line, "#AB12CD")
    assert field.heard[-1] == "#ab12cd"


def test_a_colour_of_its_own_is_found_by_feel_and_shown_at_once(make, session) -> None:
    field = make(Colour(id="a", label=NAME))
    QTest.mouseClick(field.own, LEFT)
    assert field.picker.isVisible()
    assert field.picker.colour() == "#1f4a40", "it starts from the colour in use"
    QTest.mouseClick(field.picker.square, LEFT, pos=QPoint(200, 20))
    own = field.heard[-1]
    assert own.startswith("#")
    assert field.own.colour == own
    assert field.line.text() == own.upper()
    field.picker.close()


def test_a_theme_colour_says_how_well_it_is_read(make) -> None:
    field = make(Colour(id="a", label=NAME, default="muted"))
    assert field.read.isVisible()
    assert field.read.passes()
    QTest.mouseClick(field.swatches["line"], LEFT)
    assert not field.read.isVisible(), "no words stand on a line"


def test_a_link_leads_to_a_thing_of_the_shop(make) -> None:
    field = make(Link(id="a", label=NAME))
    assert not field.link.target.isVisible()
    field.link.action.setCurrentIndex(field.link.action.place_of("category"))
    field.link.action.activated.emit(0)
    assert field.heard == [{"action": "category", "target": ""}]
    assert field.link.chooser.isVisible()
    QTest.keyClick(field.link.chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(field.link.chooser.list, Qt.Key.Key_Return)
    assert field.heard[-1] == {"action": "category", "target": "cat_green"}
    assert field.link.target.text() == "绿茶"


def test_a_link_to_what_is_gone_says_so(make) -> None:
    field = make(Link(id="a", label=NAME), {"action": "item", "target": "prd_gone"})
    assert field.link.target.text() == "What was chosen is gone"


def test_a_link_to_an_address_is_typed(make) -> None:
    field = make(Link(id="a", label=NAME), {"action": "url", "target": "https://a.cn"})
    field.link.address.setFocus()
    QTest.keyClick(field.link.address, Qt.Key.Key_End)
    QTest.keyClicks(field.link.address, "/b")
    assert field.heard[-1] == {"action": "url", "target": "https://a.cn/b"}


def test_products_are_searched_and_added_while_the_list_stays_open(make, session) -> None:
    field = make(Products(id="a", label=NAME), value("prd_0"))
    QTest.mouseClick(field.hand.add, LEFT)
    chooser = field.hand.picker
    chooser.search.insert("白毫")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert field.heard[-1]["items"] == ["prd_0", "prd_3"]
    assert chooser.isVisible()
    chooser.close()


def value(*items: str) -> dict:
    return {
        "mode": "manual",
        "items": list(items),
        "category": None,
        "tags": [],
        "sort": "sales",
        "count": 6,
    }


def test_chosen_products_are_put_in_order_and_taken_out_by_key(make) -> None:
    field = make(Products(id="a", label=NAME), value("prd_0", "prd_1", "prd_2"))
    QTest.keyClick(field.hand.stack.rows[0], Qt.Key.Key_Down, CTRL)
    assert field.heard[-1]["items"] == ["prd_1", "prd_0", "prd_2"]
    assert field.hand.stack.rows[1].hasFocus()
    QTest.keyClick(field.hand.stack.rows[2], Qt.Key.Key_Delete)
    assert field.heard[-1]["items"] == ["prd_1", "prd_0"]


def test_a_rule_over_the_catalogue_says_how_many_products_match(make) -> None:
    field = make(Products(id="a", label=NAME))
    assert field.rule.found.text() == "6 products match"
    QTest.mouseClick(field.rule.tags.chips["新品"], LEFT)
    assert field.heard[-1]["tags"] == ["新品"]
    assert field.rule.found.text() == "3 products match"
    field.rule.category.setCurrentIndex(field.rule.category.place_of("cat_gift"))
    field.rule.category.activated.emit(0)
    assert field.rule.found.text() == "1 product matches"
    QTest.mouseClick(field.mode.button("manual"), LEFT)
    assert field.heard[-1]["mode"] == "manual"
    assert field.heard[-1]["tags"] == ["新品"], "the rule is kept for later"


def test_coupons_are_ticked_and_the_ticked_ones_have_an_order(make) -> None:
    field = make(Coupons(id="a", label=NAME, max=2), ["cpn_20"])
    assert [row.option.value for row in field.stack.rows] == ["cpn_20", "cpn_80", "cpn_50"]
    QTest.keyClick(field.stack.rows[2], Qt.Key.Key_Space)
    assert field.heard[-1] == ["cpn_20", "cpn_50"]
    assert not field.stack.rows[2].box.isEnabled(), "no more than two fit"
    QTest.keyClick(field.stack.rows[1], Qt.Key.Key_Up, CTRL)
    assert field.heard[-1] == ["cpn_50", "cpn_20"]
    QTest.mouseClick(
        field.stack.rows[0].box, LEFT, pos=QPoint(8, field.stack.rows[0].box.height() // 2)
    )
    assert field.heard[-1] == ["cpn_20"]


def test_an_instant_starts_from_the_simulated_one_and_can_be_cleared(make, session) -> None:
    field = make(DateTime(id="a", label=NAME))
    QTest.mouseClick(field.moment.empty, LEFT)
    made = datetime.fromisoformat(field.heard[-1])
    assert made == session.focus.instant
    assert made.utcoffset().total_seconds() == 8 * 3600
    field.moment.edit.setFocus()
    field.moment.edit.setCurrentSection(field.moment.edit.Section.HourSection)
    QTest.keyClick(field.moment.edit, Qt.Key.Key_Up)
    assert datetime.fromisoformat(field.heard[-1]).hour == made.hour + 1
    QTest.mouseClick(field.moment.clear, LEFT)
    assert field.heard[-1] is None


def test_an_instant_of_another_zone_is_shown_in_the_shops(make) -> None:
    field = make(DateTime(id="a", label=NAME), "2026-11-10T12:00:00+00:00")
    assert field.moment.edit.text().endswith("20:00")


def test_a_countdown_has_an_instant_and_words(make) -> None:
    field = make(Countdown(id="a", label=NAME))
    field.label.setFocus()
    QTest.keyClicks(field.label, "ends")
    assert field.heard[-1] == {"until": None, "label": "ends"}
    QTest.mouseClick(field.moment.empty, LEFT)
    assert field.heard[-1]["until"].startswith("2026-11-08")
    assert field.heard[-1]["label"] == "ends"


# ---- pictures ----

needs_art = pytest.mark.skipif(not scene._drawn(PICTURE), reason="the sample's pictures are absent")


@needs_art
def test_the_focal_point_is_set_with_a_click_and_nudged_with_the_arrows(make) -> None:
    field = make(Image(id="a", label=NAME), {"asset": PICTURE, "alt": "", "focus": [0.5, 0.5]})
    field.resize(300, 400)
    place = field.view.picture_rect()
    at = QPoint(
        round(place.left() + place.width() * 0.25), round(place.top() + place.height() * 0.75)
    )
    QTest.mouseClick(field.view, LEFT, pos=at)
    assert field.heard[-1]["focus"] == pytest.approx([0.25, 0.75], abs=0.01)
    before = field.heard[-1]["focus"]
    QTest.keyClick(field.view, Qt.Key.Key_Right)
    QTest.keyClick(field.view, Qt.Key.Key_Up, SHIFT)
    assert field.heard[-1]["focus"] == pytest.approx([before[0] + 0.01, before[1] - 0.1], abs=0.002)


@needs_art
def test_a_picture_is_picked_in_the_gallery_and_brings_its_alt_text(make, session) -> None:
    field = make(Image(id="a", label=NAME))
    assert not field.alt.isVisible()
    QTest.mouseClick(field.choose, LEFT)
    field.gallery.search.insert("冷泡")
    assert field.gallery.grid.model().rowCount() >= 1
    QTest.keyClick(field.gallery.grid, Qt.Key.Key_Return)
    made = field.heard[-1]
    assert session.document.records[made["asset"]].alt == made["alt"] != ""
    assert field.alt.isVisible()
    QTest.mouseClick(field.remove, LEFT)
    assert field.heard[-1]["asset"] is None


def test_a_picture_from_the_disk_becomes_an_asset(session, tmp_path) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(tmp_path / "tea.png"))
    key = bring(session, tmp_path / "tea.png", media="image/")
    asset = session.document.records[key]
    assert (asset.name, asset.width, asset.height) == ("tea", 40, 30)


@pytest.mark.parametrize(("name", "data"), [("tea.txt", b"x"), ("tea.png", b"no picture")])
def test_a_file_that_is_no_picture_is_refused_in_a_sentence(
    session, tmp_path, qtbot, name, data
) -> None:
    (tmp_path / name).write_bytes(data)
    with qtbot.waitSignal(session.said) as heard:
        assert bring(session, tmp_path / name, media="image/") is None
    assert "tea" in heard.args[0]


def test_a_missing_file_is_refused_in_a_sentence(session, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(session.said) as heard:
        assert bring(session, tmp_path / "gone.png", media="image/") is None
    assert "gone.png" in heard.args[0]


@needs_art
def test_a_video_takes_a_poster_and_its_sound(make) -> None:
    field = make(Video(id="a", label=NAME))
    QTest.mouseClick(field.poster, LEFT)
    QTest.keyClick(field.posters.grid, Qt.Key.Key_Return)
    assert field.heard[-1]["poster"].startswith("ast_")
    QTest.mouseClick(field.muted, LEFT, pos=QPoint(10, field.muted.height() // 2))
    assert field.heard[-1]["muted"] is False


# ---- rich text ----


def test_rich_text_is_bold_italic_listed_and_linked(make) -> None:
    field = make(RichText(id="a", label=NAME), "<p>one</p><p>two</p>")
    text = field.text
    text.setFocus()
    text.selectAll()
    QTest.keyClick(text, Qt.Key.Key_B, CTRL)
    assert field.heard[-1] == "<p><b>one</b></p><p><b>two</b></p>"
    QTest.mouseClick(field.italic, LEFT)
    assert "<i>" in field.heard[-1]
    QTest.keyClick(text, Qt.Key.Key_End)
    QTest.mouseClick(field.list, LEFT)
    assert "<ul><li>" in field.heard[-1]
    QTest.mouseClick(field.list, LEFT)
    assert "<ul>" not in field.heard[-1]


def test_a_link_in_rich_text_asks_for_a_web_address(make) -> None:
    field = make(RichText(id="a", label=NAME), "<p>tea</p>")
    field.text.setFocus()
    field.text.selectAll()
    QTest.mouseClick(field.link, LEFT)
    asking = field.asking
    QTest.keyClicks(asking.line, "javascript:alert(1)")
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert asking.isVisible()
    assert asking.problem.isVisible()
    asking.line.clear()
    QTest.keyClicks(asking.line, "https://a.cn/?b=1&c=2")
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert field.heard[-1] == '<p><a href="https://a.cn/?b=1&amp;c=2">tea</a></p>'


def test_what_is_typed_is_escaped_and_an_empty_text_is_empty(make) -> None:
    field = make(RichText(id="a", label=NAME), "<p>x</p>")
    field.text.setFocus()
    field.text.selectAll()
    QTest.keyClicks(field.text, "a<b")
    assert field.heard[-1] == "<p>a&lt;b</p>"
    field.text.selectAll()
    QTest.keyClick(field.text, Qt.Key.Key_Delete)
    assert field.heard[-1] == ""


# ---- hot zones ----


@pytest.fixture
def zones(make):
    if not scene._drawn(PICTURE):
        pytest.skip("the sample's pictures are absent")
    zone = {
        "id": "zon_a",
        "x": 0.1,
        "y": 0.1,
        "w": 0.3,
        "h": 0.3,
        "label": "",
        "link": {"action": "none", "target": ""},
    }
    image = {"asset": PICTURE, "alt": "", "focus": [0.5, 0.5]}
    field = make(HotZones(id="a", label=NAME), {"image": image, "zones": [zone]})
    field.resize(300, 900)
    return field


def point(board, x: float, y: float) -> QPoint:
    at = board.place()
    return QPoint(round(at.left() + at.width() * x), round(at.top() + at.height() * y))


def drag(board, start, end) -> None:
    QTest.mousePress(board, LEFT, pos=point(board, *start))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    QTest.mouseMove(board, point(board, *middle))
    QTest.mouseMove(board, point(board, *end))
    QTest.mouseRelease(board, LEFT, pos=point(board, *end))


def last(field, index: int = 0) -> list[float]:
    zone = field.heard[-1]["zones"][index]
    return [zone[side] for side in "xywh"]


def test_a_zone_is_drawn_by_dragging(zones) -> None:
    drag(zones.board, (0.5, 0.5), (0.9, 0.8))
    assert last(zones, 1) == pytest.approx([0.5, 0.5, 0.4, 0.3], abs=0.01)
    assert zones.heard[-1]["zones"][1]["id"].startswith("zon_")
    assert zones.detail.isVisible()


def test_a_zone_is_moved_and_stays_inside(zones) -> None:
    drag(zones.board, (0.2, 0.2), (0.4, 0.3))
    assert last(zones) == pytest.approx([0.3, 0.2, 0.3, 0.3], abs=0.01)
    drag(zones.board, (0.4, 0.3), (0.99, 0.99))
    assert last(zones) == pytest.approx([0.7, 0.7, 0.3, 0.3], abs=0.01)


def test_a_zone_is_resized_at_a_corner(zones) -> None:
    QTest.mouseClick(zones.board, LEFT, pos=point(zones.board, 0.2, 0.2))
    drag(zones.board, (0.4, 0.4), (0.6, 0.5))
    assert last(zones) == pytest.approx([0.1, 0.1, 0.5, 0.4], abs=0.01)


def test_the_keys_nudge_a_zone_by_pixels_of_the_picture(zones, session) -> None:
    width = session.document.records[PICTURE].width
    board = zones.board
    QTest.mouseClick(board, LEFT, pos=point(board, 0.2, 0.2))
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert last(zones)[0] == pytest.approx(0.1 + 1 / width, abs=1e-4)
    QTest.keyClick(board, Qt.Key.Key_Right, SHIFT)
    assert last(zones)[0] == pytest.approx(0.1 + 11 / width, abs=1e-4)
    QTest.keyClick(board, Qt.Key.Key_Right, ALT)
    assert last(zones)[2] == pytest.approx(0.3 + 1 / width, abs=1e-4)
    QTest.keyClick(board, Qt.Key.Key_Delete)
    assert zones.heard[-1]["zones"] == []


def test_a_zone_has_a_name_a_link_and_numbers_in_pixels(zones, session) -> None:
    width = session.document.records[PICTURE].width
    QTest.mouseClick(zones.board, LEFT, pos=point(zones.board, 0.2, 0.2))
    assert zones.detail.sides["x"].value() == round(width * 0.1)
    zones.detail.sides["x"].setFocus()
    zones.detail.sides["x"].selectAll()
    QTest.keyClicks(zones.detail.sides["x"], "300")
    assert last(zones)[0] == pytest.approx(300 / width, abs=1e-4)
    zones.detail.label.setFocus()
    QTest.keyClicks(zones.detail.label, "Teapot")
    assert zones.heard[-1]["zones"][0]["label"] == "Teapot"
    zones.detail.link.action.setCurrentIndex(zones.detail.link.action.place_of("follow"))
    zones.detail.link.action.activated.emit(0)
    assert zones.heard[-1]["zones"][0]["link"] == {"action": "follow", "target": ""}
