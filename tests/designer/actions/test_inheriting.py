"""Settings across variants: several filled in at once, kept for oneself, given upwards."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import inheriting, linking, modules, variants
from designer.document.inheritance import bases, effective, origin
from designer.errors import NotFoundError, RefusedError
from designer.records import Module, Variant


@pytest.fixture
def pair(document, library):
    """The hero's variant, and another one based on it."""
    made = variants.add_variant(document, module="mod_hero", copy_of="var_hero")
    linking.rest_on(document, variant=made, base="var_hero", library=library)
    return "var_hero", made


def own(document, key):
    return document.get(key, Variant).settings


def test_several_variants_take_a_value_in_one_step(document, undone):
    other = "var_hero"
    inheriting.set_settings(document, variants=[other], setting="height", value=640)
    assert own(document, other)["height"] == 640
    undone()


def test_dragging_over_several_is_one_step_that_one_undo_takes_back(document):
    made = variants.add_variant(document, module="mod_hero", copy_of="var_hero")
    before, steps = dict(document.records), len(document.history.done)
    for height in (500, 510, 520):
        inheriting.set_settings(
            document, variants=["var_hero", made], setting="height", value=height
        )
    assert [own(document, key)["height"] for key in ("var_hero", made)] == [520, 520]
    assert len(document.history.done) == steps + 1
    document.undo()
    assert dict(document.records) == before


def test_one_variant_that_cannot_take_it_leaves_all_as_they_were(document):
    made = modules.duplicate_modules(document, modules=["mod_hero"])[0]
    key = document.get(made, Module).default
    document.undo()
    with pytest.raises(NotFoundError):
        inheriting.set_settings(document, variants=["var_hero", key], setting="height", value=9)
    assert own(document, "var_hero").get("height") != 9


def test_several_go_back_to_what_they_inherit(document, pair):
    inheriting.set_settings(document, variants=pair, setting="height", value=640)
    inheriting.reset_settings(document, variants=pair, setting="height")
    assert all("height" not in own(document, key) for key in pair)


def test_an_inherited_value_is_written_down_and_then_stays(document, library, pair):
    base, heir = pair
    variants.set_setting(document, variant=base, setting="height", value=640)
    inheriting.own_setting(document, variant=heir, setting="height", library=library)
    assert origin(document, heir, "height") == heir
    variants.set_setting(document, variant=base, setting="height", value=700)
    assert effective(document, heir)["height"] == 640


def test_a_kinds_default_can_be_written_down_too(document, library):
    default = library.get(document.get("mod_hero", Module).kind).defaults()["height"]
    inheriting.own_setting(document, variant="var_hero", setting="height", library=library)
    assert own(document, "var_hero")["height"] == default


def test_a_setting_that_is_not_there_cannot_be_kept(document, library):
    with pytest.raises(NotFoundError, match="nothing_such"):
        inheriting.own_setting(
            document, variant="var_hero", setting="nothing_such", library=library
        )


def test_a_value_is_given_to_the_original_and_inherited_from_it(document, pair):
    base, heir = pair
    variants.set_setting(document, variant=heir, setting="height", value=777)
    before = dict(document.records)
    assert inheriting.push_setting(document, variant=heir, setting="height") == base
    assert own(document, base)["height"] == 777
    assert "height" not in own(document, heir)
    assert origin(document, heir, "height") == base
    document.undo()
    assert dict(document.records) == before


def test_only_what_is_its_own_can_be_given_upwards(document, pair):
    base, heir = pair
    with pytest.raises(RefusedError, match="inherits this setting already"):
        inheriting.push_setting(document, variant=heir, setting="height")
    with pytest.raises(RefusedError, match="based on no other variant"):
        inheriting.push_setting(document, variant=base, setting="height")


def test_a_variant_can_rest_on_others_of_its_kind_but_on_none_that_rests_on_it(document, pair):
    base, heir = pair
    assert bases(document, heir) == (base,)
    assert heir not in inheriting.possible_bases(document, base)
    assert inheriting.possible_bases(document, heir)[0] == base
    kinds = {
        module.kind
        for module in document.all(Module)
        for key in inheriting.possible_bases(document, heir)
        if key in module.variants
    }
    assert kinds == {document.get("mod_hero", Module).kind}


def test_what_is_offered_as_a_base_is_taken(document, library, pair):
    for variant in pair:
        for base in inheriting.possible_bases(document, variant):
            shown = effective(document, variant)
            linking.rest_on(document, variant=variant, base=base, library=library)
            kind = library.get(document.get("mod_hero", Module).kind)
            assert kind.complete(effective(document, variant)) == kind.complete(shown)
            document.undo()


def test_records_hold_only_what_is_the_variants_own(document, pair):
    __, heir = pair
    assert msgspec.to_builtins(own(document, heir)) == {}
