"""A rule reads as a sentence: whom, when, and what they see."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer import language
from designer.document.queries import slot
from designer.records import (
    ALWAYS,
    AllOf,
    AnyOf,
    Between,
    Condition,
    During,
    Hide,
    InSegment,
    Leaf,
    Not,
    Rule,
    Run,
    Show,
)
from tests.widgets.inspector import scene
from widgets.rules.wording import (
    audience_words,
    choice_letter,
    choice_words,
    day,
    default_words,
    segments_of,
    short_choice,
    simple_parts,
    window_dates,
    window_words,
    words_of,
)

ZONE = "Asia/Shanghai"
GEN_Z, VIDEO = InSegment(segment="seg_genz"), InSegment(segment="seg_video")
YOUNG = Leaf(attribute="age", operator="less_than", value=25)


@pytest.fixture
def document(session):
    return session.document


@pytest.fixture
def hero(document):
    return slot(document, "mod_hero")


def said(document, hero, **parts) -> str:
    rule = Rule(id="rul_x", **{"outcome": Show(variant="var_b"), **parts})
    return words_of(document, hero, rule).plain()


@pytest.mark.parametrize(
    ("audience", "start"),
    [
        (AllOf(), "Everybody →"),
        (GEN_Z, "Gen Z →"),
        (AllOf(of=(GEN_Z,)), "Gen Z →"),
        (AllOf(of=(GEN_Z, VIDEO)), "Gen Z and 偏好短视频 →"),
        (AnyOf(of=(GEN_Z, VIDEO)), "Gen Z or 偏好短视频 →"),
        (Not(of=GEN_Z), "not in Gen Z →"),
    ],
)
def test_an_audience_is_named_by_its_segments(document, hero, audience, start) -> None:
    assert said(document, hero, audience=audience).startswith(start)


def test_an_audience_of_its_own_is_told_in_words_with_the_colours_it_rests_on(document) -> None:
    audience = AllOf(of=(GEN_Z, YOUNG))
    names, joint, colours = audience_words(document, audience, segments_of(document))
    assert len(names) == 1
    assert "Gen Z" in names[0]
    assert "25" in names[0]
    assert joint == ""
    assert colours == ("#3b5bfd",)


@pytest.mark.parametrize(
    ("outcome", "end"),
    [
        (Show(variant="var_b"), "→ variant B “冷泡”"),
        (Hide(), "→ hidden"),
        (Run(experiment="exp_first", arms={"arm_a": "var_a"}), "→ experiment “首单利益点”"),
    ],
)
def test_an_outcome_says_what_is_seen(document, hero, outcome, end) -> None:
    assert said(document, hero, outcome=outcome).endswith(end)


def test_an_experiment_says_how_it_splits_and_hidden_arms_are_a_dash(document, hero) -> None:
    outcome = Run(experiment="exp_first", arms={"arm_a": "var_a", "arm_b": "hidden"})
    words = words_of(document, hero, Rule(id="r", outcome=outcome))
    assert words.detail == "A 50 / – 50 · coverage 80%"
    assert words.terms() == words.detail, "“all the time” goes without saying"
    phase = During(phases=("pha_peak",))
    words = words_of(document, hero, Rule(id="r", outcome=outcome, window=phase))
    assert words.terms() == "双11 爆发 · A 50 / – 50 · coverage 80%"


def test_names_cannot_smuggle_markup_into_a_card(document, hero) -> None:
    segment = document.records["seg_genz"]
    with document.transaction("rename"):
        document.put(msgspec.structs.replace(segment, name="<b>x</b>"))
    words = words_of(document, hero, Rule(id="r", outcome=Hide(), audience=GEN_Z))
    assert "&lt;b&gt;x" in words.rich()


def test_everybody_else_is_everybody_when_there_is_no_rule(document, hero) -> None:
    assert default_words(document, hero).plain() == "Everybody else → variant A “秋茶上新”"
    assert default_words(document, slot(document, "mod_title")).plain().startswith("Everybody →")


def test_a_page_shows_layouts_and_a_module_variants(document, hero) -> None:
    page = slot(document, "page_home")
    assert choice_words(document, page, "lay_peak") == "layout “双11 爆发版”"
    assert short_choice(document, page, "lay_peak") == "双11 爆发版"
    assert short_choice(document, hero, "var_c") == "variant C"
    assert short_choice(document, hero, "hidden") == "hidden"
    assert choice_letter(hero, "var_gone") == "?"


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (ALWAYS, "All the time"),
        (Between(start=scene.at(11, 1)), "from 11-01"),
        (Between(end=scene.at(11, 11)), "until 11-10"),
        (Between(start=scene.at(11, 1), end=scene.at(11, 11)), "11-01 to 11-10"),
        (
            Between(start=scene.at(11, 1, 20), end=scene.at(11, 10, 22)),
            "11-01 20:00 to 11-10 22:00",
        ),
        (During(phases=("pha_warmup",)), "双11 预热"),
        (During(phases=("pha_warmup", "pha_peak")), "双11 预热, 双11 爆发"),
        (During(phases=()), "No phase chosen"),
    ],
)
def test_a_window_is_told_as_people_say_it(document, window, words) -> None:
    assert window_words(document, window) == words


def test_the_days_of_a_phase_can_be_told(document) -> None:
    assert window_dates(document, During(phases=("pha_peak",))) == "11-10 20:00 to 11-11"


def test_in_chinese_the_words_are_chinese(document, hero) -> None:
    language.use("zh_CN")
    assert said(document, hero, audience=AnyOf(of=(GEN_Z, VIDEO))) == (
        "Gen Z 或 偏好短视频 → 变体 B「冷泡」"
    )
    assert window_words(document, ALWAYS) == "全时段"
    assert (
        window_words(document, During(phases=("pha_warmup", "pha_peak"))) == "双11 预热、双11 爆发"
    )


@given(st.integers(0, 10 * 366 * 24 * 60))
def test_an_end_is_never_told_later_than_it_is(minutes) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    told = day(moment, ZONE, closing=moment)
    local = moment + timedelta(hours=8)
    last = local - timedelta(minutes=1)
    assert told in (local.strftime("%m-%d %H:%M"), last.strftime("%m-%d"))
    assert ("%H" in told) is False
    assert (" " in told) == ((local.hour, local.minute) != (0, 0))


segments = st.sampled_from([GEN_Z, VIDEO])


@given(st.lists(segments, min_size=1, max_size=4), st.sampled_from([AllOf, AnyOf]))
def test_groups_of_segments_alone_are_simple_and_others_are_not(parts, group) -> None:
    audience: Condition = group(of=tuple(parts))
    assert simple_parts(audience)[0] == tuple(part.segment for part in parts)
    assert simple_parts(group(of=(*parts, YOUNG)))[0] is None
    assert simple_parts(Not(of=audience))[0] is None


def test_any_of_nothing_is_nobody_and_not_everybody() -> None:
    assert simple_parts(AnyOf())[0] is None
    assert simple_parts(AllOf())[0] == ()


def test_an_experiment_on_layouts_names_them_and_a_note_is_kept_beside(document) -> None:
    page = slot(document, "page_home")
    outcome = Run(experiment="exp_first", arms={"arm_a": "lay_daily", "arm_b": "lay_peak"})
    words = words_of(document, page, Rule(id="r", outcome=outcome, note="for the board"))
    assert words.detail == "双11 预热版 50 / 双11 爆发版 50 · coverage 80%"
    assert words.terms().endswith("· for the board")
