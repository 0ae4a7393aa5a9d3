"""The attribute dictionary and the eight strategic crowds that a new shop starts from."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from designer.language import current
from designer.records import (
    Attribute,
    AttributeValue,
    Condition,
    Crowd,
    Draw,
    Label,
    Persona,
    Segment,
    Struct,
)

FOLDER = Path(__file__).resolve().parent.parent.parent / "assets" / "crowds"


class Cut(Struct):
    """A number that published definitions of the crowds disagree on, with the source of ours."""

    value: float
    label: Label
    source: str
    confidence: str


class _Preset(Struct):
    """One strategic crowd as the file tells it; numbers written "$name" are cut points."""

    id: str
    name: Label
    colour: str
    group: str
    share: float
    note: Label
    when: Any
    attributes: Mapping[str, Draw]
    persona: _Example


class _Example(Struct):
    """One believable consumer of a crowd."""

    name: Label
    id: str
    attributes: Mapping[str, AttributeValue]


class _Rest(Struct):
    """Consumers of no strategic crowd."""

    name: Label
    share: float
    attributes: Mapping[str, Draw]


class _Eight(Struct):
    """The file of the eight crowds."""

    source: str
    cuts: Mapping[str, Cut]
    base: Mapping[str, Draw]
    crowds: tuple[_Preset, ...]
    rest: _Rest


class _Dictionary(Struct):
    """The file of the attribute dictionary."""

    source: str
    attributes: tuple[Attribute, ...]


def default_attributes() -> tuple[Attribute, ...]:
    """The attributes a crowd can be built from, as platforms name them."""
    data = (FOLDER / "attributes.json").read_bytes()
    return msgspec.json.decode(data, type=_Dictionary).attributes


def cut_points() -> Mapping[str, Cut]:
    """The numbers to choose before making the segments, by name."""
    return _eight().cuts


def eight_segments(cuts: Mapping[str, float] | None = None) -> tuple[Segment, ...]:
    """The eight crowds as segments over the default attributes, named in the language in use.

    `cuts` replaces cut points by name; with the given ones no consumer is in two segments.
    """
    numbers = {name: cut.value for name, cut in cut_points().items()} | dict(cuts or {})
    return tuple(
        Segment(
            id=f"seg_{crowd.id}", name=_said(crowd.name), colour=crowd.colour,
            when=msgspec.convert(_filled(crowd.when, numbers), Condition), note=_said(crowd.note),
        )
        for crowd in _eight().crowds
    )  # fmt: skip


def eight_crowds() -> tuple[Crowd, ...]:
    """Recipes for consumers of the eight crowds, and for the few who belong to none."""
    eight = _eight()
    recipes = [(crowd.name, crowd.share, crowd.attributes) for crowd in eight.crowds]
    recipes.append((eight.rest.name, eight.rest.share, eight.rest.attributes))
    return tuple(
        Crowd(name=_said(name), share=share, attributes={**eight.base, **attributes})
        for name, share, attributes in recipes
    )


def eight_personas() -> tuple[Persona, ...]:
    """One imagined consumer for each of the eight crowds."""
    return tuple(
        Persona(
            id=f"per_{crowd.id}", name=_said(crowd.persona.name), colour=crowd.colour,
            consumer=crowd.persona.id, attributes=crowd.persona.attributes, note=_said(crowd.name),
        )
        for crowd in _eight().crowds
    )  # fmt: skip


@functools.cache
def _eight() -> _Eight:
    return msgspec.json.decode((FOLDER / "eight.json").read_bytes(), type=_Eight)


def _filled(part: Any, numbers: Mapping[str, float]) -> Any:
    if isinstance(part, dict):
        return {key: _filled(value, numbers) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled(value, numbers) for value in part]
    return numbers[part[1:]] if isinstance(part, str) and part.startswith("$") else part


def _said(label: Label) -> str:
    return label.zh if current() == "zh_CN" else label.en
