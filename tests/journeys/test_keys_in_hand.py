"""A key belongs to what has the keyboard: a rule, a segment, a test; not to a module elsewhere."""

from __future__ import annotations

import pytest

from designer.records import Experiment, Module, Page
from tests.widgets import shops


@pytest.fixture
def person(visit, flagship):
    """At the flagship store, with the coupons of the daily layout selected."""
    return visit(flagship, instant=shops.at(11, 5, 20), modules=("mod_d_coupons",))


def rules(person):
    return [rule.id for rule in person.session.document.get("mod_d_coupons", Module).rules]


def test_keys_on_a_rule_move_and_remove_the_rule_and_leave_the_module(person):
    panel, before = person.audience(), rules(person)
    floor = person.session.modules()
    panel.cards[before[0]].setFocus()
    person.key("Ctrl+Down")
    assert rules(person) == [before[1], before[0], *before[2:]]
    assert person.session.modules() == floor
    person.key("Del")
    assert rules(person) == before[1:]
    assert person.session.modules() == floor
    person.sees_the_document()


def test_return_on_a_rule_opens_it(person):
    panel = person.audience()
    panel.cards[rules(person)[0]].setFocus()
    person.key("Return")
    person.seen(panel.editor)
    person.key("Escape")
    person.until(lambda: not panel.editor.isVisible())


def test_keys_among_the_crowds_leave_the_page_alone(person):
    start = person.records()
    room = person.room("crowds")
    first, second = person.session.document.shop.segments[:2]
    room.segments.entries[first].setFocus()
    person.key("Ctrl+Down")
    assert person.session.document.shop.segments[:2] == (second, first)
    room.personas.entries["per_zhao"].setFocus()
    person.key("Del")
    assert "per_zhao" not in person.session.document.shop.personas
    changed = {key for key, record in person.records().items() if start.get(key) != record}
    assert changed == {"shop"}
    assert person.records().keys() == start.keys() - {"per_zhao"}


def test_the_key_for_a_new_layout_makes_a_test_among_the_tests(person):
    tests = len(person.session.document.all(Experiment))
    layouts = person.session.document.get("page_home", Page).layouts
    person.room("experiments")
    person.key("Ctrl+Shift+N")
    person.until(lambda: len(person.session.document.all(Experiment)) == tests + 1)
    assert person.session.document.get("page_home", Page).layouts == layouts
