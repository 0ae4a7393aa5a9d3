"""The census agrees with the choice made for one consumer at a time."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from designer.actions.rules import add_rule
from designer.decide.choose import decide_page, explain
from designer.population.masks import Masks
from designer.population.table import Table
from designer.records import Between, Consumer, Experiment, Hide, InSegment
from tests.widgets import shops
from tests.widgets.experiments import lab
from widgets.experiments.census import Counter as SplitCounter
from widgets.experiments.census import census
from widgets.experiments.words import page_of, places_of
from widgets.figures import Figures


@pytest.fixture
def people(tests) -> list[Consumer]:
    """Every tenth is anonymous; ages run from 16 to 45."""
    return [
        Consumer(id=f"c-{n}" if n % 10 else None, attributes={"age": 16 + n % 30} if n % 10 else {})
        for n in range(600)
    ]


def counted(session, people) -> object:
    document = session.document
    table = Table.of(people, attributes=document.shop.attributes)
    places = [(page_of(document, p.slot).id, p) for p in places_of(document, "exp_hero")]
    return census(
        document.get("exp_hero", Experiment), Masks(table), book=session.rulebook(),
        now=session.focus.instant, places=places,
    )  # fmt: skip


def one_by_one(session, people, slot: str) -> Counter[str]:
    """Why each consumer is or is not in the test, told by `explain`."""
    book, now, found = session.rulebook(), session.focus.instant, Counter()
    for consumer in people:
        decision = decide_page("page_home", consumer, now, book=book)
        if slot not in decision.choices:
            continue
        tried = explain(slot, consumer, now, book=book).tried
        traffic = next((one.traffic for one in tried if one.traffic is not None), None)
        if traffic is not None:
            found[traffic.arm or traffic.why] += 1
    return found


def told(found) -> Counter[str]:
    split = found.whole
    counts = {arm.arm: arm.people for arm in split.arms}
    counts |= {"anonymous": split.anonymous, "holdout": split.held_out,
               "layer": split.outside_slice, "coverage": split.outside_coverage}  # fmt: skip
    return Counter({key: number for key, number in counts.items() if number})


def test_everybody_is_where_the_single_choice_puts_them(tests, people):
    assert told(counted(tests, people)) == one_by_one(tests, people, lab.POSTER)


def test_earlier_rules_and_audiences_are_heeded(tests, people):
    document = tests.document
    add_rule(document, slot=lab.POSTER, outcome=Hide(), index=0,
             audience=InSegment(segment="seg_genz"))  # fmt: skip
    found = counted(tests, people)
    assert 0 < found.reached < len(people)
    assert told(found) == one_by_one(tests, people, lab.POSTER)


def test_people_on_another_layout_are_not_reached(tests, people):
    tests.look(instant=shops.at(11, 11))  # the peak layout has no such poster
    found = counted(tests, people)
    assert found.reached == 0
    assert one_by_one(tests, people, lab.POSTER) == Counter()


def test_a_closed_window_counts_no_place(tests, people):
    document = tests.document
    place = places_of(document, "exp_hero")[0]
    closed = msgspec.structs.replace(place.rule, window=Between(end=shops.at(1, 1)))
    rules = (closed, *place.slot.rules[1:])
    lab.put(document, msgspec.structs.replace(place.slot, rules=rules))
    assert counted(tests, people).places == {}


def test_each_person_is_in_one_place(tests, people):
    found = counted(tests, people)
    assert sum(told(found).values()) == found.reached == len(people)


def test_the_counter_follows_edits(qtbot, tests):
    lab.peopled(tests.document)
    counter = SplitCounter(tests)
    counter.show_experiment("exp_hero")
    qtbot.waitUntil(lambda: counter.census is not None, timeout=30_000)
    before = counter.census.whole
    assert before.people == 4000
    assert before.taking_part == pytest.approx(4000 * 0.9 * 0.6 * 0.8, rel=0.1)
    wider = msgspec.structs.replace(tests.document.get("exp_hero", Experiment), coverage=1.0)
    lab.put(tests.document, wider)
    qtbot.waitUntil(
        lambda: counter.census is not None and counter.census.whole.outside_coverage == 0,
        timeout=30_000,
    )
    assert counter.census.whole.taking_part > before.taking_part
    assert Figures.of(tests).people == 4000


def test_without_a_population_there_is_nothing_to_count(qtbot, tests):
    counter = SplitCounter(tests)
    counter.show_experiment("exp_hero")
    qtbot.waitUntil(lambda: not counter.busy, timeout=30_000)
    assert counter.census is None
