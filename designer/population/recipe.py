"""Whether a recipe for consumers can be drawn: its shares, values, spans and chances."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from designer.condition_checks import dictionary
from designer.errors import InvalidError
from designer.language import _
from designer.records import Attribute, Crowd, Draw, Shop, Synthesis

LARGEST = 50_000_000
"""More consumers than one machine should hold in memory."""

_NEEDS = {"enum": "weights", "text": "weights", "number": "span", "bool": "chance", "tags": "tags"}


def check_recipe(synthesis: Synthesis, *, shop: Shop) -> None:
    """Raise InvalidError, naming crowd and attribute, when the recipe cannot be drawn."""
    if not 0 <= synthesis.size <= LARGEST:
        text = _("A population can have 0 to {most} consumers, not {size}.")
        raise InvalidError(text.format(most=f"{LARGEST:,}", size=f"{synthesis.size:,}"))
    if not _are_weights([crowd.share for crowd in synthesis.crowds]):
        raise InvalidError(_("The crowds' shares must be 0 or more and not all 0."))
    declared = dictionary(shop)
    for crowd in synthesis.crowds:
        for key, draw in crowd.attributes.items():
            if key not in declared or key == "id":
                text = _("Crowd “{crowd}” draws “{key}”, which is not in the attribute dictionary.")
                raise InvalidError(text.format(crowd=crowd.name, key=key))
            _check_draw(draw, attribute=declared[key], crowd=crowd, declared=declared)
        _check_order(crowd)


def _check_draw(
    draw: Draw, *, attribute: Attribute, crowd: Crowd, declared: Mapping[str, Attribute]
) -> None:
    wrong = _problem(draw, attribute) if draw.by is None else _misled(draw, declared, crowd)
    if not 0 <= draw.unknown <= 1:
        wrong = _("the unknown share must lie between 0 and 1")
    if wrong:
        text = _("Crowd “{crowd}” cannot draw “{key}”: {wrong}.")
        raise InvalidError(text.format(crowd=crowd.name, key=attribute.key, wrong=wrong))
    for case in draw.cases.values():
        _check_draw(case, attribute=attribute, crowd=crowd, declared=declared)


def _misled(draw: Draw, declared: Mapping[str, Attribute], crowd: Crowd) -> str:
    parent = declared.get(draw.by or "")
    if parent is None or parent.key not in crowd.attributes or parent.type not in ("enum", "text"):
        return _("it depends on “{key}”, which this crowd does not draw as one value", key=draw.by)
    return _strange(draw.cases, parent)


def _problem(draw: Draw, attribute: Attribute) -> str:
    need = _NEEDS[attribute.type]
    given = [name for name in ("weights", "span", "chance", "tags") if getattr(draw, name)]
    if given not in ([need], []) or (need == "span" and draw.span is None):
        return _("it needs {need}", need=need)
    if need == "weights" and not _are_weights(list(draw.weights.values())):
        return _("the weights must be 0 or more and not all 0")
    if draw.span and not (all(map(math.isfinite, draw.span)) and draw.span[0] < draw.span[1]):
        return _("the span must go from a lower to a higher number")
    chances = [draw.chance or 0.0, *draw.tags.values()]
    if not all(0 <= chance <= 1 for chance in chances):
        return _("a chance must lie between 0 and 1")
    return _strange([*draw.weights, *draw.tags], attribute)


def _strange(names: Sequence[str] | Mapping[str, object], attribute: Attribute) -> str:
    keys = {choice.key for choice in attribute.choices}
    strange = [name for name in names if keys and name not in keys]
    return _("“{value}” is not a declared value", value=strange[0]) if strange else ""


def _check_order(crowd: Crowd) -> None:
    """Refuse attributes that depend on one another in a ring."""
    for start in crowd.attributes:
        met, key = [start], start
        while (after := crowd.attributes[key].by) is not None:
            if after in met:
                text = _("Crowd “{crowd}” draws “{key}” by itself in a ring.")
                raise InvalidError(text.format(crowd=crowd.name, key=start))
            met.append(after)
            key = after


def _are_weights(weights: Sequence[float]) -> bool:
    fine = all(math.isfinite(weight) and weight >= 0 for weight in weights)
    return fine and sum(weights) > 0
