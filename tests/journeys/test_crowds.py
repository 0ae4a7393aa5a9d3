"""Shaping a crowd: a nested condition by hand, how many that is, and who belongs to it."""

from __future__ import annotations

import pytest

from designer.records import AllOf, AnyOf, Leaf, Not, Persona, Segment
from tests.widgets import shops
from widgets.look.buttons import Button


@pytest.fixture
def person(visit, flagship):
    return visit(flagship, instant=shops.at(11, 5, 20))


def test_a_nested_condition_is_built_counted_and_undone(person):
    start = person.records()
    room = person.room("crowds")
    person.click(room.segments.plus)
    key = room.chosen[1]
    person.write("年轻的老客")
    person.key("Return")
    segment = _segment(person, key)
    assert segment.name == "年轻的老客"

    builder = room.segment_page.builder
    _add(person, builder.parts[()], "Condition")
    leaf = builder.parts[(0,)]
    _choose(person, leaf.attribute, "age")
    _choose(person, leaf.operator, "less_than")
    leaf.value.box.setFocus()
    person.write("30")
    _until_counted(person, key)
    young = _count(person, key)

    _add(person, builder.parts[()], "Group")
    _choose(person, builder.parts[(1, 0)].attribute, "vip88")
    _add(person, builder.parts[(1,)], "Segment")
    _choose(person, builder.parts[(1, 1)].combo, "seg_old")
    person.until(lambda: _negated(person, key, builder))
    age, group = _segment(person, key).when.of
    assert isinstance(_segment(person, key).when, AllOf)
    assert age == Leaf(attribute="age", operator="less_than", value=30)
    assert isinstance(group, AnyOf)
    assert isinstance(group.of[1], Not)
    person.until(lambda: 0 < _count(person, key) < young)
    assert person.window.isActiveWindow()

    person.key("Alt+1")
    person.turn_to_it()
    assert person.undo_all() > 3
    assert person.records() == start
    person.sees_the_document()


def _negated(person, key, builder):
    """Turn the segment round by key; a part that was drawn anew meanwhile is gone to again."""
    if isinstance(_segment(person, key).when.of[1].of[1], Not):
        return True
    builder.parts[(1, 1)].setFocus()
    person.key("Ctrl+I")
    return isinstance(_segment(person, key).when.of[1].of[1], Not)


def test_a_persona_s_form_says_which_segments_that_makes(person):
    room = person.room("crowds")
    entry = room.personas.entries["per_zhou"]
    person.click(entry)
    assert room.chosen == ("persona", "per_zhou")
    assert "Gen Z" not in _inside(room)
    line = room.persona_page.form.rows["age"].line
    line.setFocus()
    person.write("21")
    assert person.session.document.get("per_zhou", Persona).attributes["age"] == 21
    assert "资深中产" not in _inside(room)
    person.click(room.persona_facts.eyes)
    person.seen(person.hands.canvas)
    assert person.session.focus.persona == "per_zhou"
    person.sees_the_document()


def _segment(person, key):
    return person.session.document.get(key, Segment)


def _count(person, key):
    return person.window.room("crowds").figures.segment(key) or 0


def _until_counted(person, key):
    person.until(lambda: _count(person, key) > 0)


def _inside(room):
    return [row.fact.text for row in room.persona_facts.inside.rows]


def _add(person, part, what):
    """Press “+ Condition”, “+ Segment” or “+ Group” at the foot of a group."""
    buttons = (one for one in part.findChildren(Button) if one.text() == what)
    person.click(next(one for one in buttons if one.parent() is part))


def _choose(person, combo, data):
    """Open a list of choices, walk to the one that stands for `data`, and take it."""
    combo.setFocus()
    person.key("F4")
    person.key("Home")
    for _step in range(combo.place_of(data)):
        person.key("Down")
    person.key("Return")
    person.until(lambda: combo.currentData() == data)
