"""Numbers kept from before an edit are the numbers of counting everything anew."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.population.choosing import NOT_SHOWN, choose_many
from designer.population.exposure import Simulator
from designer.population.table import Table
from designer.records import Consumer
from tests.designer import small_shop
from tests.designer.random_edits import PICKS, VERBS, perform
from tests.designer.random_shops import INSTANTS

DECIDING = sorted(
    verb for verb in VERBS
    if any(word in verb for word in ("rule", "segment", "default", "arms", "coverage", "holdout",
                                     "layer", "phase", "layout", "variant", "experiment", "module"))
)  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(DECIDING), PICKS), min_size=1, max_size=10)
WHEN = st.sampled_from([*INSTANTS, small_shop.DOUBLE_ELEVEN])


def person(n: int) -> Consumer:
    known = {"age": 15 + n % 40, "fan": n % 3 == 0, "gender": "fm"[n % 2]}
    return Consumer(id=f"c{n}" if n % 7 else None, attributes={} if n % 5 == 4 else known)


PEOPLE = tuple(map(person, range(150)))
TABLE = Table.of(PEOPLE, attributes=small_shop.ATTRIBUTES)


def pages(document: Document) -> list[str]:
    return list(document.shop.pages)


@settings(max_examples=25)
@given(EDITS, WHEN)
def test_after_every_edit_the_kept_numbers_are_the_fresh_ones(edits, now) -> None:
    document, kept = small_shop.document(), Simulator(TABLE)
    for edit in [None, *edits, None]:
        if edit is not None:
            perform(document, edit)
        book = Rulebook.of(document)
        for page in pages(document):
            fresh = Simulator(TABLE).exposure(page, book=book, now=now)
            assert kept.exposure(page, book=book, now=now) == fresh
        assert kept.segment_sizes(book) == Simulator(TABLE).segment_sizes(book)
    while document.undo():
        book = Rulebook.of(document)
        page = pages(document)[0]
        fresh = Simulator(TABLE).exposure(page, book=book, now=now)
        assert kept.exposure(page, book=book, now=now) == fresh


@settings(max_examples=15)
@given(EDITS, WHEN)
def test_numbers_are_those_of_deciding_for_one_after_another(edits, now) -> None:
    document = small_shop.document()
    for edit in edits:
        perform(document, edit)
    book = Rulebook.of(document)
    for page in pages(document):
        decisions = [decide_page(page, one, now, book=book) for one in PEOPLE]
        exposure = Simulator(TABLE).exposure(page, book=book, now=now)
        layouts = Counter(made.layout for made in decisions)
        assert {k: n for k, n in exposure.slots[page].choices.items() if n} == layouts
        for module, found in exposure.slots.items():
            if module == page:
                continue
            got = Counter(made.choices[module] for made in decisions if module in made.choices)
            assert {k: n for k, n in found.choices.items() if n} == got
            assert found.reached == sum(got.values())
            assert found.default + sum(rule.got for rule in found.rules) == found.reached


@settings(max_examples=15)
@given(EDITS, WHEN)
def test_choosing_for_many_is_choosing_for_each(edits, now) -> None:
    document = small_shop.document()
    for edit in edits:
        perform(document, edit)
    book = Rulebook.of(document)
    for page in pages(document):
        made = choose_many(TABLE, page=page, book=book, now=now)
        for row, one in enumerate(PEOPLE):
            assert made.decision(row) == decide_page(page, one, now, book=book)
        for slot in made.slots.values():
            assert sum(slot.counts().values()) == len(PEOPLE)
            assert slot.labels[0] == NOT_SHOWN


@settings(max_examples=15)
@given(st.sampled_from(["arm_a", "arm_b"]), WHEN)
def test_a_forced_arm_is_everybodys_arm(arm, now) -> None:
    document = small_shop.document()
    with document.transaction("One rule for all"):
        hero = document.records["mod_hero"]
        document.put(msgspec.structs.replace(hero, rules=hero.rules[1:]))
    book = Rulebook.of(document)
    exposure = Simulator(TABLE).exposure("page_home", book=book, now=now, arms={"exp_hero": arm})
    found = exposure.slots["mod_hero"]
    shown = "var_hero" if arm == "arm_a" else "var_hero_young"
    assert found.choices[shown] == found.reached
