"""Recipes: what cannot be drawn is told; what is drawn has the shares that were asked for."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.population.presets import eight_crowds
from designer.population.recipe import check_recipe
from designer.population.synthesise import number_ids, synthesise
from designer.population.table import Table
from designer.records import Crowd, Draw, Shop, Synthesis, Theme
from tests.designer.random_shops import ATTRIBUTES

SHOP = Shop(id="shop", name="S", theme=Theme(colours={}), attributes=ATTRIBUTES)
SIZE = 20_000
CLOSE = 0.02
NAN, INF = float("nan"), float("inf")


def recipe(*crowds: Crowd, size: int = SIZE, seed: int = 1) -> Synthesis:
    return Synthesis(size=size, seed=seed, crowds=crowds)


def crowd(share: float = 1.0, name: str = "C", **draws: Draw) -> Crowd:
    return Crowd(name=name, share=share, attributes=draws)


def drawn(**draws: Draw) -> Table:
    return synthesise(recipe(crowd(**draws)), shop=SHOP)


def values(table: Table, key: str) -> list:
    return [table.columns[key].at(row) for row in range(len(table))]


def share(found: list, wanted: object) -> float:
    return sum(one == wanted for one in found) / len(found)


WRONG = [
    ({"city": Draw(span=(1, 2))}, "Crowd “C” cannot draw “city”: it needs weights."),
    ({"age": Draw(weights={"1": 1})}, "Crowd “C” cannot draw “age”: it needs span."),
    ({"age": Draw()}, "Crowd “C” cannot draw “age”: it needs span."),
    ({"age": Draw(span=(3, 3))}, "the span must go from a lower to a higher number"),
    ({"age": Draw(span=(0, INF))}, "the span must go from a lower to a higher number"),
    ({"age": Draw(span=(NAN, 3))}, "the span must go from a lower to a higher number"),
    ({"fan": Draw(chance=1.1)}, "a chance must lie between 0 and 1"),
    ({"fan": Draw(chance=NAN)}, "a chance must lie between 0 and 1"),
    ({"likes": Draw(tags={"video": -0.1})}, "a chance must lie between 0 and 1"),
    ({"likes": Draw(tags={"x": 0.1})}, "“x” is not a declared value"),
    ({"gender": Draw(weights={"f": 0, "m": 0})}, "the weights must be 0 or more and not all 0"),
    ({"gender": Draw(weights={"f": -1, "m": 2})}, "the weights must be 0 or more and not all 0"),
    ({"gender": Draw(weights={"x": 1})}, "“x” is not a declared value"),
    ({"gender": Draw(weights={"f": 1}, unknown=1.1)}, "the unknown share must lie between 0 and 1"),
    ({"gender": Draw(weights={"f": 1}, unknown=NAN)}, "the unknown share must lie between 0 and 1"),
    ({"gender": Draw(weights={"f": 1}, chance=0.5)}, "it needs weights"),
    ({"spent": Draw(span=(0, 1))}, "draws “spent”, which is not in the attribute dictionary."),
    ({"id": Draw(weights={"a": 1})}, "draws “id”, which is not in the attribute dictionary."),
    ({"age": Draw(by="tier")}, "it depends on “tier”, which this crowd does not draw as one value"),
    ({"age": Draw(by="age")}, "it depends on “age”"),
    ({"gender": Draw(by="tier"), "tier": Draw(by="gender")}, "by itself in a ring."),
    ({"gender": Draw(by="tier", cases={"T9": Draw(weights={"f": 1})}),
      "tier": Draw(weights={"T1": 1})}, "“T9” is not a declared value"),
    ({"gender": Draw(by="tier", cases={"T1": Draw(weights={"x": 1})}),
      "tier": Draw(weights={"T1": 1})}, "“x” is not a declared value"),
]  # fmt: skip


@pytest.mark.parametrize(("draws", "says"), WRONG, ids=[says for __, says in WRONG])
def test_a_recipe_that_cannot_be_drawn_says_why(draws, says) -> None:
    with pytest.raises(InvalidError) as refused:
        check_recipe(recipe(crowd(**draws)), shop=SHOP)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("shares", [(), (0.0,), (-1.0, 2.0), (NAN,), (INF, 1.0)])
def test_shares_that_make_no_whole_are_told(shares) -> None:
    with pytest.raises(InvalidError, match="shares must be 0 or more and not all 0"):
        check_recipe(recipe(*(crowd(one) for one in shares)), shop=SHOP)


@pytest.mark.parametrize("size", [-1, 50_000_001])
def test_a_size_beyond_reason_is_told(size) -> None:
    with pytest.raises(InvalidError, match="A population can have 0 to 50,000,000 consumers"):
        check_recipe(recipe(crowd(), size=size), shop=SHOP)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4).filter(any))
def test_crowds_take_their_shares(weights) -> None:
    crowds = [
        crowd(weight, str(n), age=Draw(span=(100 * n, 100 * n + 1)))
        for n, weight in enumerate(weights)
    ]
    found = values(synthesise(recipe(*crowds), shop=SHOP), "age")
    for n, weight in enumerate(weights):
        assert abs(share(found, 100 * n) - weight / sum(weights)) < CLOSE
        assert weight or 100 * n not in found


@settings(max_examples=10)
@given(st.floats(0, 1), st.floats(0, 1))
def test_chances_and_unknown_shares_are_kept(chance, unknown) -> None:
    found = values(drawn(fan=Draw(chance=chance, unknown=unknown)), "fan")
    assert abs(share(found, None) - unknown) < CLOSE
    assert abs(share(found, True) - chance * (1 - unknown)) < CLOSE


@settings(max_examples=10)
@given(st.dictionaries(st.sampled_from(("f", "m")), st.integers(0, 9)).filter(
    lambda weights: any(weights.values())))  # fmt: skip
def test_weights_are_kept_and_weight_0_is_never(weights) -> None:
    found = values(drawn(gender=Draw(weights=weights)), "gender")
    for key in ("f", "m"):
        wanted = weights.get(key, 0) / sum(weights.values())
        assert abs(share(found, key) - wanted) < CLOSE
        assert wanted or key not in found


def test_each_tag_comes_with_its_own_chance_and_none_is_still_known() -> None:
    found = values(drawn(likes=Draw(tags={"video": 0.3, "live": 0.0, "text": 1.0})), "likes")
    assert all("text" in tags and "live" not in tags for tags in found)
    assert abs(sum("video" in tags for tags in found) / len(found) - 0.3) < CLOSE
    assert set(values(drawn(likes=Draw(tags={"video": 0.0})), "likes")) == {()}


@pytest.mark.parametrize("span", [(18, 25), (0, 1), (-5, 5), (0.5, 2.5), (1e6, 1e6 + 3)])
def test_a_span_is_half_open_and_whole_between_whole_numbers(span) -> None:
    found = values(drawn(age=Draw(span=span)), "age")
    assert all(span[0] <= one < span[1] for one in found)
    if all(float(end).is_integer() for end in span):
        assert set(found) == set(range(int(span[0]), int(span[1])))
    middle = sum(found) / len(found)
    wanted = (span[0] + span[1] - float(span[0]).is_integer()) / 2
    assert abs(middle - wanted) < (span[1] - span[0]) * CLOSE


def test_what_depends_on_another_attribute_follows_it_row_by_row() -> None:
    table = drawn(
        tier=Draw(weights={"T1": 2, "T2": 1, "T3": 1}, unknown=0.2),
        age=Draw(by="tier", cases={"T1": Draw(span=(0, 10)), "T2": Draw(span=(10, 20))}),
        city=Draw(by="tier", cases={"T2": Draw(weights={"x": 1}, unknown=0.5)}),
    )
    pairs = list(zip(values(table, "tier"), values(table, "age"), strict=True))
    assert all((age is None) == (tier not in ("T1", "T2")) for tier, age in pairs)
    assert all(age < 10 for tier, age in pairs if tier == "T1")
    assert all(age >= 10 for tier, age in pairs if tier == "T2")
    cities = [c for t, c in zip(values(table, "tier"), values(table, "city"), strict=True)
              if t == "T2"]  # fmt: skip
    assert abs(share(cities, "x") - 0.5) < 2 * CLOSE


@settings(max_examples=8)
@given(st.integers(-(2**70), 2**70), st.integers(0, 300), st.integers(0, 300))
def test_the_same_seed_gives_the_same_people_and_more_begin_with_fewer(seed, one, other) -> None:
    base = recipe(*eight_crowds(), seed=seed)
    shop = msgspec.structs.replace(SHOP, attributes=_of_presets())
    few, many = sorted((one, other))
    small = synthesise(msgspec.structs.replace(base, size=few), shop=shop)
    large = synthesise(msgspec.structs.replace(base, size=many), shop=shop)
    assert [small.consumer(n) for n in range(few)] == [large.consumer(n) for n in range(few)]


def _of_presets():
    from designer.starting import blank

    return next(record for record in blank("S") if isinstance(record, Shop)).attributes


@pytest.mark.parametrize("size", [0, 1, 9, 1000])
def test_ids_are_numbers_that_nobody_shares(size) -> None:
    texts = number_ids(size).texts()
    assert len(set(texts)) == size
    assert texts[:1] == ["c0000001"][:size]
    assert texts[-1:] == ([f"c{size:07}"] if size else [])
