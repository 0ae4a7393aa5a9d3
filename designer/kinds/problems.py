"""Say in one sentence what is wrong with a value that does not have the declared shape, and
where."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from designer.errors import InvalidError
from designer.language import _, mark

T = TypeVar("T")

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"^Expected `(?P<wanted>.+?)`, got `(?P<found>.+?)`"),
        mark("needs {wanted}, found {found}"),
    ),
    (re.compile(r"missing required field `(?P<name>.+?)`"), mark("add the field “{name}”")),
    (re.compile(r"unknown field `(?P<name>.+?)`"), mark("take out the unknown field “{name}”")),
    (
        re.compile(r"^Invalid enum value (?P<found>.+?)(?: - |$)"),
        mark("{found} is not one of the allowed values"),
    ),
    (
        re.compile(r"^Invalid value (?P<found>.+?)(?: - |$)"),
        mark("{found} is not one of the allowed values"),
    ),
    (re.compile(r"^Expected `\w+` matching regex '(?P<wanted>.+)'"), mark("must match {wanted}")),
    (re.compile(r"^Expected `\w+` (?P<wanted>[<>]=? .+?)(?: - |$)"), mark("must be {wanted}")),
    (
        re.compile(r"^Expected `\w+` of length (?P<wanted>.+?)(?: - |$)"),
        mark("must have a length {wanted}"),
    ),
)
_TYPES = {
    "str": mark("text"),
    "int": mark("a whole number"),
    "float": mark("a number"),
    "bool": mark("true or false"),
    "array": mark("a list"),
    "object": mark("an object"),
    "null": mark("an empty value"),
}
_PLACE = re.compile(r" - at `(?:key` in `)?\$?\.?(?P<place>.*?)`$")


def explain(error: Exception) -> tuple[str, str]:
    """The place (dotted, `` for the value itself) and the sentence of a msgspec validation
    error."""
    text = str(error)
    found = _PLACE.search(text)
    place = re.sub(r"\[(\w+|\.\.\.)\]", r".\1", found["place"]).strip(".") if found else ""
    return place, _sentence(text[: found.start()] if found else text)


def convert(value: Any, shape: type[T], *, at: str) -> T:
    """`value` as `shape`; raises InvalidError naming the place below `at`."""
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        place, sentence = explain(error)
        raise InvalidError(f"{joined(at, place)}: {sentence}") from None


def joined(*parts: str) -> str:
    """A dotted path of the parts that are not empty."""
    return ".".join(part for part in parts if part)


def _sentence(text: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(text):
            return _(sentence, **{key: _typed(word) for key, word in found.groupdict().items()})
    return text


def _typed(words: str) -> str:
    """Names of JSON types as a person says them."""
    return _(" or ").join(_(_TYPES.get(word, word)) for word in words.split(" | "))
