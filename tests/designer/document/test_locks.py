"""A locked module stays where and as it is, whatever is done around it, until it is unlocked."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions import modules, pages, rules, variants
from designer.document.locks import is_locked, refuse_locked
from designer.errors import RefusedError
from designer.records import Floor, Hide, Module, Rule, Variant
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, PICKS, VERBS, edited, perform

LIBRARY = small_shop.library()


@pytest.fixture
def document():
    made = small_shop.document()
    modules.set_locked(made, modules=("mod_hero",), locked=True)
    return made


DEEDS = {
    "set": lambda d: variants.set_setting(d, variant="var_hero", setting="title", value="New"),
    "reset": lambda d: variants.reset_setting(d, variant="var_hero", setting="title"),
    "variant": lambda d: variants.add_variant(d, module="mod_hero", name="Third"),
    "reorder": lambda d: variants.move_variant(d, variant="var_hero_young", index=0),
    "default": lambda d: variants.set_default(d, slot="mod_hero", variant="var_hero_young"),
    "rule": lambda d: rules.add_rule(d, slot="mod_hero", outcome=Hide()),
    "unrule": lambda d: rules.remove_rule(d, slot="mod_hero", rule="rul_young"),
    "hide": lambda d: modules.hide_modules(d, modules=("mod_hero",)),
    "remove": lambda d: modules.remove_modules(d, modules=("mod_hero", "mod_peak")),
    "move": lambda d: modules.move_module(d, module="mod_hero", floor="flr_one", index=0),
    "move with others": lambda d: modules.move_modules(
        d, modules=("mod_sign", "mod_hero"), floor="flr_one", index=1),
    "across": lambda d: modules.move_to_level(d, module="mod_hero", level=2),
    "floor": lambda d: pages.remove_floor(d, floor="flr_two"),
}  # fmt: skip


@pytest.mark.parametrize("deed", sorted(DEEDS.keys() - {"floor"}))
def test_nothing_of_a_locked_module_changes(document, deed):
    before = dict(document.records)
    with pytest.raises(RefusedError, match="“Hero” is locked; unlock it first"):
        DEEDS[deed](document)
    assert dict(document.records) == before


@pytest.mark.parametrize("deed", sorted(DEEDS.keys() - {"floor", "move"}))
def test_once_unlocked_it_can_be_done(document, deed):
    modules.set_locked(document, modules=("mod_hero",), locked=False)
    DEEDS[deed](document)


def test_a_floor_with_a_locked_module_stays_while_its_layout_does(document):
    modules.set_locked(document, modules=("mod_slides",), locked=True)
    with pytest.raises(RefusedError, match="“Brand slides” is locked"):
        DEEDS["floor"](document)


def test_a_layout_may_go_with_all_that_is_locked_on_it(document):
    modules.set_locked(document, modules=("mod_peak",), locked=True)
    rules.remove_rule(document, slot="page_home", rule="rul_peak")
    pages.remove_layout(document, layout="lay_peak")
    assert document.find("mod_peak") is None


def test_others_move_around_it(document):
    modules.move_module(document, module="mod_shelf", floor="flr_one", index=0)
    assert document.get("flr_one", Floor).modules == ("mod_shelf", "mod_sign", "mod_hero")


def test_two_locked_ones_keep_their_order_whoever_rearranges_the_floor(document):
    modules.set_locked(document, modules=("mod_sign",), locked=True)
    floor = document.get("flr_one", Floor)
    turned = msgspec.structs.replace(floor, modules=tuple(reversed(floor.modules)))
    with pytest.raises(RefusedError, match="is locked"), document.transaction("turn"):
        document.put(turned)


def test_it_keeps_its_name_only_as_long_as_one_likes(document):
    modules.rename(document, id="mod_hero", name="Key visual")
    assert document.get("mod_hero", Module).locked


def test_moving_it_to_where_it_is_is_no_move(document):
    modules.move_module(document, module="mod_hero", floor="flr_one", index=1)


def test_a_copy_is_free(document):
    (made,) = modules.duplicate_modules(document, modules=("mod_hero",))
    assert not document.get(made, Module).locked
    (other,) = modules.copy_modules_to(document, modules=("mod_hero",), floor="flr_items", index=0)
    assert not is_locked(document, document.get(other, Module).default)


def test_a_variant_is_locked_with_its_module(document):
    assert is_locked(document, "var_hero")
    assert is_locked(document, "mod_hero")
    assert not is_locked(document, "var_sign")
    assert not is_locked(document, "gone")
    refuse_locked(document, ("mod_sign",))


def test_what_was_locked_takes_over_what_its_lost_base_gave():
    document = small_shop.document()
    (copy,) = modules.copy_modules_to(document, modules=("mod_peak",), floor="flr_items", index=0)
    key = document.get(copy, Module).default
    with document.transaction("link"):
        document.put(Variant(id=key, name="Linked", base="var_peak"))
    modules.set_locked(document, modules=(copy,), locked=True)
    modules.remove_modules(document, modules=("mod_peak",))
    assert document.get(key, Variant).settings["title"] == "11.11"


def test_locking_is_one_step_that_can_be_taken_back(document):
    assert document.history.label(document.history.undoable) == "Lock Hero"
    modules.set_locked(document, modules=("mod_hero",), locked=True)  # is already
    assert len(document.history.done) == 1
    document.undo()
    assert not is_locked(document, "mod_hero")


@settings(max_examples=60)
@given(EDITS, st.lists(st.tuples(st.sampled_from(sorted(VERBS)), PICKS), max_size=8))
def test_whatever_is_done_a_locked_module_is_as_it_was_or_gone_with_its_layout(before, edits):
    document = edited(before)
    held = [module.id for module in document.all(Module)][:2]
    modules.set_locked(document, modules=held, locked=True)
    kept = {key: _state(document, key) for key in held}
    for edit in edits:
        perform(document, edit)
    for key, state in kept.items():
        module = document.find(key)
        if isinstance(module, Module) and module.locked:
            assert _state(document, key) == state


def _state(document, key):
    """All that a lock holds: floor, rules, and each variant's settings."""
    module = document.get(key, Module)
    shown = [document.get(one, Variant) for one in module.variants]
    floor = next(one.id for one in document.all(Floor) if key in one.modules)
    plain: tuple[Rule, ...] = module.rules
    return floor, plain, module.default, [(one.id, one.settings, one.base) for one in shown]
