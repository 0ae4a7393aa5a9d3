"""The decisions as a GrowthBook payload, in the dialect that all of its SDKs read alike.

A page or module is a feature with its own id as key; its value is a layout, a variant or "hidden",
and "" for a module of a layout that the consumer does not get. The host supplies `now` in epoch
seconds as an attribute. Conditions use positive operators on guarded types and negate as a whole;
values are never null; shares are explicit ranges; audiences of experiments are prerequisite
features, so that SDKs agree where a consumer leaves the audience of a sticky experiment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from designer.decide.bucket import arm_ranges
from designer.decide.rulebook import Rulebook
from designer.records import (
    HIDDEN,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Experiment,
    Hide,
    InSegment,
    Leaf,
    Not,
    Page,
    Rule,
    Run,
    Show,
    Slot,
    Window,
)

if TYPE_CHECKING:
    from designer.document.document import Document

Json = dict[str, Any]
ALWAYS: Json = {}
NEVER: Json = {"id": {"$in": []}}


def payload(document: Document) -> Json:
    """The payload of everything the document decides; the same document gives the same payload."""
    return payload_of(Rulebook.of(document))


def payload_of(book: Rulebook) -> Json:
    """The payload of a rulebook."""
    return _Compiler(book).payload()


class _Compiler:
    """Compiles one rulebook, collecting the lists of ids and the audiences that rules refer to."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._lists: dict[str, list[str]] = {}
        self._audiences: dict[str, Json] = {}

    def payload(self) -> Json:
        book = self._book
        features: dict[str, Json] = {}
        for name in dict.fromkeys((*book.shop.pages, *sorted(book.pages))):
            page = book.pages[name]
            features[page.id] = self._feature(page, gate=())
            for layout in page.layouts:
                gate = _gate(page, layout)
                for module in book.modules_on(layout):
                    features[module.id] = self._feature(module, gate=gate)
        return {
            "status": 200,
            "features": {**features, **self._audiences},
            "experiments": [],
            "savedGroups": self._lists,
        }

    def _feature(self, slot: Slot, *, gate: tuple[Json, ...]) -> Json:
        rules = (self._rule(slot, rule) for rule in slot.rules)
        return {
            "defaultValue": slot.default,
            "rules": [*gate, *(rule for rule in rules if rule is not None)],
        }

    def _rule(self, slot: Slot, rule: Rule) -> Json | None:
        """The rule compiled; None when its window never opens."""
        window = self._window(rule.window)
        if window is NEVER:
            return None
        condition = _all([window, self._condition(rule.audience)])
        match rule.outcome:
            case Show(variant=variant):
                return {"id": rule.id, **_given(condition), "force": variant}
            case Hide():
                return {"id": rule.id, **_given(condition), "force": HIDDEN}
            case Run() as run:
                audience = self._audience(f"audience.{slot.id}.{rule.id}", condition)
                return {"id": rule.id, **audience, **self._experiment(run)}

    def _audience(self, name: str, condition: Json) -> Json:
        """A prerequisite feature that is true for the audience."""
        if condition == ALWAYS:
            return {}
        self._audiences[name] = {
            "defaultValue": False,
            "rules": [{"id": name, "condition": condition, "force": True}],
        }
        return {"parentConditions": [{"id": name, "condition": {"value": {"$eq": True}}}]}

    def _experiment(self, run: Run) -> Json:
        experiment = self._book.experiments[run.experiment]
        filters = self._filters(experiment)
        ranges = [list(ends) for ends in arm_ranges(experiment)]
        choices = [run.arms[arm.id] for arm in experiment.arms]
        base: Json = {
            "seed": experiment.key,
            "hashAttribute": "id",
            "hashVersion": 2,
            **({"filters": filters} if filters else {}),
        }
        if len(choices) == 1:  # the SDKs run no experiment of one arm
            return {**base, "force": choices[0], "range": ranges[0]}
        return {
            **base,
            "key": experiment.key,
            "name": experiment.name,
            "variations": choices,
            "ranges": ranges,
            "meta": [{"key": arm.id, "name": arm.name} for arm in experiment.arms],
            "phase": "0",
        }

    def _filters(self, experiment: Experiment) -> list[Json]:
        holdout, part = self._book.shop.holdout, experiment.slice
        found = []
        if holdout.share > 0:
            found.append(_filter(holdout.seed, holdout.share, 1.0))
        if part is not None:
            found.append(_filter(self._book.layers[part.layer].seed, part.start, part.end))
        return found

    # ---- conditions ----

    def _window(self, window: Window) -> Json:
        if isinstance(window, Between):
            return _between(window.start, window.end)
        phases = [self._book.phases[name] for name in window.phases if name in self._book.phases]
        return _any([_between(phase.start, phase.end) for phase in phases])

    def _condition(self, condition: Condition) -> Json:
        match condition:
            case AllOf(of=parts):
                return _all([self._condition(part) for part in parts])
            case AnyOf(of=parts):
                return _any([self._condition(part) for part in parts])
            case Not(of=part):
                return {"$not": self._condition(part)}
            case InSegment(segment=name):
                return self._condition(self._book.segments[name].when)
            case Leaf():
                return self._leaf(condition)

    def _leaf(self, leaf: Leaf) -> Json:
        if leaf.operator == "in_list":
            return {"id": {"$inGroup": self._list(leaf)}}
        if leaf.attribute == "id":  # an empty id is no id
            known = _all([{"id": {"$exists": True}}, {"$not": {"id": {"$eq": ""}}}])
            return known if leaf.operator == "known" else {"$not": known}
        compiled: Json = _LEAVES[leaf.operator](leaf.attribute, leaf.value)
        return compiled

    def _list(self, leaf: Leaf) -> str:
        names = list(leaf.value) if isinstance(leaf.value, tuple) else []
        digest = hashlib.sha256("\n".join(map(str, names)).encode()).hexdigest()
        self._lists[f"ids.{digest[:12]}"] = [str(name) for name in names]
        return f"ids.{digest[:12]}"


def _gate(page: Page, layout: str) -> tuple[Json, ...]:
    """The first rule of a module: nothing on the layouts it is not part of."""
    if page.layouts == (layout,):
        return ()
    elsewhere = {"$not": {"value": {"$eq": layout}}}
    parent = [{"id": page.id, "condition": elsewhere}]
    return ({"id": f"only.{layout}", "parentConditions": parent, "force": ""},)


def _given(condition: Json) -> Json:
    return {} if condition == ALWAYS else {"condition": condition}


def _filter(seed: str, start: float, end: float) -> Json:
    return {"seed": seed, "ranges": [[start, end]], "attribute": "id", "hashVersion": 2}


def _between(start: datetime | None, end: datetime | None) -> Json:
    if start is None and end is None:
        return ALWAYS
    limits = {"$gte": _seconds(start), "$lt": _seconds(end)}
    return {"now": {"$type": "number", **{op: at for op, at in limits.items() if at is not None}}}


def _seconds(instant: datetime | None) -> float | int | None:
    if instant is None:
        return None
    seconds = instant.timestamp()
    return int(seconds) if seconds.is_integer() else seconds


def _all(parts: list[Json]) -> Json:
    needed = [part for part in parts if part != ALWAYS]
    if len(needed) < 2:
        return needed[0] if needed else ALWAYS
    return {"$and": needed}


def _any(parts: list[Json]) -> Json:
    """At least one; an empty $or would be true, so it is spelled out as never."""
    if len(parts) < 2:
        return parts[0] if parts else NEVER
    return ALWAYS if ALWAYS in parts else {"$or": parts}


def _known(key: str) -> Json:
    return {key: {"$exists": True}}


def _known_without(key: str, without: Json) -> Json:
    return {"$and": [_known(key), {"$not": without}]}


def _listed(value: Any) -> list[Any]:
    return list(value)


_LEAVES: Mapping[str, Any] = {
    "is": lambda key, value: {key: {"$eq": value}},
    "any_of": lambda key, value: {key: {"$in": _listed(value)}},
    "none_of": lambda key, value: _known_without(key, {key: {"$in": _listed(value)}}),
    "between": lambda key, value: {key: {"$type": "number", "$gte": value[0], "$lt": value[1]}},
    "at_least": lambda key, value: {key: {"$type": "number", "$gte": value}},
    "less_than": lambda key, value: {key: {"$type": "number", "$lt": value}},
    "has_any": lambda key, value: {key: {"$in": _listed(value)}},
    "has_all": lambda key, value: {key: {"$all": [{"$eq": tag} for tag in value]}},
    "has_none": lambda key, value: _known_without(key, {key: {"$in": _listed(value)}}),
    "known": lambda key, _: _known(key),
    "unknown": lambda key, _: {key: {"$exists": False}},
}
