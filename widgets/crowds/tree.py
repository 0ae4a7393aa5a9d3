"""Editing a condition as a tree: where a part is, and the same tree with that part changed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from designer.condition_checks import OPERATORS
from designer.records import AllOf, AnyOf, Attribute, Condition, InSegment, Leaf, Not, Operator

Path = tuple[int, ...]
"""The way from the root to a part: child numbers; the only child of a `Not` is 0."""
Group = AllOf | AnyOf
Value = bool | int | float | str | tuple[int | float | str, ...] | None
"""What a leaf compares with."""

_LISTS: frozenset[Operator] = frozenset(
    ("any_of", "none_of", "has_any", "has_all", "has_none", "in_list")
)


def rooted(condition: Condition) -> Group:
    """The condition as a group that rows can be added to; a lone part becomes a group of one."""
    return condition if isinstance(condition, Group) else AllOf(of=(condition,))


def children(condition: Condition) -> tuple[Condition, ...]:
    """The parts directly below."""
    if isinstance(condition, AllOf | AnyOf):
        return condition.of
    return (condition.of,) if isinstance(condition, Not) else ()


def at(condition: Condition, path: Path) -> Condition:
    """The part at `path`; raises IndexError when there is none."""
    for index in path:
        condition = children(condition)[index]
    return condition


def walk(condition: Condition, path: Path = ()) -> Iterator[tuple[Path, Condition]]:
    """Every part with its path, parents first, top to bottom."""
    yield path, condition
    for index, part in enumerate(children(condition)):
        yield from walk(part, (*path, index))


def replaced(condition: Condition, path: Path, part: Condition) -> Condition:
    """The tree with another part at `path`."""
    if not path:
        return part
    parts = list(children(condition))
    parts[path[0]] = replaced(parts[path[0]], path[1:], part)
    return _with_children(condition, tuple(parts))


def inserted(condition: Condition, group: Path, index: int, part: Condition) -> Condition:
    """The tree with a new part at place `index` of the group at `group`."""
    parts = list(children(at(condition, group)))
    parts.insert(index, part)
    return replaced(condition, group, _with_children(at(condition, group), tuple(parts)))


def removed(condition: Condition, path: Path) -> Condition:
    """The tree without the part at `path`, its negation and the groups left empty."""
    while path and isinstance(at(condition, path[:-1]), Not):
        path = path[:-1]
    if not path:
        return AllOf()
    parent = at(condition, path[:-1])
    parts = tuple(p for index, p in enumerate(children(parent)) if index != path[-1])
    if not parts and path[:-1]:
        return removed(condition, path[:-1])
    return replaced(condition, path[:-1], _with_children(parent, parts))


def negated(condition: Condition, path: Path) -> Condition:
    """The tree with `not` put before the part at `path`, or taken away when it has one."""
    part = at(condition, path)
    return replaced(condition, path, part.of if isinstance(part, Not) else Not(of=part))


def flipped(condition: Condition, path: Path) -> Condition:
    """The tree with the group at `path` asking for any of its parts instead of all, or back."""
    group = at(condition, path)
    assert isinstance(group, AllOf | AnyOf)
    other = AnyOf if isinstance(group, AllOf) else AllOf
    return replaced(condition, path, other(of=group.of))


def grouped(condition: Condition, path: Path) -> Condition:
    """The tree with the part at `path` in a group of its own, of the other kind than its parent."""
    parent = at(condition, path[:-1]) if path else AllOf()
    group = AnyOf if isinstance(parent, AllOf) else AllOf
    return replaced(condition, path, group(of=(at(condition, path),)))


def ungrouped(condition: Condition, path: Path) -> Condition:
    """The tree with the parts of the group at `path` standing in its place in the parent group."""
    group = at(condition, path)
    parent = at(condition, path[:-1]) if path else None
    if not isinstance(group, AllOf | AnyOf) or not isinstance(parent, AllOf | AnyOf):
        return condition
    here = path[-1]
    parts = (*parent.of[:here], *group.of, *parent.of[here + 1 :])
    return replaced(condition, path[:-1], _with_children(parent, parts))


def moved(condition: Condition, path: Path, by: int) -> tuple[Condition, Path]:
    """The tree with the part moved among its siblings, and its path there; unmoved at the ends."""
    parts = list(children(at(condition, path[:-1])))
    target = path[-1] + by
    if not 0 <= target < len(parts):
        return condition, path
    parts.insert(target, parts.pop(path[-1]))
    group = _with_children(at(condition, path[:-1]), tuple(parts))
    return replaced(condition, path[:-1], group), (*path[:-1], target)


def blank(attribute: Attribute) -> Leaf:
    """A first comparison for an attribute, with nothing chosen yet."""
    return leaf(attribute, OPERATORS[attribute.type][0])


def leaf(attribute: Attribute, operator: Operator, before: Leaf | None = None) -> Leaf:
    """A comparison with this operator, keeping of `before` what still fits."""
    old = before.value if before is not None and before.attribute == attribute.key else None
    return Leaf(attribute=attribute.key, operator=operator, value=_fitted(attribute, operator, old))


def _fitted(attribute: Attribute, operator: Operator, old: Value) -> Value:
    if operator in ("known", "unknown"):
        return None
    if operator in _LISTS:
        items = old if isinstance(old, tuple) else (old,)
        return tuple(item for item in items if isinstance(item, str))
    if operator == "is":
        return _one(attribute, old)
    return _numbers(attribute, operator, old)


def _one(attribute: Attribute, old: Value) -> Value:
    first = old[0] if isinstance(old, tuple) and old else old
    if attribute.type == "bool":
        return first if isinstance(first, bool) else True
    return first if isinstance(first, str) else ""


def _numbers(attribute: Attribute, operator: Operator, old: Value) -> Value:
    numbers = [n for n in (old if isinstance(old, tuple) else (old,)) if isinstance(n, int | float)]
    low = numbers[0] if numbers else _whole(attribute.low, 0)
    if operator != "between":
        return low
    high = numbers[1] if len(numbers) > 1 else _whole(attribute.high, low + 10)
    return (low, max(low, high))


def _whole(number: float | None, otherwise: float) -> float:
    value = otherwise if number is None else number
    return int(value) if float(value).is_integer() else value


def _with_children(condition: Condition, parts: tuple[Condition, ...]) -> Condition:
    if isinstance(condition, Not):
        return Not(of=parts[0])
    return msgspec.structs.replace(condition, of=parts)


def segments_below(condition: Condition) -> frozenset[str]:
    """The segments a condition names."""
    return frozenset(p.segment for __, p in walk(condition) if isinstance(p, InSegment))
