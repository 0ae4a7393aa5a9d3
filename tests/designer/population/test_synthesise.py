"""Consumers made from a recipe: the same recipe, the same people, as the recipe says."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from designer import language
from designer.conditions import check, check_dictionary, consumer_from, matches, sentence
from designer.errors import InvalidError
from designer.population import synthesise as making
from designer.population.exposure import Simulator
from designer.population.presets import (
    cut_points,
    default_attributes,
    eight_crowds,
    eight_personas,
    eight_segments,
)
from designer.population.synthesise import number_ids, synthesise
from designer.records import Crowd, Draw, Shop, Synthesis, Theme
from tests.designer.random_shops import ATTRIBUTES

SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=default_attributes())
SMALL = msgspec.structs.replace(SHOP, attributes=ATTRIBUTES)


def eight(size: int, seed: int = 3) -> Synthesis:
    return Synthesis(size=size, seed=seed, crowds=eight_crowds())


def people(table) -> list:
    return [table.consumer(row) for row in range(len(table))]


def test_the_same_recipe_gives_the_same_people_and_another_seed_others():
    first, again, other = (synthesise(eight(500, seed), shop=SHOP) for seed in (3, 3, 4))
    assert people(first) == people(again)
    assert people(first) != people(other)
    assert people(first)[0] == people(first)[0]


def test_the_people_are_these_on_every_machine():
    """Guards the recipe's meaning: a change here changes everybody's populations."""
    found = synthesise(eight(3), shop=SHOP).consumer(1)
    assert found.id == "c0000002"
    assert {key: found.attributes[key] for key in ("gender", "age", "city_tier", "aipl")} == {
        "gender": "m", "age": 34, "city_tier": "tier2", "aipl": "A"
    }  # fmt: skip


def test_a_larger_population_begins_with_the_people_of_a_smaller_one(monkeypatch):
    monkeypatch.setattr(making, "BLOCK", 256)
    small, large = (synthesise(eight(size), shop=SHOP) for size in (300, 1000))
    assert people(small) == people(large)[:300]


def test_ids_count_up_and_grow_longer_when_they_must(monkeypatch):
    assert number_ids(12).texts()[:2] + number_ids(12).texts()[-1:] == [
        "c0000001", "c0000002", "c0000012",
    ]  # fmt: skip
    monkeypatch.setattr(making, "DIGITS", 1)
    grown = number_ids(12)
    assert grown.texts() == [f"c{n}" for n in range(1, 13)]
    assert grown.part(slice(8, 11)).texts() == ["c9", "c10", "c11"]
    assert len(number_ids(0)) == 0


def test_draws_come_out_as_the_recipe_says():
    crowd = Crowd(
        name="A",
        share=1,
        attributes={
            "gender": Draw(weights={"f": 3, "m": 1}),
            "age": Draw(span=(18, 30), unknown=0.25),
            "spend": Draw(span=(0.5, 1.5)),
            "fan": Draw(chance=0.2),
            "city": Draw(weights={"杭州": 1}),
            "likes": Draw(tags={"video": 0.9, "图文": 0.1}),
        },
    )
    table = synthesise(Synthesis(size=20_000, seed=1, crowds=(crowd,)), shop=SMALL)
    made = [consumer.attributes for consumer in people(table)]
    ages = [row["age"] for row in made if "age" in row]
    assert set(ages) == set(range(18, 30))
    assert len(ages) / len(made) == pytest.approx(0.75, abs=0.02)
    assert np.mean([row["gender"] == "f" for row in made]) == pytest.approx(0.75, abs=0.02)
    assert np.mean([row["fan"] for row in made]) == pytest.approx(0.2, abs=0.02)
    assert np.mean(["图文" in row["likes"] for row in made]) == pytest.approx(0.1, abs=0.02)
    assert all(0.5 <= row["spend"] < 1.5 and row["city"] == "杭州" for row in made)
    assert len({row["spend"] for row in made}) > 19_000
    assert all("tier" not in row for row in made)


def test_an_attribute_may_follow_another():
    rich, poor = Draw(weights={"T1": 1}), Draw(weights={"T2": 1, "T3": 1}, unknown=0.5)
    crowd = Crowd(
        name="A",
        share=1,
        attributes={
            "tier": Draw(by="gender", cases={"f": rich, "m": poor}),
            "gender": Draw(weights={"f": 1, "m": 1}, unknown=0.2),
            "fan": Draw(by="tier", cases={"T1": Draw(chance=1)}),
        },
    )
    table = synthesise(Synthesis(size=5_000, seed=1, crowds=(crowd,)), shop=SMALL)
    seen: dict = {}
    for consumer in people(table):
        known = consumer.attributes
        seen.setdefault(known.get("gender"), set()).add(known.get("tier"))
        assert known.get("fan") is (True if known.get("tier") == "T1" else None)
    assert seen == {"f": {"T1"}, "m": {"T2", "T3", None}, None: {None}}


def test_shares_say_how_many_come_from_each_crowd():
    crowds = tuple(
        Crowd(name=key, share=share, attributes={"gender": Draw(weights={key: 1})})
        for key, share in (("f", 30), ("m", 10))
    )
    table = synthesise(Synthesis(size=20_000, seed=5, crowds=crowds), shop=SMALL)
    women = sum(consumer.attributes["gender"] == "f" for consumer in people(table))
    assert women / 20_000 == pytest.approx(0.75, abs=0.02)


def crowd_of(key: str, **draw) -> tuple[Crowd, ...]:
    return (Crowd(name="A", share=1, attributes={key: Draw(**draw)}),)


@pytest.mark.parametrize(
    ("crowds", "said"),
    [
        ((), "shares must be"),
        (
            (Crowd(name="A", share=-1, attributes={}), Crowd(name="B", share=2, attributes={})),
            "shares",
        ),
        ((Crowd(name="A", share=0, attributes={}),), "shares"),
        ((Crowd(name="A", share=float("nan"), attributes={}),), "shares"),
        (crowd_of("height", span=(1, 2)), "“A” draws “height”, which is not in"),
        (crowd_of("id", weights={"x": 1}), "“id”"),
        (crowd_of("gender", span=(1, 2)), "cannot draw “gender”: it needs weights"),
        (crowd_of("gender"), "the weights"),
        (crowd_of("gender", weights={"f": -1, "m": 2}), "weights must be 0 or more"),
        (crowd_of("gender", weights={"x": 1}), "“x” is not a declared value"),
        (crowd_of("age"), "it needs span"),
        (crowd_of("age", span=(3, 3)), "from a lower to a higher"),
        (crowd_of("age", span=(0, float("inf"))), "from a lower to a higher"),
        (crowd_of("fan", chance=1.5), "a chance"),
        (crowd_of("likes", tags={"video": -0.1}), "a chance"),
        (crowd_of("likes", tags={"radio": 0.1}), "“radio” is not a declared value"),
        (crowd_of("fan", chance=0.5, unknown=2), "unknown share"),
        (crowd_of("fan", by="gender", cases={}), "depends on “gender”, which this crowd does not"),
        (crowd_of("tier", by="tier", cases={}), "in a ring"),
    ],
)
def test_a_recipe_that_cannot_be_drawn_is_refused(crowds, said):
    with pytest.raises(InvalidError, match=said):
        synthesise(Synthesis(size=10, seed=1, crowds=crowds), shop=SMALL)


@pytest.mark.parametrize("size", [-1, 10**9])
def test_a_size_no_machine_holds_is_refused(size):
    with pytest.raises(InvalidError, match="50,000,000"):
        synthesise(Synthesis(size=size, seed=1, crowds=eight_crowds()), shop=SHOP)


# ---- the presets --------------------------------------------------------------------------------


def test_the_dictionary_and_the_eight_segments_fit_each_other():
    check_dictionary(SHOP)
    segments = {segment.id: segment for segment in eight_segments()}
    assert len(segments) == 8
    for segment in segments.values():
        check(segment.when, shop=SHOP, segments=segments)
        assert sentence(segment.when, shop=SHOP, segments=segments)
    assert len({segment.colour for segment in segments.values()}) == 8


def test_each_persona_is_in_its_own_crowd_and_in_no_other():
    segments = {segment.id: segment for segment in eight_segments()}
    assert [p.colour for p in eight_personas()] == [s.colour for s in segments.values()]
    for persona, own in zip(eight_personas(), segments, strict=True):
        known = {"id": persona.consumer, **persona.attributes}
        one = consumer_from(known, shop=SHOP)
        met = [n for n, s in segments.items() if matches(s.when, one, segments=segments)]
        assert met == [own]


def test_made_consumers_fall_into_the_segments_of_their_crowds():
    from designer.decide.rulebook import Rulebook
    from designer.document.document import Document

    segments = eight_segments()
    book = Rulebook.of(Document([SHOP, *segments]))
    table = synthesise(eight(50_000), shop=SHOP)
    sizes = Simulator(table).segment_sizes(book)
    shares = {f"seg_{n}": crowd.share for n, crowd in zip(
        [s.id.removeprefix("seg_") for s in segments], eight_crowds(), strict=False)}  # fmt: skip
    for name, share in shares.items():
        assert sizes[name] / 50_000 == pytest.approx(share, abs=0.02)
    assert sum(sizes.values()) <= 50_000


def test_new_customers_have_no_orders():
    for consumer in people(synthesise(eight(3000), shop=SHOP)):
        known = consumer.attributes
        assert (known["customer"] == "new") == (known["orders_year"] == 0)
        assert known["aipl"] != "L" or known["customer"] == "returning"


def test_cut_points_can_be_moved():
    moved = {s.id: s for s in eight_segments({"gen_z_under": 28})}
    of_27 = consumer_from({"id": "x", "age": 27, "city_tier": "tier1"}, shop=SHOP)
    plain = {s.id: s for s in eight_segments()}
    assert matches(moved["seg_gen_z"].when, of_27, segments=moved)
    assert not matches(plain["seg_gen_z"].when, of_27, segments=plain)
    assert all(cut.source for cut in cut_points().values())


def test_presets_speak_the_language_in_use():
    assert eight_segments()[2].name == "Exquisite mothers"
    language.use("zh_CN")
    assert eight_segments()[2].name == "精致妈妈"
    assert eight_crowds()[2].name == eight_personas()[2].note.split("：")[0] == "精致妈妈"
