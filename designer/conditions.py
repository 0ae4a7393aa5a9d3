"""Audience conditions: check them, decide them for one consumer, and say why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from designer.condition_checks import (
    CONSUMER_ID,
    OPERATORS,
    attribute_of,
    check,
    check_dictionary,
    consumer_from,
    dictionary,
)
from designer.condition_words import sentence
from designer.errors import NotFoundError
from designer.language import _
from designer.records import (
    AllOf,
    AnyOf,
    AttributeValue,
    Condition,
    Consumer,
    InSegment,
    Leaf,
    Not,
    Segment,
    Struct,
)

__all__ = [
    "CONSUMER_ID",
    "OPERATORS",
    "Verdict",
    "attribute_of",
    "attributes_in",
    "check",
    "check_dictionary",
    "consumer_from",
    "cycle",
    "dictionary",
    "holds",
    "leaves_in",
    "matches",
    "segments_in",
    "sentence",
    "trace",
    "value_of",
]


class Verdict(Struct):
    """Whether a condition held; `value` is a leaf's (None: unknown), `parts` what it rests on."""

    condition: Condition
    held: bool
    value: AttributeValue | None = None
    parts: tuple[Verdict, ...] = ()


def matches(condition: Condition, consumer: Consumer, *, segments: Mapping[str, Segment]) -> bool:
    """Whether the consumer is in the audience."""
    match condition:
        case Leaf():
            return holds(condition, value_of(condition.attribute, consumer))
        case AllOf(of=parts):
            return all(matches(part, consumer, segments=segments) for part in parts)
        case AnyOf(of=parts):
            return any(matches(part, consumer, segments=segments) for part in parts)
        case Not(of=part):
            return not matches(part, consumer, segments=segments)
        case InSegment(segment=name):
            return matches(_segment(name, segments).when, consumer, segments=segments)


def trace(condition: Condition, consumer: Consumer, *, segments: Mapping[str, Segment]) -> Verdict:
    """The same answer as `matches` with every part of it, down to the consumer's values."""
    if isinstance(condition, Leaf):
        value = value_of(condition.attribute, consumer)
        return Verdict(condition=condition, held=holds(condition, value), value=value)
    parts = tuple(trace(part, consumer, segments=segments) for part in _inside(condition, segments))
    return Verdict(condition=condition, held=_joined(condition, parts), parts=parts)


def value_of(attribute: str, consumer: Consumer) -> AttributeValue | None:
    """What the consumer has for an attribute; None when it is unknown."""
    return (consumer.id or None) if attribute == "id" else consumer.attributes.get(attribute)


def holds(leaf: Leaf, value: AttributeValue | None) -> bool:
    """Whether a leaf is true of a value; of an unknown one only `unknown` is."""
    if value is None:
        return leaf.operator == "unknown"
    return _TESTS[leaf.operator](value, leaf.value)


def leaves_in(condition: Condition) -> Iterator[Leaf]:
    """The leaves of the condition itself, left to right; its segments are not followed."""
    match condition:
        case Leaf():
            yield condition
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from leaves_in(part)
        case Not(of=part):
            yield from leaves_in(part)


def attributes_in(condition: Condition) -> frozenset[str]:
    """The attributes the condition itself compares."""
    return frozenset(leaf.attribute for leaf in leaves_in(condition))


def segments_in(condition: Condition) -> frozenset[str]:
    """The segments the condition itself names."""
    match condition:
        case InSegment(segment=name):
            return frozenset((name,))
        case AllOf(of=parts) | AnyOf(of=parts):
            return frozenset[str]().union(*map(segments_in, parts))
        case Not(of=part):
            return segments_in(part)
        case _:
            return frozenset()


def cycle(segments: Mapping[str, Segment]) -> tuple[str, ...]:
    """The ids of segments that rest on one another in a ring, in order; empty without one."""
    done: set[str] = set()
    for start in segments:
        ring = _ring(start, segments=segments, path=[], done=done)
        if ring:
            return ring
    return ()


def _ring(
    name: str, *, segments: Mapping[str, Segment], path: list[str], done: set[str]
) -> tuple[str, ...]:
    if name in path:
        return tuple(path[path.index(name) :])
    if name in done or name not in segments:
        return ()
    path.append(name)
    for inner in sorted(segments_in(segments[name].when)):
        ring = _ring(inner, segments=segments, path=path, done=done)
        if ring:
            return ring
    done.add(path.pop())
    return ()


def _inside(condition: Condition, segments: Mapping[str, Segment]) -> tuple[Condition, ...]:
    match condition:
        case AllOf(of=parts) | AnyOf(of=parts):
            return parts
        case Not(of=part):
            return (part,)
        case InSegment(segment=name):
            return (_segment(name, segments).when,)
        case _:
            return ()


def _segment(name: str, segments: Mapping[str, Segment]) -> Segment:
    if name not in segments:
        raise NotFoundError(_("There is no segment “{name}” in this project.", name=name))
    return segments[name]


def _joined(condition: Condition, parts: tuple[Verdict, ...]) -> bool:
    held = [part.held for part in parts]
    if isinstance(condition, AnyOf):
        return any(held)
    return not held[0] if isinstance(condition, Not) else all(held)


def _same(value: object, wanted: object) -> bool:
    return type(value) is type(wanted) and value == wanted  # True is not 1


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _tags(value: object) -> frozenset[str]:
    return frozenset(value) if isinstance(value, tuple | list) else frozenset()


def _listed(value: object, wanted: tuple[str, ...]) -> bool:
    return isinstance(value, str) and value in wanted


_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": _same,
    "any_of": _listed,
    "none_of": lambda value, wanted: isinstance(value, str) and value not in wanted,
    "in_list": _listed,
    "between": lambda value, wanted: _number(value) and wanted[0] <= value < wanted[1],
    "at_least": lambda value, wanted: _number(value) and value >= wanted,
    "less_than": lambda value, wanted: _number(value) and value < wanted,
    "has_any": lambda value, wanted: not _tags(value).isdisjoint(wanted),
    "has_all": lambda value, wanted: _tags(value).issuperset(wanted),
    "has_none": lambda value, wanted: _tags(value).isdisjoint(wanted),
    "known": lambda *__: True,
    "unknown": lambda *__: False,
}
"""By operator: (the consumer's known value, the leaf's value) → whether it holds."""
