"""What can be done to a segment, a persona or a population, whichever is at hand."""

from __future__ import annotations

from typing import Literal

from designer.actions import crowds
from designer.document.document import Document
from designer.language import _
from designer.records import Persona, Population, Segment
from widgets.crowds.presets import add_sample

Sort = Literal["segment", "persona", "population"]


def add(document: Document, sort: Sort) -> str:
    """Add a new one; returns its id."""
    if sort == "segment":
        return crowds.add_segment(document, name=_("New segment"))
    if sort == "persona":
        return crowds.add_persona(document, name=_("New persona"))
    return add_sample(document)


def copy(document: Document, sort: Sort, key: str) -> str:
    """Add a copy of one; returns its id."""
    if sort == "segment":
        old = document.get(key, Segment)
        return crowds.add_segment(document, name=old.name, when=old.when, note=old.note)
    if sort == "persona":
        one = document.get(key, Persona)
        return crowds.add_persona(
            document, name=one.name, attributes=one.attributes, note=one.note
        )
    population = document.get(key, Population)
    return crowds.add_population(document, name=population.name, source=population.source)


def remove(document: Document, sort: Sort, key: str) -> None:
    """Take one out; refused while it is used."""
    if sort == "segment":
        crowds.remove_segment(document, segment=key)
    elif sort == "persona":
        crowds.remove_persona(document, persona=key)
    else:
        crowds.remove_population(document, population=key)


def move(document: Document, sort: Sort, index: int, target: int) -> None:
    """Bring the segment or persona at one place of its list to another."""
    if sort == "segment":
        key = document.shop.segments[index]
        crowds.move_segment(document, segment=key, index=target)
    elif sort == "persona":
        key = document.shop.personas[index]
        crowds.move_persona(document, persona=key, index=target)
