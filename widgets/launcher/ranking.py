"""How well a few typed letters fit a name: from its beginning, inside it, scattered, or as the
initials of its Chinese signs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_FIRST: Final = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC,
    0xC2E8, 0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9,
    0xD4D1,
)  # fmt: skip
_END: Final = 0xD7FA
"""GB 2312 has its 3,755 common signs in the order of their readings: where each letter begins."""

_SAID: Final = {"重": "c"}
"""Signs of two readings that commands use in the rarer one: 重做, 重命名."""

Marks = tuple[int, ...]


@lru_cache(maxsize=8192)
def initials(text: str) -> str:
    """The first letters of the readings of common Chinese signs; other signs stand for themselves,
    spaces and rare signs for nothing."""
    return "".join(map(_initial, text.casefold()))


def fit(query: str, title: str, others: Iterable[str] = ()) -> tuple[int, Marks] | None:
    """How well every word of the query fits a title or what else it is called; None when one fits
    nothing. The marks are the places of the title that matched."""
    total, marks = 0, set[int]()
    for word in query.casefold().split():
        best, where = _in_title(word, title.casefold())
        for other in others:
            best = max(best, _plain(word, other.casefold()) - 4)
        if best <= 0:
            return None
        total += best
        marks.update(where)
    return total, tuple(sorted(marks))


def _in_title(word: str, title: str) -> tuple[int, Marks]:
    at = title.find(word)
    if at >= 0:
        return _plain(word, title), tuple(range(at, at + len(word)))
    short = [(letter, n) for n, sign in enumerate(title) if (letter := _initial(sign))]
    letters = "".join(letter for letter, __ in short)
    at = letters.find(word)
    if at >= 0:
        found = tuple(n for __, n in short[at : at + len(word)])
        return (74 if at == 0 else 52) + _closeness(word, letters), found
    return _scattered(word, title)


def _plain(word: str, text: str) -> int:
    at = text.find(word)
    if at < 0:
        letters = initials(text)
        found = letters.find(word) if letters != text else -1
        return 0 if found < 0 else (66 if found == 0 else 44)
    begins = at == 0 or not text[at - 1].isalnum()
    return (100 if at == 0 else 84 if begins else 64) + _closeness(word, text)


def _closeness(word: str, text: str) -> int:
    """More the more of the text was typed."""
    return 10 * len(word) // max(len(text), 1)


def _scattered(word: str, title: str) -> tuple[int, Marks]:
    """The letters in their order with others between: fewer points the more there are."""
    places: list[int] = []
    for letter in word:
        at = title.find(letter, places[-1] + 1 if places else 0)
        if at < 0:
            return 0, ()
        places.append(at)
    gaps = places[-1] - places[0] + 1 - len(word)
    return (max(0, 36 - 3 * gaps), tuple(places)) if len(word) > 1 else (0, ())


def _initial(sign: str) -> str:
    if sign.isascii():
        return sign if sign.isalnum() else ""
    if sign in _SAID:
        return _SAID[sign]
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    if not _FIRST[0] <= code < _END:
        return ""
    return _LETTERS[bisect_right(_FIRST, code) - 1]
