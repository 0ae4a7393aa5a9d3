"""Every kind of visitor that a slot's rules can tell apart, as bits of whole numbers.

Rules look at a consumer only through their leaves, their windows and their experiments' arms. So
for each attribute it is enough to keep one value for each way its leaves can come out, one instant
between any two edges of windows, and one outcome for each arm. A point of the space is one such
choice for each; a set of points is a whole number with a bit for each point. Arms are taken to be
free of everything else, so the space may hold visitors who cannot be: what no point reaches,
nobody does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from designer.condition_checks import dictionary
from designer.conditions import holds, leaves_in, segments_in
from designer.decide.bucket import arm_spans, span
from designer.decide.rulebook import Rulebook
from designer.records import (
    AllOf,
    AnyOf,
    Attribute,
    AttributeValue,
    Between,
    Condition,
    Experiment,
    InSegment,
    Leaf,
    Not,
    Window,
)

LARGEST = 1 << 20
"""Points at most; beyond that nothing is said."""

MOST_TAGS = 12
"""Tags of one attribute at most, since every subset of them counts."""

Points = int
_Axis = list[set[tuple[str, object]]]
"""For each place on an axis the names of the sets it belongs to."""


class TooLargeError(Exception):
    """The conditions tell more kinds of visitors apart than are worth counting."""


class Space:
    """The kinds of visitors that some conditions, windows and experiments tell apart."""

    def __init__(
        self,
        *,
        book: Rulebook,
        conditions: Iterable[Condition],
        windows: Iterable[Window] = (),
        experiments: Iterable[Experiment] = (),
    ) -> None:
        self._book = book
        self._sets: dict[tuple[str, object], Points] = {}
        self._segments: dict[str, Points] = {}
        self._instants = _instants(windows, book)
        axes: list[_Axis] = [*self._leaf_axes(conditions), self._time_axis()]
        axes += [_arm_axis(test, book) for test in dict.fromkeys(experiments)]
        self.size = 1
        for axis in axes:
            self.size *= len(axis)
            if self.size > LARGEST:
                raise TooLargeError
        self.everything: Points = (1 << self.size) - 1
        self._lay(axes)

    def condition(self, condition: Condition) -> Points:
        """The points where a condition holds."""
        match condition:
            case Leaf():
                return self._sets.get(("leaf", condition), 0)
            case AllOf(of=parts):
                points = self.everything
                for part in parts:
                    points &= self.condition(part)
                return points
            case AnyOf(of=parts):
                points = 0
                for part in parts:
                    points |= self.condition(part)
                return points
            case Not(of=part):
                return self.everything & ~self.condition(part)
            case InSegment(segment=name):
                if name not in self._segments:
                    self._segments[name] = self.condition(self._book.segments[name].when)
                return self._segments[name]

    def window(self, window: Window) -> Points:
        """The points whose instant lies in a window."""
        points = 0
        for instant in self._instants:
            if self._book.is_open(window, instant):
                points |= self._sets["instant", instant]
        return points

    def arm(self, experiment: str, arm: str) -> Points:
        """The points that fall in an arm; none when it has no traffic."""
        return self._sets.get((experiment, arm), 0)

    # ---- building ----

    def _leaf_axes(self, conditions: Iterable[Condition]) -> list[_Axis]:
        leaves: dict[str, dict[Leaf, None]] = {}
        for condition in conditions:
            for leaf in _leaves(condition, self._book):
                leaves.setdefault(leaf.attribute, {})[leaf] = None
        declared = dictionary(self._book.shop)
        return [_leaf_axis(declared.get(key), list(told)) for key, told in leaves.items()]

    def _time_axis(self) -> _Axis:
        return [{("instant", instant)} for instant in self._instants]

    def _lay(self, axes: Sequence[_Axis]) -> None:
        """Give each place on each axis its points: runs of ones that repeat."""
        stride = 1
        for axis in axes:
            run, period = (1 << stride) - 1, stride * len(axis)
            for place, names in enumerate(axis):
                points = self._repeated(run << place * stride, period)
                for name in names:
                    self._sets[name] = self._sets.get(name, 0) | points
            stride = period

    def _repeated(self, points: Points, period: int) -> Points:
        while period < self.size:
            points |= points << period
            period *= 2
        return points & self.everything


def _leaves(condition: Condition, book: Rulebook) -> Iterator[Leaf]:
    """The leaves of a condition and of the segments it rests on."""
    yield from leaves_in(condition)
    for name in sorted(segments_in(condition)):
        yield from _leaves(book.segments[name].when, book)


def _leaf_axis(attribute: Attribute | None, leaves: Sequence[Leaf]) -> _Axis:
    """One place for each way the leaves of an attribute can come out together."""
    values = _ids(leaves) if leaves[0].attribute == "id" else _values(attribute, leaves)
    ways = {tuple(_holds(leaf, value) for leaf in leaves) for value in values}
    return [
        {("leaf", leaf) for leaf, held in zip(leaves, way, strict=True) if held}
        for way in sorted(ways)
    ]


def _holds(leaf: Leaf, value: AttributeValue | frozenset[Leaf] | None) -> bool:
    if isinstance(value, frozenset):  # an id, given by the lists it stands in
        return leaf in value if leaf.operator == "in_list" else leaf.operator == "known"
    return holds(leaf, value)


def _values(attribute: Attribute | None, leaves: Sequence[Leaf]) -> Iterable[AttributeValue | None]:
    """Values that stand for all the others as far as these leaves can tell."""
    named = dict.fromkeys(_named(leaves))
    match attribute.type if attribute else "text":
        case "number":
            edges = sorted({float(value) for value in named if isinstance(value, int | float)})
            return [None, *edges, edges[0] - 1.0] if edges else [None, 0.0]
        case "bool":
            return [None, True, False]
        case "tags":
            tags = [str(tag) for tag in named]
            if len(tags) > MOST_TAGS:
                raise TooLargeError
            sizes = range(len(tags) + 1)
            return [None, *(chosen for size in sizes for chosen in combinations(tags, size))]
        case _:
            declared = [choice.key for choice in attribute.choices] if attribute else []
            closed = bool(declared) and attribute is not None and attribute.type == "enum"
            other = [] if closed else ["".join(map(str, named)) + "…"]
            return [None, *declared, *map(str, named), *other]


def _named(leaves: Sequence[Leaf]) -> Iterator[int | float | str]:
    for leaf in leaves:
        if isinstance(leaf.value, tuple):
            yield from leaf.value
        elif leaf.value is not None:
            yield leaf.value


def _ids(leaves: Sequence[Leaf]) -> Iterable[frozenset[Leaf] | None]:
    """No id, an id that no list holds, and one for each set of lists that share an id."""
    lists: dict[str, set[Leaf]] = {}
    for leaf in leaves:
        for name in leaf.value if isinstance(leaf.value, tuple) else ():
            lists.setdefault(str(name), set()).add(leaf)
    return {None, frozenset(), *map(frozenset, lists.values())}


def _instants(windows: Iterable[Window], book: Rulebook) -> list[datetime]:
    """An instant before all edges of the windows, and each edge: it stands for what follows it."""
    edges: set[datetime] = set()
    for window in windows:
        if isinstance(window, Between):
            spans = [(window.start, window.end)]
        else:
            phases = [book.phases[name] for name in window.phases if name in book.phases]
            spans = [(phase.start, phase.end) for phase in phases]
        edges |= {edge for ends in spans for edge in ends if edge is not None}
    first = min(edges, default=datetime(2000, 1, 1, tzinfo=UTC))
    return [first - timedelta(days=1), *sorted(edges)]


def _arm_axis(experiment: Experiment, book: Rulebook) -> _Axis:
    """Outside the experiment, or in one of the arms that have any traffic."""
    part, held = experiment.slice, span(book.shop.holdout.share, 1.0)
    taken = span(part.start, part.end) if part else span(0.0, 1.0)
    places: _Axis = [set()]
    if held.low < held.high and taken.low < taken.high:
        for arm, buckets in zip(experiment.arms, arm_spans(experiment), strict=True):
            if buckets.low < buckets.high:
                places.append({(experiment.id, arm.id)})
    return places
