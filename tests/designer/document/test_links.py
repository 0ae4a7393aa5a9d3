"""Links: the index of who mentions whom is the same built in steps or from scratch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.document.links import Links, mentions
from designer.records import Category, Module, Run, Segment, Variant
from tests.designer import small_shop

KEYS = ["cat_a", "cat_b", "cat_c"]
EDITS = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from([None, "ast_x", "ast_y"])))


def test_a_record_mentions_its_children_rules_arms_and_settings():
    document = small_shop.document()
    hero = mentions(document.get("mod_hero", Module))
    assert hero >= {"var_hero", "var_hero_young", "seg_fans", "exp_hero", "arm_a"}
    assert "mod_hero" not in hero
    assert mentions(document.get("var_hero", Variant)) >= {"ast_hero"}
    assert mentions(document.get("seg_fans", Segment)) >= {"seg_young"}
    assert isinstance(document.get("mod_hero", Module).rules[1].outcome, Run)


def test_sentences_are_not_taken_for_ids():
    variant = Variant(
        id="var_a", name="x", settings={"text": "see mod_hero for more", "long": "a" * 99}
    )
    assert mentions(variant) <= {
        "variant", "x", "text", "long", "settings", "name", "id", "record", "base",
    }  # fmt: skip


@given(EDITS)
def test_the_index_kept_in_step_is_the_index_from_scratch(edits):
    stepped, records = Links(), {}
    for key, image in edits:
        after = None if image is None else Category(id=key, name="C", image=image)
        if key in records or after is not None:
            stepped.replace(records.get(key), after)
        if after is None:
            records.pop(key, None)
        else:
            records[key] = after
    fresh = Links()
    for record in records.values():
        fresh.replace(None, record)
    for asset in ("ast_x", "ast_y"):
        wanted = {key for key, record in records.items() if record.image == asset}
        assert stepped.users(asset) == fresh.users(asset) == wanted
