"""The few words the wall says of people."""

from __future__ import annotations

import pytest

from designer.records import HIDDEN, Module, Persona
from tests.widgets import shops
from widgets.personas.people import Seen, choice_name, decided, in_test, label, marks, tally


@pytest.fixture
def two(session):
    """Zhou, who sees the default, and Lin, who is Gen Z."""
    people = [session.document.get(key, Persona) for key in ("per_zhou", "per_lin")]
    return [Seen(persona=one, decision=decided(session, one)) for one in people]


def test_gen_z_differs_in_two_modules(session, two):
    found = marks(session.document, *two)
    assert set(found) == {"mod_1", "mod_4"}
    assert found["mod_1"] == "B 冷泡"
    assert found["mod_4"] == "Only here: B 冷泡"


def test_the_head_counts_the_differences(session, two):
    first, other = two
    assert tally(session.document, first, other) == "2 of 8"
    assert tally(session.document, first, first) == "Compared with"


def test_a_hidden_module_is_named(session, two):
    said = label(session.document, "mod_1", first="var_1a", other=HIDDEN)
    assert said == "Hidden: 主视觉海报"
    assert choice_name(session.document, "mod_1", HIDDEN) == "Hidden"


def test_another_layout_is_named_instead_of_counted(session, two):
    session.look(instant=shops.at(11, 11))
    peak = Seen(persona=two[1].persona, decision=decided(session, two[1].persona))
    assert tally(session.document, two[0], peak) == "双11 爆发版"
    assert marks(session.document, two[0], peak) == {}


def test_without_an_experiment_no_choice_is_a_test(session):
    module = session.document.get("mod_1", Module)
    assert not any(in_test(session.document, module.id, one) for one in module.variants)
