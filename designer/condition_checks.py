"""Whether a condition, a consumer or the attribute dictionary itself fits what a shop declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from designer.errors import InvalidError
from designer.language import _, mark
from designer.records import (
    AllOf,
    AnyOf,
    Attribute,
    AttributeValue,
    Condition,
    Consumer,
    InSegment,
    Label,
    Leaf,
    Not,
    Operator,
    Segment,
    Shop,
)

CONSUMER_ID = Attribute(key="id", type="id", label=Label(zh="消费者编号", en="Consumer id"))
"""The attribute that every shop has without declaring it."""

OPERATORS: Mapping[str, tuple[Operator, ...]] = {
    "enum": ("is", "any_of", "none_of", "known", "unknown"),
    "text": ("is", "any_of", "none_of", "known", "unknown"),
    "number": ("between", "at_least", "less_than", "known", "unknown"),
    "bool": ("is", "known", "unknown"),
    "tags": ("has_any", "has_all", "has_none", "known", "unknown"),
    "id": ("in_list", "known", "unknown"),
}
"""The operators an attribute takes, by its type, in the order a list should offer them."""

LARGEST = 2**53
"""Whole numbers beyond this are not exact in the columns and scripts that must agree."""

DEEPEST = 40
"""More levels than anybody writes by hand, fewer than any engine's stack."""

RESERVED = frozenset({"id", "now"})
"""Keys the decision export uses itself."""


def attribute_of(shop: Shop, key: str) -> Attribute | None:
    """The declared attribute `key`, the consumer's id included; None when it is not declared."""
    return dictionary(shop).get(key)


def dictionary(shop: Shop) -> Mapping[str, Attribute]:
    """All attributes a condition may name, by key, the consumer's id included."""
    return {attribute.key: attribute for attribute in (CONSUMER_ID, *shop.attributes)}


# ---- conditions ---------------------------------------------------------------------------------


def check(condition: Condition, *, shop: Shop, segments: Mapping[str, Segment]) -> None:
    """Raise InvalidError, naming the part as in 2.1, when the condition does not fit the shop."""
    _check(condition, declared=dictionary(shop), segments=segments, path=())


def _check(
    condition: Condition,
    *,
    declared: Mapping[str, Attribute],
    segments: Mapping[str, Segment],
    path: tuple[int, ...],
) -> None:
    if len(path) > DEEPEST:
        text = _("The condition has more than {n} levels; make a segment of a part.", n=DEEPEST)
        raise InvalidError(text)
    match condition:
        case AllOf(of=parts) | AnyOf(of=parts):
            for place, part in enumerate(parts, 1):
                _check(part, declared=declared, segments=segments, path=(*path, place))
        case Not(of=part):
            _check(part, declared=declared, segments=segments, path=(*path, 1))
        case InSegment(segment=name) if name not in segments:
            raise _wrong(path, _("there is no segment “{name}”; choose another.", name=name))
        case Leaf(attribute=key) if key not in declared:
            raise _wrong(path, _("“{key}” is not in the attribute dictionary.", key=key))
        case Leaf(attribute=key):
            _check_leaf(condition, attribute=declared[key], path=path)


def _check_leaf(leaf: Leaf, *, attribute: Attribute, path: tuple[int, ...]) -> None:
    allowed = OPERATORS[attribute.type]
    names = {"key": attribute.key, "operator": leaf.operator}
    if leaf.operator not in allowed:
        said = _("“{key}” cannot take “{operator}”, only {allowed}.")
        raise _wrong(path, said.format(**names, allowed=", ".join(allowed)))
    need = _needs(leaf.operator, attribute)
    if not _FITS[need](leaf.value):
        raise _wrong(path, _("“{key}” {operator} needs {need}.", **names, need=_(_SAID[need])))
    if need in ("name", "names"):
        strange = _strange(attribute, leaf.value)
        if strange:
            said = _("“{value}” is not a declared value of “{key}”.", value=strange, **names)
            raise _wrong(path, said)


def _needs(operator: Operator, attribute: Attribute) -> str:
    if operator in ("known", "unknown"):
        return "nothing"
    if operator == "between":
        return "pair"
    if operator == "is":
        return "truth" if attribute.type == "bool" else "name"
    return "number" if attribute.type == "number" else "names"


def _wrong(path: tuple[int, ...], what: str) -> InvalidError:
    if not path:
        return InvalidError(_("In the condition, {what}", what=what))
    place = ".".join(map(str, path))
    return InvalidError(_("In part {place} of the condition, {what}", place=place, what=what))


# ---- consumers ----------------------------------------------------------------------------------


def consumer_from(data: Mapping[str, object], *, shop: Shop) -> Consumer:
    """A consumer from plain data such as `{"id": "c1", "age": 23, "likes": ["video"]}`.

    None and empty texts are unknown. Raises InvalidError for undeclared attributes and wrong types.
    """
    known = {key: value for key, value in data.items() if value is not None and value != ""}
    name = known.pop("id", None)
    if not isinstance(name, str | None):
        raise InvalidError(_("The consumer's id must be a text, not {value}.", value=repr(name)))
    declared = dictionary(shop)
    return Consumer(id=name, attributes={k: _value(k, v, declared) for k, v in known.items()})


def _value(key: str, value: object, declared: Mapping[str, Attribute]) -> AttributeValue:
    attribute = declared.get(key)
    if attribute is None:
        raise InvalidError(_("“{key}” is not in the shop's attribute dictionary.", key=key))
    if attribute.type == "tags" and isinstance(value, list):
        value = tuple(value)
    need = {"bool": "truth", "number": "number", "tags": "names"}.get(attribute.type, "name")
    if not _FITS[need](value):
        said = _("“{key}” needs {need}, not {value}.")
        raise InvalidError(said.format(key=key, need=_(_SAID[need]), value=repr(value)))
    strange = _strange(attribute, value)
    if strange:
        said = _("“{value}” is not a declared value of “{key}”; declared are {keys}.")
        keys = ", ".join(choice.key for choice in attribute.choices)
        raise InvalidError(said.format(value=strange, key=key, keys=keys))
    return cast("AttributeValue", value)


def _strange(attribute: Attribute, value: object) -> str:
    """The first value that a closed list of choices does not hold; empty when all is declared."""
    if attribute.type not in ("enum", "tags") or not attribute.choices:
        return ""
    keys = {choice.key for choice in attribute.choices}
    given = value if isinstance(value, tuple) else (value,)
    return next((str(name) for name in given if name not in keys), "")


# ---- the dictionary -----------------------------------------------------------------------------


def check_dictionary(shop: Shop) -> None:
    """Raise InvalidError when an attribute is declared in a way that no export can carry."""
    seen: set[str] = set(RESERVED)
    for attribute in shop.attributes:
        key = attribute.key
        if not key or key != key.strip() or "." in key or key.startswith("$"):
            raise InvalidError(_("“{key}” cannot be the key of an attribute.", key=key))
        if key in seen or attribute.type == "id":
            said = _("The attribute “{key}” is declared twice or is one that every shop has.")
            raise InvalidError(said.format(key=key))
        if not _are_distinct(choice.key for choice in attribute.choices):
            said = _("The attribute “{key}” has a value that is empty or stands twice.", key=key)
            raise InvalidError(said)
        seen.add(key)


def _are_distinct(names: Iterable[str]) -> bool:
    kept = list(names)
    return all(kept) and len(set(kept)) == len(kept)


# ---- values -------------------------------------------------------------------------------------


def _is_number(value: object) -> bool:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    return fits and abs(value) <= LARGEST  # type: ignore[arg-type]


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _is_names(value: object) -> bool:
    return isinstance(value, tuple) and all(map(_is_name, value))


def _is_pair(value: object) -> bool:
    if not isinstance(value, tuple) or len(value) != 2 or not all(map(_is_number, value)):
        return False
    return bool(value[0] < value[1])


_FITS: Mapping[str, Callable[[object], bool]] = {
    "truth": lambda value: isinstance(value, bool),
    "name": _is_name,
    "names": _is_names,
    "number": _is_number,
    "pair": _is_pair,
    "nothing": lambda value: value is None,
}
_SAID: Mapping[str, str] = {
    "truth": mark("yes or no"),
    "name": mark("one text"),
    "names": mark("a list of texts"),
    "number": mark("a number (no larger than 2^53)"),
    "pair": mark("two numbers, the lower one first"),
    "nothing": mark("no value"),
}
