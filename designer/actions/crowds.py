"""What a user does to crowds: segments, personas, populations and the attribute dictionary."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from designer.actions.editing import free_name, inserted, kept, moved, without
from designer.document.document import Document
from designer.language import _
from designer.records import (
    EVERYBODY,
    Attribute,
    AttributeValue,
    Condition,
    Imported,
    Persona,
    Population,
    Segment,
    Synthesis,
    new_id,
)

COLOURS = (
    "#4f6ef7", "#e5484d", "#12a594", "#f5a524", "#8e4ec6", "#0090ff", "#e54666", "#46a758",
    "#d6409f", "#ad7f58", "#5b5bd6", "#978365",
)  # fmt: skip
"""What new segments and personas are told apart by, in turn."""


def add_segment(
    document: Document,
    *,
    name: str,
    when: Condition = EVERYBODY,
    colour: str | None = None,
    note: str = "",
    index: int | None = None,
) -> str:
    """Add a segment: a named condition that rules and other segments can use."""
    shop = document.shop
    others = document.all(Segment)
    made = Segment(
        id=new_id(Segment),
        name=free_name(name, (segment.name for segment in others)),
        colour=colour or free_colour([segment.colour for segment in others]),
        when=when,
        note=note,
    )
    with document.transaction(_("Add segment {name}", name=made.name)):
        document.put(made)
        order = inserted(shop.segments, made.id, index)
        document.put(msgspec.structs.replace(shop, segments=order))
    return made.id


def set_segment(document: Document, *, segment: Segment) -> str:
    """Replace the segment that has this id."""
    kept(document, segment, label=_("Change segment {name}", name=segment.name), of=Segment)
    return segment.id


def move_segment(document: Document, *, segment: str, index: int) -> str:
    """Bring a segment to `index` in the list."""
    shop = document.shop
    name = document.get(segment, Segment).name
    with document.transaction(_("Move segment {name}", name=name)):
        order = moved(shop.segments, segment, index)
        document.put(msgspec.structs.replace(shop, segments=order))
    return segment


def remove_segment(document: Document, *, segment: str) -> None:
    """Take a segment out; refused while a rule or another segment uses it."""
    shop = document.shop
    gone = document.get(segment, Segment)
    with document.transaction(_("Remove segment {name}", name=gone.name)):
        order = without(shop.segments, segment)
        document.put(msgspec.structs.replace(shop, segments=order))
        document.remove(segment)


def add_persona(
    document: Document,
    *,
    name: str,
    attributes: Mapping[str, AttributeValue] | None = None,
    consumer: str | None = None,
    colour: str | None = None,
    avatar: str | None = None,
    note: str = "",
    index: int | None = None,
) -> str:
    """Add a persona: one imagined consumer."""
    shop = document.shop
    others = document.all(Persona)
    made = Persona(
        id=new_id(Persona),
        name=free_name(name, (persona.name for persona in others)),
        colour=colour or free_colour([persona.colour for persona in others]),
        consumer=consumer,
        attributes=dict(attributes or {}),
        avatar=avatar,
        note=note,
    )
    with document.transaction(_("Add persona {name}", name=made.name)):
        document.put(made)
        order = inserted(shop.personas, made.id, index)
        document.put(msgspec.structs.replace(shop, personas=order))
    return made.id


def set_persona(document: Document, *, persona: Persona) -> str:
    """Replace the persona that has this id."""
    kept(document, persona, label=_("Change persona {name}", name=persona.name), of=Persona)
    return persona.id


def move_persona(document: Document, *, persona: str, index: int) -> str:
    """Bring a persona to `index` in the list."""
    shop = document.shop
    name = document.get(persona, Persona).name
    with document.transaction(_("Move persona {name}", name=name)):
        order = moved(shop.personas, persona, index)
        document.put(msgspec.structs.replace(shop, personas=order))
    return persona


def remove_persona(document: Document, *, persona: str) -> None:
    """Take a persona out."""
    shop = document.shop
    gone = document.get(persona, Persona)
    with document.transaction(_("Remove persona {name}", name=gone.name)):
        order = without(shop.personas, persona)
        document.put(msgspec.structs.replace(shop, personas=order))
        document.remove(persona)


def set_attributes(document: Document, *, attributes: tuple[Attribute, ...]) -> None:
    """Replace the attribute dictionary; refused while a condition or persona needs what is gone."""
    with document.transaction(_("Change the attributes"), merge="attributes"):
        document.put(msgspec.structs.replace(document.shop, attributes=attributes))


def add_population(document: Document, *, name: str, source: Synthesis | Imported) -> str:
    """Add a population: a recipe, or a table whose bytes the project already keeps."""
    others = (population.name for population in document.all(Population))
    made = Population(id=new_id(Population), name=free_name(name, others), source=source)
    with document.transaction(_("Add population {name}", name=made.name)):
        document.put(made)
    return made.id


def set_population(document: Document, *, population: Population) -> str:
    """Replace the population that has this id."""
    label = _("Change population {name}", name=population.name)
    kept(document, population, label=label, of=Population)
    return population.id


def remove_population(document: Document, *, population: str) -> None:
    """Take a population out."""
    gone = document.get(population, Population)
    with document.transaction(_("Remove population {name}", name=gone.name)):
        document.remove(population)


def free_colour(taken: list[str]) -> str:
    """The first colour that is used least."""
    return min(COLOURS, key=taken.count)
