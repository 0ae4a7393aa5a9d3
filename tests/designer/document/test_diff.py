"""The diff: reversed, folded and encoded, and always saying what it touches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.document.diff import Change, Diff, decode, encode, only_fills, only_moves
from designer.records import Category, Coupon, Floor, Guide, Product, Variant

STATES = st.dictionaries(
    st.sampled_from(["cat_a", "cat_b", "cat_c", "cat_d"]), st.sampled_from(["茶", "酒", "Tea"])
)


def records(state: dict[str, str]) -> dict[str, Category]:
    return {key: Category(id=key, name=name) for key, name in state.items()}


def between(before: dict[str, str], after: dict[str, str], label: str = "Edit") -> Diff:
    old, new = records(before), records(after)
    changes = {key: Change(old.get(key), new.get(key)) for key in {*old, *new}}
    return Diff(label, {key: c for key, c in changes.items() if c.before != c.after})


def applied(diff: Diff, state: dict[str, Category]) -> dict[str, Category]:
    result = dict(state)
    for key, change in diff.changes.items():
        assert result.get(key) == change.before
        if change.after is None:
            del result[key]
        else:
            result[key] = change.after
    return result


@given(STATES, STATES)
def test_a_reversed_diff_takes_it_back(before, after):
    diff = between(before, after)
    assert applied(diff.reversed(), applied(diff, records(before))) == records(before)
    assert diff.reversed().reversed() == diff


@given(STATES, STATES, STATES)
def test_two_diffs_fold_into_one_that_does_the_same(first, second, third):
    one, two = between(first, second, "One"), between(second, third, "Two")
    folded = one.then(two)
    assert applied(folded, records(first)) == records(third)
    assert folded.label == "One"
    assert all(change.before != change.after for change in folded.changes.values())


@given(STATES, STATES)
def test_a_diff_is_the_same_after_json(before, after):
    diff = between(before, after)
    assert decode(encode(diff)) == diff


def test_a_diff_says_which_types_and_ids_it_touches():
    product = Product(id="prd_a", title="Tea", short="", price=1)
    diff = Diff(
        "x", {"prd_a": Change(product, None), "cat_a": Change(None, Category(id="cat_a", name="T"))}
    )
    assert diff.touches(Product)
    assert diff.touches(Coupon, Category)
    assert not diff.touches(Coupon)
    assert diff.ids() == {"prd_a", "cat_a"}
    assert diff.ids(Product) == {"prd_a"}


def test_a_reversed_diff_can_have_another_name():
    assert between({}, {"cat_a": "茶"}, "Add").reversed(label="Take back").label == "Take back"


def test_typing_is_a_filling_and_anything_else_is_not():
    before = Variant(id="var_a", name="甲", settings={"headline": "一"})
    typed = Variant(id="var_a", name="甲", settings={"headline": "二"})
    renamed = Variant(id="var_a", name="乙", settings={"headline": "一"})
    based = Variant(id="var_a", name="甲", settings={"headline": "一"}, base="var_b")
    assert only_fills(Diff("x", {"var_a": Change(before, typed)}))
    for after in (renamed, based, None):
        assert not only_fills(Diff("x", {"var_a": Change(before, after)}))
    category = Category(id="cat_a", name="T")
    both = {"var_a": Change(before, typed), "cat_a": Change(None, category)}
    assert not only_fills(Diff("x", both))


def test_modules_that_change_places_are_a_move_and_anything_else_is_not():
    before = Floor(id="flr_a", level=1, modules=("mod_a", "mod_b"))
    after = Floor(id="flr_a", level=1, modules=("mod_b", "mod_a"))
    guided = Floor(
        id="flr_a", level=1, modules=("mod_b", "mod_a"), guides=(Guide(axis="x", at=20),)
    )
    assert only_moves(Diff("x", {"flr_a": Change(before, after)}))
    for one in (Change(before, None), Change(None, after), Change(after, guided)):
        assert not only_moves(Diff("x", {"flr_a": one}))
    category = Change(None, Category(id="cat_a", name="T"))
    assert not only_moves(Diff("x", {"flr_a": Change(before, after), "cat_a": category}))
