"""What a user does to hot zones: each verb is one step, and undo brings everything back."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import zones as verbs
from designer.actions.zones import picture_at
from designer.errors import NotFoundError, RefusedError
from designer.kinds.geometry.box import Box
from designer.kinds.settings.hot_zones import Zone
from designer.records import Variant
from tests.designer import zone_shop
from tests.designer.zone_shop import LINK, ZONES, zone

LIBRARY = zone_shop.library()


class Work:
    """A document and short words for its zones."""

    def __init__(self, *zones, **given) -> None:
        self.document = zone_shop.document(*zones, **given)
        self.before = dict(self.document.records)

    def do(self, verb, **given):
        return verb(self.document, spot=ZONES, library=LIBRARY, **given)

    @property
    def picture(self):
        return picture_at(self.document, ZONES, library=LIBRARY)

    def boxes(self):
        return {key: tuple(box) for key, box in self.picture.boxes.items()}

    def zone(self, key) -> Zone:
        return next(one for one in self.picture.value.zones if one.id == key)

    def undone(self, steps=1) -> None:
        assert len(self.document.history.done) == steps
        for __ in range(steps):
            self.document.undo()
        assert dict(self.document.records) == self.before


@pytest.fixture
def work() -> Work:
    return Work()


def test_zones_are_told_in_pixels_of_the_source_picture(work) -> None:
    assert work.picture.size == (1200, 800)
    assert work.boxes() == {
        "zon_a": (0, 0, 300, 200), "zon_b": (600, 0, 300, 400), "zon_c": (0, 400, 600, 200),
    }  # fmt: skip
    assert work.picture.shown == 702
    assert Work(inset=False).picture.shown == 750


def test_without_a_picture_zones_are_told_on_a_nominal_one() -> None:
    assert Work(asset=None).picture.size == (750, 750)


def test_of_a_cropped_picture_the_part_is_measured() -> None:
    work = Work()
    with work.document.transaction("crop"):
        from designer.actions.variants import set_setting

        set_setting(work.document, variant="var_zones", setting="picture.image.crop",
                    value=[0.25, 0.0, 0.5, 1.0], library=LIBRARY)  # fmt: skip
    assert work.picture.size == (600, 800)


def test_a_drawn_zone_gets_an_id_and_is_kept_inside(work) -> None:
    (made,) = work.do(verbs.add_zones, boxes=[Box(1150, 700, 200, 200)])
    assert made.startswith("zon_")
    assert work.boxes()[made] == (1000, 600, 200, 200)
    assert work.zone(made).link.action == "none"
    work.undone()


def test_copies_keep_name_and_target_and_are_never_locked() -> None:
    work = Work([zone("zon_a", 0, 0, 0.1, 0.1, locked=True)])
    like = work.zone("zon_a")
    (made,) = work.do(verbs.add_zones, boxes=[Box(300, 300, 90, 90)], like=[like])
    copy = work.zone(made)
    assert (copy.label, copy.link, copy.locked) == (like.label, like.link, False)


def test_a_copy_from_another_shop_loses_a_target_that_is_not_here(work) -> None:
    link = {"action": "coupon_claim", "target": "cpn_elsewhere"}
    foreign = msgspec.convert(zone("zon_x", 0, 0, 0.1, 0.1, link=link), Zone)
    (made,) = work.do(verbs.add_zones, boxes=[Box(0, 0, 90, 90)], like=[foreign])
    assert work.zone(made).link.action == "coupon_claim"
    assert work.zone(made).link.target == ""


def test_a_picture_holds_no_more_than_its_kind_allows() -> None:
    work = Work([zone(f"zon_{n}", 0, 0, 0.1, 0.1) for n in range(39)])
    with pytest.raises(RefusedError, match="at most 40 zones"):
        work.do(verbs.add_zones, boxes=[Box(0, 0, 9, 9), Box(9, 9, 9, 9)])
    assert len(work.do(verbs.add_zones, boxes=[Box(0, 0, 9, 9)])) == 1


def test_a_burst_of_moves_is_one_step(work) -> None:
    for x in (10, 20, 30):
        work.do(verbs.place_zones, boxes={"zon_a": Box(x, 5, 300, 200)}, burst="drag")
    assert work.boxes()["zon_a"] == (30, 5, 300, 200)
    work.undone()


def test_a_copy_and_its_drag_are_one_step(work) -> None:
    (made,) = work.do(verbs.add_zones, boxes=[Box(0, 0, 300, 200)], burst="drag")
    work.do(verbs.place_zones, boxes={made: Box(40, 40, 300, 200)}, burst="drag")
    work.undone()


def test_a_gesture_that_is_given_up_leaves_nothing_to_undo(work) -> None:
    found = work.document.get("var_zones", Variant)
    work.do(verbs.place_zones, boxes={"zon_a": Box(90, 5, 300, 200)}, burst="drag")
    verbs.give_up(work.document, spot=ZONES, before=found, burst="drag")
    assert dict(work.document.records) == work.before
    assert work.document.undo() is None


def test_locked_zones_stay_where_they_are(work) -> None:
    work.do(verbs.lock_zones, zones=["zon_a"], locked=True)
    work.do(verbs.place_zones, boxes={key: Box(5, 5, 50, 50) for key in ("zon_a", "zon_b")})
    assert work.boxes()["zon_a"] == (0, 0, 300, 200)
    assert work.boxes()["zon_b"] == (5, 5, 50, 50)
    work.do(verbs.remove_zones, zones=["zon_a", "zon_c"])
    assert set(work.boxes()) == {"zon_a", "zon_b"}
    with pytest.raises(RefusedError, match="locked"):
        work.do(verbs.remove_zones, zones=["zon_a"])
    work.do(verbs.lock_zones, zones=["zon_a"], locked=False)
    work.do(verbs.remove_zones, zones=["zon_a"])
    work.undone(5)


def test_several_zones_do_the_same(work) -> None:
    work.do(verbs.lead_zones, zones=["zon_a", "zon_c"], link={"action": "service"})
    assert [one.link.action for one in work.picture.value.zones] == ["service", "item", "service"]
    work.undone()


def test_a_zone_is_named_in_one_step_however_often_it_is_typed(work) -> None:
    for text in ("茶", "茶罐", "茶罐子"):
        work.do(verbs.name_zone, zone="zon_b", label=text)
    assert work.zone("zon_b").label == "茶罐子"
    work.undone()


def test_the_reading_order_is_the_lists(work) -> None:
    work.do(verbs.order_zone, zone="zon_c", index=0)
    assert [one.id for one in work.picture.value.zones] == ["zon_c", "zon_a", "zon_b"]
    work.undone()


def test_zones_stay_at_their_fractions_on_another_picture(work) -> None:
    before = [(one.x, one.y, one.w, one.h) for one in work.picture.value.zones]
    work.do(verbs.show_picture, asset="ast_art")
    assert [(one.x, one.y, one.w, one.h) for one in work.picture.value.zones] == before
    assert work.picture.value.image.alt == "山"


@pytest.mark.parametrize(
    ("start", "mend", "end"),
    [
        ((0.9, 0.1, 0.2, 0.2), "inside", (960, 80, 240, 160)),
        ((0.5, 0.5, 0.05, 0.05), "grow", (554, 344, 151, 151)),
        ((0.2, 0.1, 0.2, 0.2), "part", (300, 80, 240, 160)),
    ],
)
def test_what_is_wrong_with_a_place_is_mended_safely(start, mend, end) -> None:
    work = Work([zone("zon_x", *start), zone("zon_a", 0, 0, 0.25, 0.25)])
    work.do(verbs.mend_zone, zone="zon_x", mend=mend, least=151)
    assert work.boxes()["zon_x"] == end
    work.undone()


def test_what_is_not_there_is_said(work) -> None:
    with pytest.raises(NotFoundError, match="no zone “zon_x”"):
        work.do(verbs.name_zone, zone="zon_x", label="x")
    with pytest.raises(NotFoundError, match="no setting “headline”"):
        picture_at(work.document, verbs.Spot("var_zones", "headline"), library=LIBRARY)


PLACES = st.builds(
    Box, st.integers(-300, 1500), st.integers(-300, 1100), st.integers(1, 1400),
    st.integers(1, 900),
)  # fmt: skip
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), PLACES), st.tuples(st.just("place"), PLACES),
        st.tuples(st.just("remove"), st.none()), st.tuples(st.just("lock"), st.booleans()),
        st.tuples(st.just("lead"), st.sampled_from(["service", "follow", "second_floor"])),
        st.tuples(st.just("order"), st.integers(0, 5)),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(EDITS, st.randoms())
def test_after_anything_zones_lie_inside_and_undo_returns_to_the_start(edits, random) -> None:
    work = Work()
    for verb, given_ in edits:
        keys = list(work.boxes())
        key = random.choice(keys) if keys else None
        try:
            if verb == "add":
                work.do(verbs.add_zones, boxes=[given_])
            elif key is None:
                continue
            elif verb == "place":
                work.do(verbs.place_zones, boxes={key: given_})
            elif verb == "remove":
                work.do(verbs.remove_zones, zones=[key])
            elif verb == "lock":
                work.do(verbs.lock_zones, zones=[key], locked=given_)
            elif verb == "lead":
                work.do(verbs.lead_zones, zones=[key], link={"action": given_})
            else:
                work.do(verbs.order_zone, zone=key, index=given_)
        except RefusedError:
            assert work.zone(key).locked
        LIBRARY.kinds["hot_zones"].check(work.document.records["var_zones"].settings)
        assert all(box == box.inside((1200, 800)) for box in work.picture.boxes.values())
    while work.document.undo():
        pass
    assert dict(work.document.records) == work.before


def test_a_zone_of_a_preset_has_its_link_untouched() -> None:
    work = Work()
    assert work.zone("zon_a").link == msgspec.convert(LINK, type(work.zone("zon_a").link))
