"""How a searched text is matched: plainly, as a whole word, or as a pattern that a clock stops."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Sequence
from typing import Any, Literal, Protocol

from designer.errors import InvalidError
from designer.language import _
from designer.records import Struct

What = Literal["text", "picture", "link", "colour"]
Span = tuple[int, int]

PATIENCE = 0.5
"""Seconds of work that a pattern may take over all texts of one search; waiting does not count."""

_TOKEN = re.compile(r"<[^<>]*>|&(?:[a-zA-Z]+|#[0-9]+|#[xX][0-9a-fA-F]+);|.", re.DOTALL)
_BREAK = re.compile(r"</?(?:p|li|ul|br)\b", re.IGNORECASE)
_LETTER = "[0-9A-Za-z_]"


class Query(Struct):
    """What is looked for: a text, or the id of a picture or target, an address, or a colour."""

    text: str
    what: What = "text"
    case: bool = False
    word: bool = False
    pattern: bool = False


class Match(Protocol):
    """One place of a text that matches."""

    def span(self) -> Span:
        """From and to."""

    def group(self) -> str:
        """The text there."""

    def expand(self, template: str) -> str:
        """The template with the groups of the pattern filled in."""


class Matcher:
    """Finds a query in texts; raises InvalidError for a pattern that is wrong or takes too long."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._end = time.thread_time() + PATIENCE
        self._pattern = _pattern(query)

    def matches(self, text: str) -> Sequence[Match]:
        """Every place of the text that matches; one that is empty is none."""
        if not self.query.pattern:
            found: Sequence[Match] = [*self._pattern.finditer(text)]
        else:
            found = self._in_time(text)
        return [one for one in found if one.group()]

    def spans(self, text: str) -> tuple[Span, ...]:
        """From and to of every match."""
        return tuple(one.span() for one in self.matches(text))

    def whole(self, text: str) -> tuple[Span, ...]:
        """The span of the text when it matches from its first to its last sign."""
        return tuple(span for span in self.spans(text) if span == (0, len(text)))

    def put(self, match: Match, by: str) -> str:
        """What comes in the place of a match; `$1` or `\\1` in a pattern's stead is its group."""
        if not self.query.pattern:
            return by
        try:
            return match.expand(re.sub(r"\$(\d{1,2})", r"\\g<\1>", by))
        except (re.error, IndexError, ValueError, _regex().error) as problem:
            text = _("“{text}” names a part that the pattern does not have.", text=by)
            raise InvalidError(text) from problem

    def _in_time(self, text: str) -> Sequence[Match]:
        left = self._end - time.thread_time()
        try:
            return [*self._pattern.finditer(text, timeout=max(left, 0.01))]
        except TimeoutError as problem:
            text = _("This pattern takes too long; make it simpler.")
            raise InvalidError(text) from problem


class Rich:
    """A formatted text as it is read, each sign with the place in the source it comes from."""

    def __init__(self, source: str) -> None:
        self._tokens: list[tuple[str, str]] = [*map(_read, _TOKEN.findall(source))]
        self.plain = "".join(sign for __, sign in self._tokens)

    def put(self, changes: Sequence[tuple[Span, str]]) -> str:
        """The source with other texts in these spans of what is read; its formatting stays."""
        starts = {start: html.escape(text, quote=False) for (start, __), text in changes}
        gone = {at for (start, end), __ in changes for at in range(start, end)}
        made, at = [], 0
        for source, sign in self._tokens:
            if sign:
                made.append(starts.get(at, ""))
            tag = source.startswith("<") and len(source) > 1
            made.append(source if tag or at not in gone or not sign else "")
            at += len(sign)
        return "".join(made)


def plain(rich: str) -> str:
    """A formatted text as it is read."""
    return Rich(rich).plain


def put_all(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """The text with other texts in these spans, which follow one another."""
    made, at = [], 0
    for (start, end), new in changes:
        made += [text[at:start], new]
        at = end
    return "".join([*made, text[at:]])


def _read(token: str) -> tuple[str, str]:
    """A piece of the source and what is read of it."""
    if len(token) > 1 and token.startswith("<"):
        return token, "\n" if _BREAK.match(token) else ""
    if len(token) > 1:
        said = html.unescape(token)
        return token, said if len(said) == 1 else said[:1]
    return token, token


def _pattern(query: Query) -> Any:
    if not query.pattern:
        flags = re.NOFLAG if query.case else re.IGNORECASE
        return re.compile(_worded(re.escape(query.text), query), flags)
    regex = _regex()
    flags = regex.V0 if query.case else regex.V0 | regex.IGNORECASE
    try:
        return regex.compile(_worded(f"(?:{query.text})", query), flags)
    except (regex.error, RecursionError, OverflowError) as problem:
        text = _("The pattern is not complete: {reason}.", reason=problem)
        raise InvalidError(text) from problem


def _worded(source: str, query: Query) -> str:
    """Between words only; Chinese is written without them, so its signs end a word."""
    return f"(?<!{_LETTER}){source}(?!{_LETTER})" if query.word else source


def _regex() -> Any:
    """The pattern engine whose work a clock can stop, loaded when a pattern is given."""
    import regex  # type: ignore[import-untyped]

    return regex
