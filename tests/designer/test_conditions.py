"""Audience conditions mean exactly one thing, say it, and refuse what does not fit the shop."""

from __future__ import annotations

import msgspec
import pytest

from designer import language
from designer.conditions import (
    attributes_in,
    check,
    check_dictionary,
    consumer_from,
    cycle,
    matches,
    segments_in,
    sentence,
    trace,
)
from designer.errors import InvalidError, NotFoundError
from designer.records import (
    ANONYMOUS,
    EVERYBODY,
    AllOf,
    AnyOf,
    Attribute,
    AttributeChoice,
    Consumer,
    InSegment,
    Label,
    Leaf,
    Not,
    Segment,
    Shop,
    Theme,
)


def choices(**labels: tuple[str, str]) -> tuple[AttributeChoice, ...]:
    return tuple(
        AttributeChoice(key=k, label=Label(zh=zh, en=en)) for k, (zh, en) in labels.items()
    )


SHOP = Shop(
    id="shop",
    name="Shop",
    theme=Theme(colours={}),
    attributes=(
        Attribute(
            key="gender",
            type="enum",
            label=Label(zh="性别", en="Gender"),
            choices=choices(f=("女", "female"), m=("男", "male")),
        ),
        Attribute(key="age", type="number", label=Label(zh="年龄", en="Age"), unit="岁"),
        Attribute(key="fan", type="bool", label=Label(zh="粉丝", en="Fan")),
        Attribute(key="city", type="text", label=Label(zh="城市", en="City")),
        Attribute(
            key="likes",
            type="tags",
            label=Label(zh="内容偏好", en="Likes"),
            choices=choices(
                video=("短视频", "video"), live=("直播", "live"), text=("图文", "text")
            ),
        ),
    ),
)
GEN_Z = Segment(
    id="seg_z",
    name="Gen Z",
    colour="#e7f",
    when=Leaf(attribute="age", operator="less_than", value=25),
)
FANS = Segment(
    id="seg_fans",
    name="粉丝",
    colour="#e7f",
    when=AllOf(of=(Leaf(attribute="fan", operator="is", value=True), InSegment(segment="seg_z"))),
)
SEGMENTS = {"seg_z": GEN_Z, "seg_fans": FANS}
LI = Consumer(
    id="c1",
    attributes={"gender": "f", "age": 23, "fan": False, "city": "杭州", "likes": ("video",)},
)


def leaf(attribute: str, operator: str, value: object = None) -> Leaf:
    return Leaf(attribute=attribute, operator=operator, value=value)  # type: ignore[arg-type]


def all_of(*parts) -> AllOf:
    return AllOf(of=parts)


def any_of(*parts) -> AnyOf:
    return AnyOf(of=parts)


def within(segment: str) -> InSegment:
    return InSegment(segment=segment)


FAN = leaf("fan", "is", True)
FEMALE = leaf("gender", "is", "f")


def holds(condition, consumer=LI) -> bool:
    held = matches(condition, consumer, segments=SEGMENTS)
    assert trace(condition, consumer, segments=SEGMENTS).held is held
    return held


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        (leaf("gender", "is", "f"), True),
        (leaf("gender", "is", "m"), False),
        (leaf("gender", "any_of", ("m", "f")), True),
        (leaf("gender", "any_of", ()), False),
        (leaf("gender", "none_of", ("m",)), True),
        (leaf("gender", "none_of", ("f",)), False),
        (leaf("gender", "none_of", ()), True),
        (leaf("city", "is", "杭州"), True),
        (leaf("age", "between", (23, 24)), True),
        (leaf("age", "between", (22, 23)), False),
        (leaf("age", "at_least", 23), True),
        (leaf("age", "less_than", 23), False),
        (leaf("fan", "is", False), True),
        (leaf("fan", "is", True), False),
        (leaf("likes", "has_any", ("live", "video")), True),
        (leaf("likes", "has_any", ()), False),
        (leaf("likes", "has_all", ("live", "video")), False),
        (leaf("likes", "has_all", ()), True),
        (leaf("likes", "has_none", ("live",)), True),
        (leaf("likes", "has_none", ("video",)), False),
        (leaf("age", "known"), True),
        (leaf("age", "unknown"), False),
        (leaf("id", "in_list", ("c1", "c2")), True),
        (leaf("id", "in_list", ("c2",)), False),
        (InSegment(segment="seg_z"), True),
        (InSegment(segment="seg_fans"), False),
        (Not(of=InSegment(segment="seg_fans")), True),
        (EVERYBODY, True),
        (AnyOf(), False),
    ],
)
def test_each_operator_means_what_it_says(condition, held):
    assert holds(condition) is held


NOBODY_KNOWN = [
    leaf("gender", "is", "f"), leaf("gender", "none_of", ("m",)), leaf("age", "less_than", 30),
    leaf("age", "at_least", 0), leaf("fan", "is", False), leaf("likes", "has_none", ("live",)),
    leaf("likes", "has_all", ()), leaf("age", "known"), leaf("id", "in_list", ("",)),
    leaf("id", "known"),
]  # fmt: skip


@pytest.mark.parametrize("condition", NOBODY_KNOWN)
def test_an_anonymous_visitor_matches_no_leaf_not_even_a_negative_one(condition):
    assert not holds(condition, ANONYMOUS)
    assert holds(Not(of=condition), ANONYMOUS)


def test_an_anonymous_visitor_matches_unknown_and_empty_audiences():
    for condition in (EVERYBODY, leaf("age", "unknown"), leaf("id", "unknown")):
        assert holds(condition, ANONYMOUS)
    assert holds(leaf("id", "unknown"), Consumer(id="", attributes={"age": 3}))


def test_no_tags_is_not_the_same_as_unknown_tags():
    nothing = Consumer(id="c2", attributes={"likes": ()})
    assert holds(leaf("likes", "known"), nothing)
    assert holds(leaf("likes", "has_none", ("live",)), nothing)


def test_yes_and_one_are_different_values():
    assert not holds(leaf("fan", "is", True), Consumer(id="c", attributes={"fan": 1}))
    assert not holds(leaf("age", "at_least", 0), Consumer(id="c", attributes={"age": True}))


def test_the_trace_shows_every_part_with_the_consumers_values():
    verdict = trace(
        AnyOf(of=(InSegment(segment="seg_fans"), leaf("age", "unknown"))), LI, segments=SEGMENTS
    )
    in_fans, unknown_age = verdict.parts
    both = in_fans.parts[0]
    assert [verdict.held, in_fans.held, both.held, unknown_age.held] == [False] * 4
    assert [part.held for part in both.parts] == [False, True]
    assert both.parts[0].value is False
    assert both.parts[1].parts[0].value == 23
    assert msgspec.json.decode(msgspec.json.encode(verdict))["parts"][1]["value"] == 23


def test_a_missing_segment_is_named():
    with pytest.raises(NotFoundError, match="seg_gone"):
        matches(InSegment(segment="seg_gone"), LI, segments=SEGMENTS)


# ---- checks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (leaf("height", "at_least", 1), "“height” is not in the attribute dictionary"),
        (leaf("age", "is", 3), "“age” cannot take “is”, only between, at_least, less_than, known"),
        (leaf("age", "between", (3, 3)), "two numbers, the lower one first"),
        (leaf("age", "between", (3,)), "two numbers"),
        (leaf("age", "at_least", "3"), "a number"),
        (leaf("age", "at_least", True), "a number"),
        (leaf("age", "less_than", float("nan")), "a number"),
        (leaf("age", "less_than", 2**53 + 2), "a number"),
        (leaf("fan", "is", 1), "yes or no"),
        (leaf("fan", "is", "yes"), "yes or no"),
        (leaf("gender", "is", ("f",)), "one text"),
        (leaf("gender", "is", "x"), "“x” is not a declared value of “gender”"),
        (leaf("gender", "any_of", ("f", "x")), "“x” is not a declared value"),
        (leaf("likes", "has_any", "video"), "a list of texts"),
        (leaf("likes", "has_any", (1,)), "a list of texts"),
        (leaf("likes", "known", "video"), "no value"),
        (leaf("id", "is", "c1"), "only in_list, known, unknown"),
        (InSegment(segment="seg_gone"), "there is no segment “seg_gone”"),
    ],
)
def test_what_does_not_fit_the_shop_is_refused_with_the_place(condition, said):
    nested = AllOf(of=(EVERYBODY, AnyOf(of=(condition,))))
    with pytest.raises(InvalidError, match=said):
        check(condition, shop=SHOP, segments=SEGMENTS)
    with pytest.raises(InvalidError, match=r"In part 2\.1 of the condition"):
        check(nested, shop=SHOP, segments=SEGMENTS)


def test_what_fits_passes():
    fine = AllOf(of=(
        leaf("gender", "none_of", ("m",)), leaf("age", "between", (18, 25.5)),
        Not(of=leaf("likes", "has_all", ("video", "live"))), leaf("city", "any_of", ("杭州",)),
        InSegment(segment="seg_fans"), leaf("id", "in_list", ()), leaf("fan", "unknown"),
    ))  # fmt: skip
    check(fine, shop=SHOP, segments=SEGMENTS)


def test_a_tower_of_groups_is_refused_before_it_can_hurt():
    tower = EVERYBODY
    for _ in range(100):
        tower = Not(of=tower)
    with pytest.raises(InvalidError, match="levels"):
        check(tower, shop=SHOP, segments=SEGMENTS)


def test_segments_and_attributes_of_a_condition_are_found_at_any_depth():
    condition = AllOf(
        of=(
            AnyOf(of=(leaf("age", "known"), InSegment(segment="seg_z"))),
            Not(of=InSegment(segment="seg_fans")),
        )
    )
    assert segments_in(condition) == {"seg_z", "seg_fans"}
    assert attributes_in(condition) == {"age"}


def ring(**uses: str) -> dict[str, Segment]:
    return {
        name: Segment(id=name, name=name, colour="#e7f", when=any_of(*map(within, used.split())))
        for name, used in uses.items()
    }


def test_rings_of_segments_are_found_and_named_in_order():
    assert cycle(ring(a="b c", b="c", c="")) == ()
    assert cycle(ring(a="a")) == ("a",)
    assert cycle(ring(x="a", a="b", b="c d", c="", d="a")) == ("a", "b", "d")
    assert cycle(ring(a="gone")) == ()


# ---- consumers and the dictionary ---------------------------------------------------------------


def test_a_consumer_is_read_from_plain_data():
    data = {"id": "c1", "gender": "f", "age": 23, "fan": False, "city": "", "likes": ["video"]}
    made = consumer_from({**data, "city": None}, shop=SHOP)
    assert made == consumer_from(data, shop=SHOP)
    assert made.attributes == {"gender": "f", "age": 23, "fan": False, "likes": ("video",)}
    assert consumer_from({}, shop=SHOP) == ANONYMOUS


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"id": 7}, "id must be a text"),
        ({"height": 170}, "“height” is not in the shop's"),
        ({"age": "23"}, "“age” needs a number"),
        ({"age": True}, "“age” needs a number"),
        ({"fan": 0}, "“fan” needs yes or no"),
        ({"gender": "x"}, "“x” is not a declared value of “gender”; declared are f, m"),
        ({"likes": "video"}, "“likes” needs a list"),
        ({"likes": ["video", "radio"]}, "“radio” is not a declared value"),
    ],
)
def test_a_consumer_that_does_not_fit_is_refused(data, said):
    with pytest.raises(InvalidError, match=said):
        consumer_from(data, shop=SHOP)


@pytest.mark.parametrize("key", ["", " age", "a.b", "$in", "id", "now", "age"])
def test_an_attribute_no_export_can_carry_is_refused(key):
    extra = Attribute(key=key, type="number", label=Label(zh="一", en="one"))
    with pytest.raises(InvalidError, match="attribute"):
        check_dictionary(msgspec.structs.replace(SHOP, attributes=(*SHOP.attributes, extra)))
    check_dictionary(SHOP)


def test_a_choice_that_stands_twice_is_refused():
    twice = msgspec.structs.replace(SHOP.attributes[0], choices=SHOP.attributes[0].choices * 2)
    with pytest.raises(InvalidError, match="stands twice"):
        check_dictionary(msgspec.structs.replace(SHOP, attributes=(twice,)))


# ---- words --------------------------------------------------------------------------------------


SENTENCES = [
    (EVERYBODY, "所有人", "everybody"),
    (AnyOf(), "没有人", "nobody"),
    (
        all_of(within("seg_z"), leaf("likes", "has_any", ("video",))),
        "Gen Z 且 内容偏好包含短视频",
        "Gen Z and Likes with video",
    ),
    (leaf("age", "between", (18, 25)), "年龄满 18 岁、不到 25 岁", "Age from 18 岁 to under 25 岁"),
    (leaf("age", "at_least", 60.5), "年龄不低于 60.5 岁", "Age at least 60.5 岁"),
    (FAN, "粉丝：是", "Fan: yes"),
    (
        leaf("likes", "has_all", ("video", "live", "text")),
        "内容偏好同时包含短视频、直播和图文",
        "Likes with all of video, live and text",
    ),
    (leaf("gender", "any_of", ("f", "m")), "性别为女或男", "Gender is female or male"),
    (leaf("id", "in_list", ("a", "b")), "消费者编号在 2 人名单中", "Consumer id among 2 listed"),
    (Not(of=within("seg_z")), "不属于 Gen Z", "not in Gen Z"),
    (Not(of=leaf("age", "known")), "不符合“年龄已知”", "not “Age known”"),
    (
        all_of(FEMALE, any_of(FAN, leaf("age", "unknown"))),
        "性别为女 且 要么 粉丝：是、要么 年龄未知",
        "Gender is female and either Fan: yes or else Age unknown",
    ),
    (
        any_of(all_of(FEMALE, leaf("fan", "known")), within("seg_z")),
        "性别为女 且 粉丝已知，或者 Gen Z",
        "Gender is female and Fan known, or Gen Z",
    ),
]


@pytest.mark.parametrize(("condition", "zh", "en"), SENTENCES)
def test_a_condition_reads_as_a_sentence(condition, zh, en):
    assert sentence(condition, shop=SHOP, segments=SEGMENTS) == en
    language.use("zh_CN")
    assert sentence(condition, shop=SHOP, segments=SEGMENTS) == zh


def test_a_sentence_never_shows_brackets_or_keys_it_has_words_for():
    not_male = Not(of=all_of(leaf("gender", "none_of", ("m",)), EVERYBODY))
    deep = any_of(FEMALE, all_of(FAN, any_of(leaf("age", "known"), not_male)))
    said = sentence(deep, shop=SHOP, segments=SEGMENTS)
    assert said == (
        "Gender is female, or Fan: yes and “either Age known or else "
        "not “Gender is known and not male and everybody””"
    )
    assert not set("()[]{}<>") & set(said)


def test_a_long_list_is_cut_short_and_counted():
    many = leaf("city", "any_of", tuple(f"city {n}" for n in range(40)))
    said = sentence(many, shop=SHOP, segments=SEGMENTS)
    assert said == "City is city 0, city 1, city 2, city 3, city 4 and 35 more"


def test_words_do_not_fail_on_what_no_longer_exists():
    gone = AllOf(of=(leaf("height", "at_least", 1), InSegment(segment="seg_gone")))
    assert sentence(gone, shop=SHOP, segments={}) == "height at least 1 and seg_gone"
