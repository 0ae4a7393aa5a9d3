"""What the package decides, judged by GrowthBook's own Python SDK."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest
from growthbook import GrowthBook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.workload import NOW, large_home, recipe, rich_shop
from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.export.growthbook import payload, payload_of
from designer.population.choosing import NOT_SHOWN, choose_many
from designer.population.synthesise import synthesise
from designer.records import HIDDEN, Consumer
from tests.designer.random_shops import INSTANTS, consumers, shops


class Judge:
    """The outside decision maker, fed with the payload as a file would carry it."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        carried = json.loads(json.dumps(rules))
        self.features = carried["features"]
        self.sdk = GrowthBook(features=self.features, savedGroups=carried["savedGroups"])

    def decides(self, consumer: Consumer, now: datetime, slots: Iterator[str]) -> dict[str, str]:
        known = {k: list(v) if isinstance(v, tuple) else v for k, v in consumer.attributes.items()}
        own = {"id": consumer.id} if consumer.id else {}
        self.sdk.set_attributes({**known, **own, "now": now.timestamp()})
        return {slot: self.sdk.eval_feature(slot).value for slot in slots}


def ours(book: Rulebook, consumer: Consumer, now: datetime, page: str) -> dict[str, str]:
    made = decide_page(page, consumer, now, book=book)
    shown = {page: made.layout, **made.choices}
    return {slot.id: shown.get(slot.id, NOT_SHOWN) for slot in book.slots_of(page)}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(shops(), st.lists(consumers(), min_size=1, max_size=12), st.sampled_from(INSTANTS))
def test_growthbook_decides_as_we_do_on_any_shop(book, people, now):
    judge = Judge(payload_of(book))
    for person in people:
        mine = ours(book, person, now, "page_1")
        assert judge.decides(person, now, iter(mine)) == mine


@pytest.mark.parametrize("start", [0, 25_000, 50_000, 75_000])  # parts that can run side by side
def test_growthbook_decides_as_both_engines_do_for_100_000_consumers_on_every_slot(start):
    shop = rich_shop()
    book = Rulebook.of(shop)
    people = synthesise(recipe(100_000), shop=shop.shop).part(start, start + 25_000)
    pages = [choose_many(people, page=page, book=book, now=NOW) for page in sorted(book.pages)]
    judge = Judge(payload(shop))
    slots = {slot: column for page in pages for slot, column in page.slots.items()}
    assert len(slots) == 8
    differing = []
    for row in range(len(people)):
        person = people.consumer(row)
        mine = {slot: column.at(row) for slot, column in slots.items()}
        if judge.decides(person, NOW, iter(slots)) != mine:
            differing.append(person)
        if row % 50 == 0:  # the traced engine is slower than the judge
            for page in sorted(book.pages):
                alone = ours(book, person, NOW, page)
                assert alone == {slot: mine[slot] for slot in alone}
    assert differing == []


def test_every_choice_of_the_rich_shop_is_met_by_somebody():
    """The agreement above says nothing about a choice that nobody gets."""
    shop = rich_shop()
    book = Rulebook.of(shop)
    people = synthesise(recipe(100_000), shop=shop.shop)
    for page in book.pages:
        for column in choose_many(people, page=page, book=book, now=NOW).slots.values():
            slot = book.slot(column.slot)
            contents = slot.layouts if column.slot == page else slot.variants
            assert all(column.counts()[choice] for choice in contents), column.slot


def walk(part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for key, value in part.items():
            yield key, value
            yield from walk(value)
    elif isinstance(part, list):
        for value in part:
            yield from walk(value)


@given(shops())
def test_only_the_portable_dialect_is_written(book):
    written = payload_of(book)
    assert json.loads(json.dumps(written)) == written
    for key, value in walk(written):
        assert key not in ("$nin", "$ne", "$notInGroup", "$nor", "$regex", "coverage", "weights")
        assert value is not None
        if isinstance(value, dict) and {"$gte", "$lt"} & value.keys():
            assert value["$type"] == "number"
        if key == "$all":
            assert all(set(part) == {"$eq"} for part in value)
        if key == "$or":
            assert value
        if key == "hashVersion":
            assert value == 2


@given(shops())
def test_the_same_shop_gives_the_same_bytes(book):
    again = Rulebook(
        **{
            name: dict(reversed(getattr(book, name).items()))
            for name in book.__struct_fields__
            if name != "shop"
        },
        shop=book.shop,
    )
    assert json.dumps(payload_of(book)) == json.dumps(payload_of(again))


def test_slots_are_features_by_their_own_id():
    shop = rich_shop()
    written = payload(shop)["features"]
    book = Rulebook.of(shop)
    for page in book.pages:
        for slot in book.slots_of(page):
            assert written[slot.id]["defaultValue"] == slot.default
    assert {key for key in written if not key.startswith("audience.")} == {
        slot.id for page in book.pages for slot in book.slots_of(page)
    }


def test_a_module_of_another_layout_is_empty_and_a_hidden_one_says_so():
    shop = rich_shop()
    judge = Judge(payload(shop))
    silver = Consumer(id="x1", attributes={"age": 70, "city_tier": "tier1"})
    made = judge.decides(silver, NOW, iter(("page_home", "mod_live", "mod_peak")))
    assert made == {"page_home": "lay_std", "mod_live": HIDDEN, "mod_peak": NOT_SHOWN}


def test_audiences_of_experiments_are_prerequisites_and_shares_are_ranges():
    rules = payload(rich_shop())["features"]["mod_hero"]["rules"]
    test = next(rule for rule in rules if "variations" in rule)
    (parent,) = test["parentConditions"]
    assert parent["condition"] == {"value": {"$eq": True}}
    assert "condition" not in test
    assert test["ranges"] == [[0.0, 0.34], [0.34, 0.67], [0.67, 1.0]]
    assert [f["seed"] for f in test["filters"]] == ["holdout-2026", "ns-home"]
    assert test["meta"][0] == {"key": "arm_0", "name": "0"}


def test_without_a_clock_no_window_is_open():
    judge = Judge(payload(rich_shop()))
    judge.sdk.set_attributes({"id": "x", "aipl": "L", "shop_tier": "vip"})
    assert judge.sdk.eval_feature("page_home").value == "lay_std"
    judge.sdk.set_attributes({"id": "x", "aipl": "L", "shop_tier": "vip", "now": NOW.timestamp()})
    assert judge.sdk.eval_feature("page_home").value == "lay_1111"


@pytest.mark.parametrize("modules", [1, 40])
def test_the_payload_stays_small(modules):
    written = json.dumps(payload(large_home(modules)))
    assert len(written) < 20_000 + modules * 6_000
