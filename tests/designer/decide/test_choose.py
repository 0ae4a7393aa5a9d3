"""The first rule whose window, audience and traffic all take the consumer decides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.decide.bucket import bucket
from designer.decide.choose import choose, decide_page, explain, traffic
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.errors import NotFoundError
from designer.records import (
    ANONYMOUS,
    HIDDEN,
    Arm,
    Between,
    Campaign,
    Consumer,
    During,
    Experiment,
    Floor,
    Hide,
    Holdout,
    Layer,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Page,
    Phase,
    Rule,
    Run,
    Shop,
    Show,
    Theme,
)
from tests.designer.random_shops import ATTRIBUTES, INSTANTS, consumers, shops

START = datetime(2026, 11, 11, 0, 0, tzinfo=UTC)
END = START + timedelta(days=1)
NOON = START + timedelta(hours=12)
YOUNG = Leaf(attribute="age", operator="less_than", value=25)
TEST = Experiment(
    id="exp_1", key="hero-test", name="Hero", coverage=0.8,
    arms=(Arm(id="arm_a", name="A", weight=0.5), Arm(id="arm_b", name="B", weight=0.5)),
)  # fmt: skip
RUN = Run(experiment="exp_1", arms={"arm_a": "var_a", "arm_b": "var_b"})
PEAK = Phase(id="ph_peak", name="爆发", type="peak", start=START, end=END)


def rule(name: str, outcome, **fields) -> Rule:
    return Rule(id=name, outcome=outcome, **fields)


def book(*rules: Rule, experiment=TEST, holdout=Holdout(), page_rules=()) -> Rulebook:  # noqa: B008
    hero = Module(
        id="mod_hero", kind="poster", name="Hero", variants=("var_a", "var_b"), default="var_a",
        rules=rules,
    )  # fmt: skip
    other = Module(id="mod_2", kind="poster", name="2", variants=("var_2",), default=HIDDEN)
    shop = Shop(
        id="shop", name="S", theme=Theme(colours={}), attributes=ATTRIBUTES, holdout=holdout
    )
    page = Page(
        id="page_home", name="首页", type="home", layouts=("lay_a", "lay_b"), default="lay_a",
        rules=page_rules,
    )  # fmt: skip
    floors = (Floor(id="flr_1", level=1, modules=("mod_hero",)), Floor(id="flr_2", level=2))
    return Rulebook.of(Document([
        shop, page, hero, other, experiment, *floors,
        Floor(id="flr_3", level=1, modules=("mod_2",)),
        Layout(id="lay_a", name="A", floors=("flr_2", "flr_1")),
        Layout(id="lay_b", name="B", floors=("flr_3",)),
        Layer(id="lyr_1", name="L", seed="layer"),
        Campaign(id="cmp_1", name="双11", phases=(PEAK,)),
    ]))  # fmt: skip


def hero(rules: Rulebook, consumer=ANONYMOUS, now=NOON, **more) -> str:
    choice = choose("mod_hero", consumer, now, book=rules, **more)
    assert explain("mod_hero", consumer, now, book=rules, **more).choice == choice
    return choice


def aged(age: int, name: str = "c1") -> Consumer:
    return Consumer(id=name, attributes={"age": age})


def test_the_first_rule_that_takes_the_consumer_decides():
    rules = book(rule("r1", Show(variant="var_b"), audience=YOUNG), rule("r2", Hide()))
    assert hero(rules, aged(20)) == "var_b"
    assert hero(rules, aged(40)) == HIDDEN
    assert hero(book(), aged(20)) == "var_a"


@pytest.mark.parametrize("window", [Between(start=START, end=END), During(phases=("ph_peak",))])
def test_a_window_holds_its_start_and_not_its_end(window):
    rules = book(rule("r1", Hide(), window=window))
    tick = timedelta(microseconds=1)
    shown = [hero(rules, now=now) for now in (START - tick, START, END - tick, END)]
    assert shown == ["var_a", HIDDEN, HIDDEN, "var_a"]


def test_open_ends_and_phases_that_are_gone():
    assert hero(book(rule("r", Hide(), window=Between(start=START)))) == HIDDEN
    assert hero(book(rule("r", Hide(), window=Between(end=START)))) == "var_a"
    assert hero(book(rule("r", Hide(), window=During(phases=("ph_gone",))))) == "var_a"
    assert hero(book(rule("r", Hide(), window=During(phases=())))) == "var_a"


def test_an_instant_is_the_same_in_every_time_zone():
    from zoneinfo import ZoneInfo

    rules = book(rule("r1", Hide(), window=Between(start=START, end=END)))
    shanghai = ZoneInfo("Asia/Shanghai")
    assert hero(rules, now=START.astimezone(shanghai)) == HIDDEN
    assert hero(rules, now=END.astimezone(shanghai)) == "var_a"


def arm_of(consumer: str) -> str | None:
    number = bucket("hero-test", consumer)
    return "arm_a" if number < 4000 else "arm_b" if 5000 <= number < 9000 else None


def test_an_experiment_gives_its_arms_by_bucket_and_passes_the_rest_on():
    rules = book(rule("r1", RUN), rule("r2", Hide()))
    by_arm = {"arm_a": "var_a", "arm_b": "var_b", None: HIDDEN}
    people = [f"c{n:07}" for n in range(300)]
    assert {arm_of(p) for p in people} == set(by_arm)
    for person in people:
        assert hero(rules, aged(30, person)) == by_arm[arm_of(person)]


def test_an_anonymous_visitor_takes_part_in_no_experiment():
    rules = book(rule("r1", RUN), rule("r2", Hide()))
    assert hero(rules) == HIDDEN
    assert hero(rules, Consumer(id="", attributes={"age": 3})) == HIDDEN
    assert explain("mod_hero", ANONYMOUS, NOON, book=rules).tried[0].traffic.why == "anonymous"


def test_the_holdout_takes_its_share_out_of_every_experiment_and_of_nothing_else():
    held = book(
        rule("r1", RUN), rule("r2", Show(variant="var_b")), holdout=Holdout(share=0.3, seed="h")
    )
    for n in range(200):
        found = traffic(TEST, aged(1, f"c{n}"), book=held)
        assert (found.why == "holdout") == (bucket("h", f"c{n}") < 3000)
        if found.why == "holdout":
            assert hero(held, aged(1, f"c{n}")) == "var_b"


def test_experiments_on_disjoint_slices_share_no_consumer():
    def sliced(name: str, start: float, end: float) -> Experiment:
        part = LayerSlice(layer="lyr_1", start=start, end=end)
        return msgspec.structs.replace(TEST, id=name, key=name, slice=part, coverage=1.0)

    rules = book()
    first, second = sliced("exp_a", 0, 0.4), sliced("exp_b", 0.4, 1)
    for n in range(200):
        arms = [traffic(e, aged(1, f"c{n}"), book=rules).arm for e in (first, second)]
        assert sum(arm is not None for arm in arms) == 1
        assert (arms[0] is not None) == (bucket("layer", f"c{n}") < 4000)


def test_a_preview_forces_an_arm_but_never_the_audience_or_the_window():
    window = Between(start=START, end=END)
    rules = book(rule("r1", RUN, audience=YOUNG, window=window), rule("r2", Hide()))
    forced = {"exp_1": "arm_b"}
    assert {hero(rules, aged(20, f"c{n}"), arms=forced) for n in range(50)} == {"var_b"}
    assert hero(rules, Consumer(attributes={"age": 20}), arms=forced) == "var_b"
    assert hero(rules, aged(40), arms=forced) == HIDDEN
    assert hero(rules, aged(20), END, arms=forced) == HIDDEN
    assert hero(rules, Consumer(attributes={"age": 20}), arms={"exp_1": "arm_gone"}) == HIDDEN


def test_the_page_chooses_its_layout_and_only_that_layouts_modules_are_decided():
    rules = book(page_rules=(rule("p1", Show(variant="lay_b"), audience=YOUNG),))
    young = decide_page("page_home", aged(20), NOON, book=rules)
    old = decide_page(rules.page("page_home"), aged(40), NOON, book=rules)
    assert (young.layout, dict(young.choices)) == ("lay_b", {"mod_2": HIDDEN})
    assert (old.layout, dict(old.choices)) == ("lay_a", {"mod_hero": "var_a"})


def test_the_trace_tells_every_rule_up_to_the_one_that_decided():
    window = Between(start=END)
    rules = book(
        rule("r1", Hide(), window=window), rule("r2", Hide(), audience=YOUNG), rule("r3", RUN),
        rule("r4", Hide()), rule("r5", Show(variant="var_a")),
        experiment=msgspec.structs.replace(TEST, coverage=0.0),
    )  # fmt: skip
    told = explain("mod_hero", aged(40), NOON, book=rules)
    assert (told.choice, told.rule) == (HIDDEN, "r4")
    assert [tried.rule for tried in told.tried] == ["r1", "r2", "r3", "r4"]
    closed, young, test, last = told.tried
    assert (closed.open, closed.audience.held, closed.choice) == (False, True, None)
    assert (young.open, young.audience.held, young.audience.value) == (True, False, 40)
    assert (test.traffic.why, test.traffic.bucket) == ("coverage", bucket("hero-test", "c1"))
    assert [r.arm for r in test.traffic.ranges] == ["arm_a", "arm_b"]
    assert last.choice == HIDDEN


def test_the_trace_is_plain_json():
    rules = book(rule("r1", RUN), holdout=Holdout(share=1.0))
    told = msgspec.json.decode(msgspec.json.encode(explain("mod_hero", aged(3), NOON, book=rules)))
    gate = told["tried"][0]["traffic"]["holdout"]
    assert told["tried"][0]["traffic"]["why"] == "holdout"
    assert (gate["start"], gate["end"], gate["passed"]) == (1.0, 1.0, False)
    assert gate["bucket"] == bucket("holdout", "c1")


def test_what_is_not_there_is_named():
    for ask in (lambda: decide_page("page_x", ANONYMOUS, NOON, book=book()),
                lambda: choose("mod_x", ANONYMOUS, NOON, book=book())):  # fmt: skip
        with pytest.raises(NotFoundError, match="_x"):
            ask()


def test_the_rulebook_does_not_follow_later_edits():
    document = Document([*book().modules.values()])
    shop = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=())
    document = Document([shop, *document.records.values()])
    frozen = Rulebook.of(document)
    with document.transaction("Take the hero away"):
        document.remove("mod_hero")
    assert "mod_hero" in frozen.modules


def test_modules_stand_floor_one_first_and_slots_hold_every_layout():
    rules = book()
    assert [m.id for m in rules.modules_on("lay_a")] == ["mod_hero"]
    assert [s.id for s in rules.slots_of("page_home")] == ["page_home", "mod_hero", "mod_2"]


@given(shops(), consumers(), st.sampled_from(INSTANTS))
def test_the_trace_and_the_choice_never_differ(rules, consumer, now):
    for slot in rules.slots_of("page_1"):
        told = explain(slot, consumer, now, book=rules)
        assert told.choice == choose(slot, consumer, now, book=rules)
        assert told.choice in (*rules.slots_of("page_1")[0].layouts, HIDDEN) or (
            told.choice in slot.variants
        )
        deciding = [tried for tried in told.tried if tried.choice is not None]
        assert [tried.rule for tried in deciding] == ([told.rule] if told.rule else [])
