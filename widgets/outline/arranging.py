"""Brings the rows of an outline into their new order one by one, when a diff moved only a few."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from designer.records import Floor, Layout, Module, Page, Shop
from widgets.outline.nodes import module_node, relettered, variant_node

if TYPE_CHECKING:
    from designer.document.diff import Change, Diff
    from widgets.outline.model import OutlineModel
    from widgets.outline.nodes import Node

MOST: Final = 40
"""Steps beyond which it is quicker to read every row anew."""


def arrange(tree: OutlineModel, diff: Diff) -> bool:
    """Move, add and take out the rows that a diff concerns; False, with nothing done, when all
    must be read anew."""
    wanted = _wanted(tree, diff)
    if wanted is None:
        return False
    strays = {key: _strays(tree, key, keys) for key, keys in wanted.items()}
    kept = {below for keys in wanted.values() for below in keys}
    gone = [node for key in wanted for node in _node(tree, key).below if node.key not in kept]
    if sum(map(len, strays.values())) + len(gone) > MOST:
        return False
    for key, keys in wanted.items():
        _order(tree, _node(tree, key), keys, strays[key])
    for node in gone:
        tree.take_out(node)
    for key in wanted:
        relettered(_node(tree, key))
    return True


def _wanted(tree: OutlineModel, diff: Diff) -> Mapping[str, tuple[str, ...]] | None:
    """The rows below each row whose own may differ, top down; None when more than that does."""
    floors, modules = dict[str, tuple[str, ...]](), dict[str, tuple[str, ...]]()
    for key, change in diff.changes.items():
        if _is_beyond(change):
            return None
        node, after = tree.find(key), change.after
        if node is not None and isinstance(after, Floor):
            floors[key] = after.modules
        elif node is not None and isinstance(after, Module):
            modules[key] = after.variants
    return {**floors, **modules}


def _is_beyond(change: Change) -> bool:
    """Whether a change concerns sections or pages, which are few and read as one."""
    before, after = change.before, change.after
    if isinstance(before, Floor) and isinstance(after, Floor):
        return before.level != after.level
    if isinstance(before, Layout) and isinstance(after, Layout):
        return before.floors != after.floors
    return isinstance(before or after, Shop | Page | Layout | Floor)


def _node(tree: OutlineModel, key: str) -> Node:
    node = tree.find(key)
    assert node is not None
    return node


def _strays(tree: OutlineModel, key: str, keys: Sequence[str]) -> Collection[str]:
    """Those of the wanted rows that cannot stay where they are."""
    rows = {below.key: below.row for below in _node(tree, key).below}
    staying = [one for one in keys if one in rows]
    still = {staying[place] for place in rising([rows[one] for one in staying])}
    return [one for one in keys if one not in still]


def rising(numbers: Sequence[int]) -> Sequence[int]:
    """The places of a longest strictly rising run of numbers, not necessarily neighbours."""
    ends, places = list[int](), list[int]()
    before = [-1] * len(numbers)
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before[place] = places[length - 1] if length else -1
        ends[length:length + 1] = [number]  # fmt: skip
        places[length:length + 1] = [place]  # fmt: skip
    run, at = list[int](), places[-1] if places else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _order(tree: OutlineModel, above: Node, keys: Sequence[str], strays: Collection[str]) -> None:
    """Put every stray right behind the row it shall follow."""
    moving = set(strays)
    for place, key in enumerate(keys):
        if key not in moving:
            continue
        row = _node(tree, keys[place - 1]).row + 1 if place else 0
        node = tree.find(key)
        if node is not None:
            tree.shift(node, above, row)
        elif above.kind == "floor":
            tree.bring_in(module_node(tree.session, key), above, row)
        else:
            tree.bring_in(variant_node(tree.session, key, above), above, row)
