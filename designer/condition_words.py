"""Conditions as sentences in the user's language, such as “Gen Z 且 内容偏好包含短视频”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from designer.condition_checks import dictionary
from designer.language import _, current, mark
from designer.records import (
    AllOf,
    AnyOf,
    Attribute,
    Condition,
    InSegment,
    Label,
    Leaf,
    Not,
    Segment,
    Shop,
)

LONGEST = 6
"""More values than this are cut short and counted."""


def sentence(condition: Condition, *, shop: Shop, segments: Mapping[str, Segment]) -> str:
    """The condition as one readable sentence without brackets or a full stop."""
    return _Teller(shop, segments).tell(condition, depth=0)


class _Teller:
    """Says the conditions of one shop; `depth` counts the groups around a part."""

    def __init__(self, shop: Shop, segments: Mapping[str, Segment]) -> None:
        self._declared = dictionary(shop)
        self._segments = segments

    def tell(self, condition: Condition, *, depth: int) -> str:
        match condition:
            case Leaf():
                return self._leaf(condition)
            case InSegment(segment=name):
                return self._segments[name].name if name in self._segments else name
            case Not(of=part):
                return self._negation(part)
            case AllOf(of=()):
                return _("everybody")
            case AnyOf(of=()):
                return _("nobody")
            case AllOf(of=(part,)) | AnyOf(of=(part,)):
                return self.tell(part, depth=depth)
            case AllOf(of=parts):
                return _quoted(self._both(parts, depth=depth), depth=depth)
            case AnyOf(of=parts):
                return _quoted(self._either(parts, depth=depth), depth=depth)

    def _both(self, parts: Sequence[Condition], *, depth: int) -> str:
        return _(" and ").join(self.tell(part, depth=depth + 1) for part in parts)

    def _either(self, parts: Sequence[Condition], *, depth: int) -> str:
        told = [self.tell(part, depth=depth + 1) for part in parts]
        if depth:
            rest = (_(" or else {said}", said=text) for text in told[1:])
            return _("either {said}", said=told[0]) + "".join(rest)
        compound = any(isinstance(part, AllOf) and len(part.of) > 1 for part in parts)
        return (_(", or ") if compound else _(" or ")).join(told)

    def _negation(self, part: Condition) -> str:
        if isinstance(part, InSegment):
            return _("not in {segment}", segment=self.tell(part, depth=0))
        return _("not “{said}”", said=self.tell(part, depth=0))

    def _leaf(self, leaf: Leaf) -> str:
        attribute = self._declared.get(leaf.attribute)
        name = _label(attribute.label) if attribute else leaf.attribute
        if isinstance(leaf.value, bool):
            return _("{name}: yes", name=name) if leaf.value else _("{name}: no", name=name)
        return _(_WORDS[leaf.operator], name=name, **_said(leaf, attribute))


def _quoted(said: str, *, depth: int) -> str:
    return said if depth < 2 else _("“{said}”", said=said)


def _said(leaf: Leaf, attribute: Attribute | None) -> Mapping[str, str]:
    value = leaf.value
    if isinstance(value, tuple):
        if leaf.operator == "between":
            return {"low": _amount(value[0], attribute), "high": _amount(value[1], attribute)}
        if leaf.operator == "in_list":
            return {"count": str(len(value))}
        return {"values": _list([_choice(str(key), attribute) for key in value], leaf=leaf)}
    if isinstance(value, str):
        return {"values": _choice(value, attribute)}
    return {} if value is None else {"values": _amount(value, attribute)}


def _list(names: Sequence[str], *, leaf: Leaf) -> str:
    if not names:
        return _("nothing")
    if len(names) > LONGEST:
        few = _(", ").join(names[: LONGEST - 1])
        return _("{few} and {more} more", few=few, more=len(names) - LONGEST + 1)
    if len(names) == 1:
        return names[0]
    said = _("{rest} and {last}") if leaf.operator == "has_all" else _("{rest} or {last}")
    return said.format(rest=_(", ").join(names[:-1]), last=names[-1])


def _choice(key: str, attribute: Attribute | None) -> str:
    choices = attribute.choices if attribute else ()
    return next((_label(choice.label) for choice in choices if choice.key == key), key)


def _amount(value: float | str, attribute: Attribute | None) -> str:
    text = f"{value:,.10g}" if isinstance(value, int | float) else value
    unit = attribute.unit if attribute else ""
    return f"{text} {unit}".rstrip()


def _label(label: Label) -> str:
    return label.zh if current() == "zh_CN" else label.en


_WORDS: Mapping[str, str] = {
    "is": mark("{name} is {values}"),
    "any_of": mark("{name} is {values}"),
    "none_of": mark("{name} is known and not {values}"),
    "between": mark("{name} from {low} to under {high}"),
    "at_least": mark("{name} at least {values}"),
    "less_than": mark("{name} under {values}"),
    "has_any": mark("{name} with {values}"),
    "has_all": mark("{name} with all of {values}"),
    "has_none": mark("{name} known and without {values}"),
    "known": mark("{name} known"),
    "unknown": mark("{name} unknown"),
    "in_list": mark("{name} among {count} listed"),
}
