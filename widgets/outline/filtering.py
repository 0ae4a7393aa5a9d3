"""Which rows of the outline a few typed words leave: by name, kind, crowd or mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from designer.conditions import segments_in
from designer.document.inheritance import bases
from designer.language import _
from designer.records import Module, Page, Segment
from widgets.launcher.ranking import initials
from widgets.outline.nodes import all_below
from widgets.parts.records import kind_name

if TYPE_CHECKING:
    from widgets.outline.facts import Facts
    from widgets.outline.nodes import Node
    from widgets.session import Session


class Sieve(NamedTuple):
    """What a filter leaves: the rows that fit themselves, and those shown with what is around."""

    fitting: frozenset[str]
    shown: frozenset[str]


def matching(root: Node, query: str, *, session: Session, facts: Facts) -> Sieve:
    """The rows that fit every word, with the rows above and right below them."""
    words = query.casefold().split()
    fitting, shown = set[str](), set[str]()
    for node in all_below(root):
        if node.kind not in ("pages", "floor") and _fits(node, words, session, facts):
            fitting.add(node.key)
            shown.update(below.key for below in node.below)
            at: Node | None = node
            while at is not None:
                shown.add(at.key)
                at = at.above
    return Sieve(frozenset(fitting), frozenset(shown))


def _fits(node: Node, words: list[str], session: Session, facts: Facts) -> bool:
    said = [text.casefold() for text in _texts(node, session, facts)]
    return all(any(word in text for text in said) for word in words)


def _texts(node: Node, session: Session, facts: Facts) -> Iterator[str]:
    yield node.title
    yield initials(node.title)
    record = session.document.find(node.key)
    if isinstance(record, Module):
        yield kind_name(session, record)
        yield record.kind
    if isinstance(record, Page | Module):
        for rule in record.rules:
            for key in segments_in(rule.audience):
                segment = session.document.find(key)
                if isinstance(segment, Segment):
                    yield segment.name
    yield from _marks(node, session, facts)


def _marks(node: Node, session: Session, facts: Facts) -> Iterator[str]:
    """The words for what the row's marks show, in English and in the language in use."""
    told = (
        (facts.hidden(node) or facts.hidden_from_all(node), ("hidden", _("hidden"))),
        (node.is_locked, ("locked", _("locked"))),
        (node.is_tested, ("test", "experiment", _("Test"))),
        (node.rules > 0, ("rule", _("rule"))),
        (node.is_linked, ("linked", _("linked"))),
        (node.is_default, ("default", _("Default"))),
        (node.key in facts.notes, ("lint", "advice", _("advice"))),
    )
    for holds, words in told:
        if holds:
            yield from words
    if node.is_linked and node.kind == "variant":
        for key in bases(session.document, node.key):
            yield str(getattr(session.document.find(key), "name", ""))
