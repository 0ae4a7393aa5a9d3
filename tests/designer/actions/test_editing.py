"""Lists with one item moved, names that are free, copies whose links follow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.actions.editing import copies, free_name, inserted, moved, without
from designer.document.queries import subtree
from designer.records import Module, Show, Variant
from tests.designer import small_shop

ITEMS = st.lists(st.integers(), unique=True).map(tuple)


@given(ITEMS, st.integers(-3, 20))
def test_an_item_goes_in_at_its_index(items, index):
    grown = inserted(items, "new", index)
    assert without(grown, "new") == items
    assert grown.index("new") == max(0, min(index, len(items)))
    assert inserted(items, "new")[-1] == "new"


@given(ITEMS.filter(len), st.data())
def test_a_moved_item_ends_up_where_it_was_sent(items, data):
    item = data.draw(st.sampled_from(items))
    index = data.draw(st.integers(0, len(items) - 1))
    after = moved(items, item, index)
    assert after.index(item) == index
    assert without(after, item) == without(items, item)


@given(st.sampled_from(["Poster", "Poster 2", "海报"]), st.lists(st.sampled_from(
    ["Poster", "Poster 2", "Poster 3", "海报", "海报 2"])))  # fmt: skip
def test_a_free_name_is_free_and_close_to_the_wanted_one(wanted, taken):
    name = free_name(wanted, taken)
    assert name not in taken
    assert name == wanted or name.split()[0] == wanted.split()[0]


def test_copies_have_fresh_ids_and_point_at_one_another():
    document = small_shop.document()
    originals = subtree(document, "lay_main")
    made = copies(originals)
    old, new = {r.id for r in originals}, {r.id for r in made}
    assert not old & new
    hero = next(r for r in made if isinstance(r, Module) and r.name == "Hero")
    assert set(hero.variants) < new
    assert isinstance(hero.rules[0].outcome, Show)
    assert hero.rules[0].outcome.variant == hero.variants[1]
    assert hero.rules[0].id != "rul_young"
    assert set(hero.rules[1].outcome.arms) == {"arm_a", "arm_b"}
    assert set(hero.rules[1].outcome.arms.values()) <= new


def test_what_a_copy_takes_from_outside_stays():
    document = small_shop.document()
    (copy,) = copies([document.get("var_hero", Variant)])
    assert copy.settings == document.get("var_hero", Variant).settings
