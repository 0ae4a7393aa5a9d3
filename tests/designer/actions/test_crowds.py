"""Crowds: segments, personas, populations and the dictionary they are written in."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import crowds
from designer.errors import RefusedError
from designer.records import (
    AllOf,
    Attribute,
    Crowd,
    Imported,
    InSegment,
    Label,
    Persona,
    Population,
    Segment,
    Synthesis,
)
from tests.designer import small_shop


def test_a_segment_is_added_with_a_colour_of_its_own(document, undone):
    key = crowds.add_segment(document, name="Gen Z", when=small_shop.FANS, index=0)
    segment = document.get(key, Segment)
    assert segment.name == "Gen Z 2"
    assert segment.colour not in {s.colour for s in document.all(Segment) if s.id != key}
    assert document.shop.segments == (key, "seg_young", "seg_fans")
    undone()


def test_colours_come_round_again_when_all_are_used():
    assert crowds.free_colour(list(crowds.COLOURS)) == crowds.COLOURS[0]
    assert crowds.free_colour([*crowds.COLOURS, crowds.COLOURS[0]]) == crowds.COLOURS[1]


def test_a_segment_is_changed_in_a_burst(document, undone):
    segment = document.get("seg_young", Segment)
    for name in ("G", "Ge"):
        crowds.set_segment(document, segment=msgspec.structs.replace(segment, name=name))
    assert document.get("seg_young", Segment).name == "Ge"
    undone()


def test_another_field_of_a_segment_is_another_step(document):
    segment = document.get("seg_young", Segment)
    crowds.set_segment(document, segment=msgspec.structs.replace(segment, name="G"))
    segment = document.get("seg_young", Segment)
    crowds.set_segment(document, segment=msgspec.structs.replace(segment, note="N"))
    document.undo()
    assert document.get("seg_young", Segment).name == "G"


def test_a_ring_of_segments_is_refused(document):
    segment = document.get("seg_young", Segment)
    ring = msgspec.structs.replace(segment, when=InSegment(segment="seg_fans"))
    with pytest.raises(RefusedError, match="in a ring"):
        crowds.set_segment(document, segment=ring)


def test_a_segment_in_use_stays_and_one_that_is_not_goes(document):
    with pytest.raises(RefusedError, match="“Gen Z” is still used by “Young fans”"):
        crowds.remove_segment(document, segment="seg_young")
    key = crowds.add_segment(document, name="Everybody", when=AllOf())
    crowds.remove_segment(document, segment=key)
    assert document.shop.segments == ("seg_young", "seg_fans")


def test_segments_and_personas_are_put_in_order(document):
    crowds.move_segment(document, segment="seg_fans", index=0)
    crowds.move_persona(document, persona="per_nobody", index=0)
    assert document.shop.segments == ("seg_fans", "seg_young")
    assert document.shop.personas == ("per_nobody", "per_mia")


def test_a_persona_comes_changes_and_goes(document, undone):
    key = crowds.add_persona(document, name="Lin", attributes={"age": 30}, consumer="c9")
    assert document.get(key, Persona).attributes == {"age": 30}
    assert document.shop.personas[-1] == key
    changed = msgspec.structs.replace(document.get(key, Persona), attributes={"age": 31})
    crowds.set_persona(document, persona=changed)
    crowds.remove_persona(document, persona=key)
    for __ in range(2):
        document.undo()
    assert document.get(key, Persona).attributes == {"age": 30}
    undone()


def test_a_persona_keeps_to_the_dictionary(document):
    with pytest.raises(RefusedError, match="declared are f, m"):
        crowds.add_persona(document, name="Lin", attributes={"gender": "x"})


def test_the_dictionary_grows(document, undone):
    height = Attribute(key="height", type="number", label=Label(zh="身高", en="Height"))
    crowds.set_attributes(document, attributes=(*document.shop.attributes, height))
    assert document.shop.attributes[-1] == height
    undone()


def test_a_population_comes_changes_and_goes(document):
    recipe = Synthesis(size=10, seed=1, crowds=(Crowd(name="All", share=1.0, attributes={}),))
    key = crowds.add_population(document, name="Small", source=recipe)
    population = document.get(key, Population)
    assert population.name == "Small 2"
    table = Imported(sha256="0" * 64, file="people.csv", rows=3)
    crowds.set_population(document, population=msgspec.structs.replace(population, source=table))
    assert document.get(key, Population).source == table
    crowds.remove_population(document, population=key)
    assert document.find(key) is None
