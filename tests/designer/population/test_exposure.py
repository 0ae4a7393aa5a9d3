"""The numbers beside rules and variants are the very counts of deciding for everybody."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.conditions import matches
from designer.decide.choose import choose, decide_page, explain
from designer.decide.rulebook import Rulebook
from designer.population import masks
from designer.population.exposure import Simulator
from designer.population.table import Table
from designer.records import HIDDEN, Consumer, Hide, Leaf, Page, Segment, Show
from tests.designer.random_shops import ATTRIBUTES, INSTANTS, consumers, shops

CROWDS = st.lists(consumers(), min_size=1, max_size=40)
WHEN = st.sampled_from(INSTANTS)


def simulator(people) -> Simulator:
    return Simulator(Table.of(people, attributes=ATTRIBUTES))


def by_hand(book: Rulebook, people, now, arms=None) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {slot.id: Counter() for slot in book.slots_of("page_1")}
    for person in people:
        made = decide_page("page_1", person, now, book=book, arms=arms)
        found["page_1"][made.layout] += 1
        for module, choice in made.choices.items():
            found[module][choice] += 1
    return found


@settings(max_examples=50)
@given(shops(), CROWDS, WHEN)
def test_counts_are_those_of_deciding_one_by_one(book, people, now):
    exposure = simulator(people).exposure("page_1", book=book, now=now)
    wanted = by_hand(book, people, now)
    assert exposure.people == len(people)
    for slot, found in exposure.slots.items():
        assert {c: n for c, n in found.choices.items() if n} == dict(wanted[slot])
        assert found.reached == sum(wanted[slot].values())
        unused = {c for c in found.choices if c != HIDDEN} - set(wanted[slot])
        assert set(found.unseen) == unused


@settings(max_examples=50)
@given(shops(), CROWDS, WHEN)
def test_rules_count_whom_they_match_reach_and_serve(book, people, now):
    exposure = simulator(people).exposure("page_1", book=book, now=now)
    layouts = [choose("page_1", person, now, book=book) for person in people]
    for slot in book.slots_of("page_1"):
        on = [
            person
            for person, layout in zip(people, layouts, strict=True)
            if isinstance(slot, Page) or slot in book.modules_on(layout)
        ]
        told = [explain(slot, person, now, book=book) for person in on]
        for rule, found in zip(slot.rules, exposure.slots[slot.id].rules, strict=True):
            tried = [t for trace in told for t in trace.tried if t.rule == rule.id]
            reached = [t for t in tried if t.open and t.audience.held]
            served = [t for t in reached if t.choice is not None]
            everywhere = [matches(rule.audience, p, segments=book.segments) for p in people]
            assert found.matched == sum(everywhere)
            assert found.open == book.is_open(rule.window, now)
            assert (found.reached, found.got) == (len(reached), len(served))
        left = sum(trace.rule is None for trace in told)
        assert exposure.slots[slot.id].default == left


@settings(max_examples=25)
@given(st.lists(shops(), min_size=2, max_size=4), CROWDS, st.lists(WHEN, min_size=4, max_size=4))
def test_what_is_kept_from_one_answer_never_spoils_the_next(books, people, instants):
    """Any two shops are an edit apart; every id is shared between them."""
    kept = simulator(people)
    for book, now in zip([*books, books[0]], instants, strict=False):
        for arms in ({}, {"exp_0": "arm_0"}):
            fresh = simulator(people).exposure("page_1", book=book, now=now, arms=arms)
            assert kept.exposure("page_1", book=book, now=now, arms=arms) == fresh
        assert kept.segment_sizes(book) == simulator(people).segment_sizes(book)


@settings(max_examples=50)
@given(shops(), CROWDS)
def test_segment_sizes_count_their_members(book, people):
    sizes = simulator(people).segment_sizes(book)
    for name, segment in book.segments.items():
        members = [matches(segment.when, p, segments=book.segments) for p in people]
        assert sizes[name] == sum(members)
        assert simulator(people).size(segment.when, book=book) == sum(members)


def test_an_edit_leaves_the_other_slots_as_they_were():
    book = _book(Show(variant="var_b"))
    people = [Consumer(id=f"c{n}", attributes={"age": n}) for n in range(50)]
    kept = simulator(people)
    before = kept.exposure("page_1", book=book, now=INSTANTS[0])
    after = kept.exposure("page_1", book=_book(Hide()), now=INSTANTS[0])
    assert after.slots["mod_2"] is before.slots["mod_2"]
    assert after.slots["mod_1"].choices == {"var_a": 25, "var_b": 0, HIDDEN: 25}
    assert after.slots["mod_1"].unseen == ("var_b",)
    assert before.slots["mod_1"].unseen == ()


def test_old_answers_make_room_for_new_ones(monkeypatch: pytest.MonkeyPatch):
    people = [Consumer(id=f"c{n}", attributes={"age": n}) for n in range(50)]
    made = masks.Masks(Table.of(people, attributes=ATTRIBUTES))
    monkeypatch.setattr(masks, "ROOM", 10 * (8 + 64))
    for age in range(50):
        bits = made.leaf(Leaf(attribute="age", operator="less_than", value=age))
        assert int(bits[0]).bit_count() == age
    assert len(made._leaves) <= 11


def _book(outcome) -> Rulebook:
    from designer.document.document import Document
    from designer.records import Floor, Layout, Module, Rule, Shop, Theme

    young = Segment(
        id="seg",
        name="s",
        colour="#abc",
        when=Leaf(attribute="age", operator="less_than", value=25),
    )
    rule = Rule(id="r", outcome=outcome, audience=young.when)
    first = Module(
        id="mod_1", kind="poster", name="1", variants=("var_a", "var_b"), default="var_a",
        rules=(rule,),
    )  # fmt: skip
    second = msgspec.structs.replace(first, id="mod_2", rules=())
    return Rulebook.of(Document([
        Shop(id="shop", name="s", theme=Theme(colours={}), attributes=ATTRIBUTES), young,
        first, second, Floor(id="flr_1", level=1, modules=("mod_1", "mod_2")),
        Layout(id="lay_1", name="1", floors=("flr_1",)),
        Page(id="page_1", name="1", type="home", layouts=("lay_1",), default="lay_1"),
    ]))  # fmt: skip
