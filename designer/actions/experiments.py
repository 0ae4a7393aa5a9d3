"""What a user does to A/B tests: experiments, their exclusion layers and the shop-wide holdout."""

from __future__ import annotations

import re

import msgspec

from designer.actions.editing import free_name, kept
from designer.document.document import Document
from designer.document.queries import slot
from designer.language import _
from designer.records import (
    Arm,
    Experiment,
    Holdout,
    Layer,
    LayerSlice,
    Module,
    Page,
    Rule,
    Run,
    Slot,
    new_id,
)


def add_experiment(
    document: Document,
    *,
    name: str,
    key: str | None = None,
    arms: tuple[Arm, ...] = (),
    coverage: float = 1.0,
    slice: LayerSlice | None = None,  # noqa: A002 - the field's name
    hypothesis: str = "",
) -> str:
    """Add an A/B test, of two equal arms when none are given; rules run it on slots."""
    others = document.all(Experiment)
    made = Experiment(
        id=new_id(Experiment),
        key=free_key(key or name, [experiment.key for experiment in others]),
        name=free_name(name, (experiment.name for experiment in others)),
        arms=arms or _halves(),
        coverage=coverage,
        slice=slice,
        hypothesis=hypothesis,
    )
    with document.transaction(_("Add experiment {name}", name=made.name)):
        document.put(made)
    return made.id


def set_experiment(document: Document, *, experiment: Experiment) -> str:
    """Replace the experiment that has this id; an arm that is new shows each slot's default."""
    before = document.get(experiment.id, Experiment)
    fields = [f for f in before.__struct_fields__ if getattr(before, f) != getattr(experiment, f)]
    label = _("Change experiment {name}", name=experiment.name)
    with document.transaction(label, merge=f"{experiment.id}:{','.join(fields)}"):
        for user in sorted(document.users(experiment.id)):
            if isinstance(document.find(user), Page | Module):
                document.put(_serving(slot(document, user), experiment))
        document.put(experiment)
    return experiment.id


def remove_experiment(document: Document, *, experiment: str) -> None:
    """Take an experiment out; refused while a rule runs it."""
    gone = document.get(experiment, Experiment)
    with document.transaction(_("Remove experiment {name}", name=gone.name)):
        document.remove(experiment)


def add_layer(document: Document, *, name: str, seed: str | None = None) -> str:
    """Add an exclusion layer: experiments on its disjoint parts share no consumer."""
    others = document.all(Layer)
    made = Layer(
        id=new_id(Layer),
        name=free_name(name, (layer.name for layer in others)),
        seed=free_key(seed or "layer", [layer.seed for layer in others]),
    )
    with document.transaction(_("Add layer {name}", name=made.name)):
        document.put(made)
    return made.id


def set_layer(document: Document, *, layer: Layer) -> str:
    """Replace the layer that has this id."""
    kept(document, layer, label=_("Change layer {name}", name=layer.name), of=Layer)
    return layer.id


def remove_layer(document: Document, *, layer: str) -> None:
    """Take a layer out; refused while an experiment stands in it."""
    gone = document.get(layer, Layer)
    with document.transaction(_("Remove layer {name}", name=gone.name)):
        document.remove(layer)


def set_holdout(document: Document, *, share: float, seed: str | None = None) -> None:
    """Keep a share of all consumers out of every experiment."""
    shop = document.shop
    holdout = Holdout(share=share, seed=shop.holdout.seed if seed is None else seed)
    with document.transaction(_("Change the holdout"), merge="holdout"):
        document.put(msgspec.structs.replace(shop, holdout=holdout))


def free_key(wanted: str, taken: list[str]) -> str:
    """An ASCII key made of `wanted` that no other has: it seeds hashes in every engine alike."""
    stem = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-") or "test"
    keys = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(key for key in keys if key not in taken)


def _halves() -> tuple[Arm, Arm]:
    control = Arm(id=new_id("arm"), name=_("A · control"), weight=0.5)
    return control, Arm(id=new_id("arm"), name="B", weight=0.5)


def _serving(at: Slot, experiment: Experiment) -> Slot:
    rules = tuple(_rule_serving(rule, at, experiment) for rule in at.rules)
    return msgspec.structs.replace(at, rules=rules)


def _rule_serving(rule: Rule, at: Slot, experiment: Experiment) -> Rule:
    if not isinstance(rule.outcome, Run) or rule.outcome.experiment != experiment.id:
        return rule
    arms = {arm.id: rule.outcome.arms.get(arm.id, at.default) for arm in experiment.arms}
    outcome = Run(experiment=experiment.id, arms=arms)
    return msgspec.structs.replace(rule, outcome=outcome)
