"""Start from the eight strategic crowds: attributes, segments, personas and a population recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from designer.actions.crowds import add_population, set_attributes
from designer.language import _
from designer.population.recipe import check_recipe
from designer.records import Persona, Population, Segment, Synthesis

if TYPE_CHECKING:
    from designer.document.document import Document

SIZE = 100_000
SEED = 1


def start_from_eight(document: Document) -> None:
    """Add what is missing of the eight crowds, as one step; what is there stays as it is."""
    with document.transaction(_("Start from the eight strategic crowds")):
        _declare(document)
        _add_segments(document)
        _add_personas(document)
        if not document.all(Population):
            add_sample(document)


def add_sample(document: Document) -> str:
    """Add a population drawn from the eight crowds, with the attributes it needs.

    Raises InvalidError when the shop has declared such an attribute with other values.
    """
    from designer.population.presets import eight_crowds

    with document.transaction(_("Add a population of the eight crowds")):
        _declare(document)
        recipe = Synthesis(size=SIZE, seed=SEED, crowds=eight_crowds())
        check_recipe(recipe, shop=document.shop)
        return add_population(document, name=_("Eight strategic crowds"), source=recipe)


def _declare(document: Document) -> None:
    from designer.population.presets import default_attributes

    have = {attribute.key for attribute in document.shop.attributes}
    new = tuple(one for one in default_attributes() if one.key not in have)
    if new:
        set_attributes(document, attributes=(*document.shop.attributes, *new))


def _add_segments(document: Document) -> None:
    from designer.population.presets import eight_segments

    new = [one for one in eight_segments() if not isinstance(document.find(one.id), Segment)]
    for segment in new:
        document.put(segment)
    shop, ids = document.shop, tuple(one.id for one in new)
    document.put(msgspec.structs.replace(shop, segments=(*shop.segments, *ids)))


def _add_personas(document: Document) -> None:
    from designer.population.presets import eight_personas

    new = [one for one in eight_personas() if not isinstance(document.find(one.id), Persona)]
    for persona in new:
        document.put(persona)
    shop, ids = document.shop, tuple(one.id for one in new)
    document.put(msgspec.structs.replace(shop, personas=(*shop.personas, *ids)))
