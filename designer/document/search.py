"""Finding in the whole project: where a text, a picture, a target or a colour is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from designer.document.document import Document
from designer.document.matching import Matcher, Query, Span
from designer.document.texts import Leaf, leaves
from designer.records import Struct

if TYPE_CHECKING:
    from designer.kinds.library import Library

WORDS = ("text", "rich")
FIGURES = ("number", "price")


class Scope(Struct):
    """Where is looked: everywhere, or on one page, layout, or these modules; `content` leaves names
    and notes out."""

    page: str = ""
    layout: str = ""
    modules: tuple[str, ...] = ()
    content: bool = False

    def holds(self, leaf: Leaf) -> bool:
        """Whether a leaf lies within."""
        if self.content and not leaf.setting:
            return False
        if self.modules:
            return leaf.module in self.modules
        if self.layout:
            return leaf.layout == self.layout
        return not self.page or leaf.page == self.page


EVERYWHERE = Scope()


class Hit(Struct):
    """A leaf with the spans of its text that match."""

    leaf: Leaf
    spans: tuple[Span, ...]


def find(
    document: Document, query: Query, *, library: Library, scope: Scope = EVERYWHERE
) -> tuple[Hit, ...]:
    """Every hit in the order of the project; raises InvalidError for a pattern that is wrong."""
    return hits_in([*leaves(document, library=library)], query, scope=scope)


def hits_in(found: Iterable[Leaf], query: Query, *, scope: Scope = EVERYWHERE) -> tuple[Hit, ...]:
    """Every hit among these leaves."""
    if not query.text:
        return ()
    matcher = Matcher(query) if query.what == "text" else None
    here = (leaf for leaf in found if scope.holds(leaf))
    hits = (Hit(leaf=leaf, spans=spans_in(leaf, query, matcher)) for leaf in here)
    return tuple(hit for hit in hits if hit.spans)


def count(hits: Sequence[Hit]) -> int:
    """How many matches the hits hold together."""
    return sum(len(hit.spans) for hit in hits)


def spans_in(leaf: Leaf, query: Query, matcher: Matcher | None) -> tuple[Span, ...]:
    """The matching spans of one leaf."""
    if matcher is not None:
        return _spans(leaf, matcher)
    return ((0, len(leaf.text)),) if leaf.role == query.what and _is(leaf, query.text) else ()


def used(found: Iterable[Leaf], what: str) -> Mapping[str, int]:
    """Each picture, target or colour in use with the number of its uses, the most used first."""
    counts: dict[str, int] = {}
    for leaf in found:
        if leaf.role == what:
            key = value_of(leaf)
            counts[key] = counts.get(key, 0) + 1
    return dict(sorted(counts.items(), key=lambda one: -one[1]))


def value_of(leaf: Leaf) -> str:
    """What a picture, link or colour is compared by: an id, an address, an action, a colour."""
    value: Any = leaf.value
    if isinstance(value, Mapping):
        return str(value["target"] or value["action"])
    return value.lower() if leaf.role == "colour" else str(value)


def groups(hits: Sequence[Hit]) -> Iterator[tuple[str, str, str, Sequence[Hit]]]:
    """Page, layout and module of each group, with its hits, in their order."""
    gathered: dict[tuple[str, str, str], list[Hit]] = {}
    for hit in hits:
        key = (hit.leaf.page, hit.leaf.layout, hit.leaf.module)
        gathered.setdefault(key, []).append(hit)
    for (page, layout, module), found in gathered.items():
        yield page, layout, module, found


def _spans(leaf: Leaf, matcher: Matcher) -> tuple[Span, ...]:
    if leaf.role in WORDS:
        return matcher.spans(leaf.text)
    if leaf.role in FIGURES:
        return matcher.whole(leaf.text)  # 59 is no part of 1590
    if leaf.role == "link":
        return matcher.spans(leaf.text) if "://" in leaf.text else ()
    if leaf.role == "colour":
        return matcher.whole(leaf.text) if leaf.text.startswith("#") else ()
    return ()


def _is(leaf: Leaf, wanted: str) -> bool:
    return value_of(leaf) == (wanted.lower() if leaf.role == "colour" else wanted)
