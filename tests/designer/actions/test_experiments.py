"""A/B tests: arms that every rule follows, keys for the hash, layers and the holdout."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import experiments
from designer.errors import RefusedError
from designer.records import Arm, Experiment, Layer, LayerSlice, Module


def arms(*weights: float) -> tuple[Arm, ...]:
    return tuple(
        Arm(id=f"arm_{k}", name=k, weight=w) for k, w in zip("abcd", weights, strict=False)
    )


def test_a_new_test_has_two_equal_arms_and_an_ascii_key(document, undone):
    key = experiments.add_experiment(document, name="首页 Hero Test")
    made = document.get(key, Experiment)
    assert [arm.weight for arm in made.arms] == [0.5, 0.5]
    assert made.key == "hero-test"
    undone()


@pytest.mark.parametrize(
    ("wanted", "taken", "key"),
    [
        ("Hero", [], "hero"),
        ("Hero", ["hero"], "hero-2"),
        ("Hero", ["hero", "hero-2"], "hero-3"),
        ("首页", [], "test"),
    ],
)
def test_keys_are_ascii_and_taken_once(wanted, taken, key):
    assert experiments.free_key(wanted, taken) == key


def test_a_new_arm_shows_the_default_everywhere_the_test_runs(document, undone):
    record = document.get("exp_hero", Experiment)
    changed = msgspec.structs.replace(record, arms=arms(0.5, 0.3, 0.2))
    experiments.set_experiment(document, experiment=changed)
    outcome = document.get("mod_hero", Module).rules[1].outcome
    assert outcome.arms == {"arm_a": "var_hero", "arm_b": "var_hero_young", "arm_c": "var_hero"}
    undone()


def test_an_arm_that_goes_leaves_every_rule(document, undone):
    record = document.get("exp_hero", Experiment)
    left = (record.arms[1], Arm(id="arm_z", name="Z", weight=0.5))
    experiments.set_experiment(document, experiment=msgspec.structs.replace(record, arms=left))
    assert set(document.get("mod_hero", Module).rules[1].outcome.arms) == {"arm_b", "arm_z"}
    undone()


def test_weights_that_do_not_add_up_change_nothing(document):
    before = dict(document.records)
    record = document.get("exp_hero", Experiment)
    with pytest.raises(RefusedError, match="add up to 90%"):
        experiments.set_experiment(
            document, experiment=msgspec.structs.replace(record, arms=arms(0.5, 0.4))
        )
    assert dict(document.records) == before


def test_dragging_a_weight_is_one_step(document, undone):
    record = document.get("exp_other", Experiment)
    for share in (0.6, 0.7, 0.8):
        changed = msgspec.structs.replace(record, arms=arms(share, 1 - share))
        experiments.set_experiment(document, experiment=changed)
    undone()


def test_a_test_that_runs_stays_and_another_goes(document):
    with pytest.raises(RefusedError, match="still used by “Hero” on floor 1"):
        experiments.remove_experiment(document, experiment="exp_hero")
    experiments.remove_experiment(document, experiment="exp_other")
    assert document.find("exp_other") is None


def test_a_layer_comes_changes_and_goes(document):
    key = experiments.add_layer(document, name="Home")
    layer = document.get(key, Layer)
    assert (layer.name, layer.seed) == ("Home 2", "layer")
    experiments.set_layer(document, layer=msgspec.structs.replace(layer, name="Shelf"))
    experiments.remove_layer(document, layer=key)
    with pytest.raises(RefusedError, match="still used by “Hero test”, “Other test”"):
        experiments.remove_layer(document, layer="lyr_home")


def test_a_slice_that_overlaps_is_refused(document):
    with pytest.raises(RefusedError, match="overlap"):
        experiments.add_experiment(
            document, name="Third", slice=LayerSlice(layer="lyr_home", start=0.4, end=0.6)
        )


def test_the_holdout_is_dragged_in_one_step(document, undone):
    for share in (0.1, 0.2):
        experiments.set_holdout(document, share=share)
    assert document.shop.holdout.share == 0.2
    assert document.shop.holdout.seed == "holdout"
    undone()
    experiments.set_holdout(document, share=0.0, seed="other")
    assert document.shop.holdout.seed == "other"
