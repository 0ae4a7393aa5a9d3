"""Each attribute type has its own control, in conditions and on personas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from designer.condition_checks import CONSUMER_ID, OPERATORS, check
from designer.errors import InvalidError
from designer.records import Attribute, AttributeChoice, Label, Leaf
from tests.widgets.inspector import scene
from widgets.crowds import tree
from widgets.crowds.attributes import AttributeForm, known
from widgets.crowds.values import choices_of, split, value_edit

LEFT = Qt.MouseButton.LeftButton
ATTRIBUTES = (*scene.attributes(), CONSUMER_ID)
EVERY = [
    (attribute, operator) for attribute in ATTRIBUTES for operator in OPERATORS[attribute.type]
]


def sample(attribute: Attribute, operator: str):
    """A value that fits a comparison."""
    names = [choice.key for choice in attribute.choices] or ["x"]
    if operator in ("known", "unknown"):
        return None
    if attribute.type == "number":
        return (18, 25) if operator == "between" else 18
    if attribute.type == "bool":
        return True
    return names[0] if operator == "is" else tuple(names[:2])


@pytest.mark.parametrize(
    ("attribute", "operator"), EVERY, ids=[f"{a.key}-{operator}" for a, operator in EVERY]
)
def test_every_comparison_has_a_control_that_shows_and_gives_back_its_value(
    qtbot, session, attribute, operator
) -> None:
    leaf = Leaf(attribute=attribute.key, operator=operator, value=sample(attribute, operator))
    check(leaf, shop=session.document.shop, segments={})
    edit = value_edit(attribute, leaf)
    qtbot.addWidget(edit)
    heard = []
    edit.made.connect(heard.append)
    edit.show_value(leaf.value)
    assert heard == [], "showing announces nothing"
    edit.show_value(leaf.value)
    assert heard == []


@pytest.mark.parametrize(
    ("attribute", "operator"), EVERY, ids=[f"{a.key}-{operator}" for a, operator in EVERY]
)
def test_changing_the_comparison_of_any_leaf_gives_one_the_shop_takes_or_an_empty_one(
    session, attribute, operator
) -> None:
    before = Leaf(attribute=attribute.key, operator=operator, value=sample(attribute, operator))
    for other in OPERATORS[attribute.type]:
        made = tree.leaf(attribute, other, before)
        if made.value in ("", ()):
            continue
        try:
            check(made, shop=session.document.shop, segments={})
        except InvalidError as problem:
            raise AssertionError(f"{operator} → {other}: {made.value!r}") from problem


@pytest.mark.parametrize("attribute", ATTRIBUTES, ids=lambda one: one.key)
def test_a_new_comparison_starts_with_the_first_operator(attribute) -> None:
    assert tree.blank(attribute).operator == OPERATORS[attribute.type][0]


@given(st.lists(st.text("ab甲", min_size=1, max_size=4), max_size=5, unique=True))
def test_a_list_with_any_separator_reads_back(words) -> None:
    for mark in (",", "，", "、", ";", "\n", " , "):
        assert split(mark.join(words)) == tuple(words)


def test_a_value_that_is_no_longer_declared_stays_visible(qtbot) -> None:
    attribute = ATTRIBUTES[1]
    leaf = Leaf(attribute="city_tier", operator="any_of", value=("t1", "t9"))
    edit = value_edit(attribute, leaf)
    qtbot.addWidget(edit)
    edit.show_value(leaf.value)
    assert edit.chips.on() == ["t1", "t9"]


def test_the_labels_of_values_follow_the_language() -> None:
    from designer import language

    choice = AttributeChoice(key="a", label=Label(zh="甲", en="A"))
    attribute = Attribute(key="k", type="enum", label=Label(zh="键", en="K"), choices=(choice,))
    assert choices_of(attribute) == [("a", "A")]
    language.use("zh_CN")
    assert choices_of(attribute) == [("a", "甲")]


# ---- personas ----


@pytest.mark.parametrize("attribute", scene.attributes(), ids=lambda one: one.key)
def test_every_attribute_can_be_shown_known_and_unknown(qtbot, attribute) -> None:
    row = known(attribute)
    qtbot.addWidget(row)
    heard = []
    row.made.connect(heard.append)
    operator = {"number": "at_least", "bool": "is", "tags": "has_any"}.get(attribute.type, "is")
    for value in (None, sample(attribute, operator), None):
        row.show_value(value)
    assert heard == []


def form(qtbot, **values) -> AttributeForm:
    made = AttributeForm()
    qtbot.addWidget(made)
    made.show_attributes(scene.attributes(), values)
    made.heard = []
    made.made.connect(lambda key, value: made.heard.append((key, value)))
    made.resize(700, 400)
    made.show()
    return made


def test_a_number_that_is_no_number_yet_is_not_given(qtbot) -> None:
    made = form(qtbot)
    line = made.rows["age"].line
    line.setFocus()
    QTest.keyClicks(line, "-")
    assert made.heard == []
    QTest.keyClicks(line, "5")
    assert made.heard == [("age", -5)]


def test_a_whole_number_stays_whole_and_a_broken_one_broken(qtbot) -> None:
    made = form(qtbot)
    line = made.rows["age"].line
    line.setFocus()
    QTest.keyClicks(line, "21.5")
    assert [value for __, value in made.heard] == [2, 21, 21, 21.5]
    assert isinstance(made.heard[0][1], int)


def test_an_empty_text_is_unknown(qtbot) -> None:
    made = form(qtbot, province="浙江")
    line = made.rows["province"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert made.heard == [("province", None)]


def test_tags_are_none_some_or_unknown(qtbot, flush) -> None:
    made = form(qtbot, content=("video",))
    flush()
    row = made.rows["content"]
    assert not row.unknown.isChecked()
    QTest.mouseClick(row.unknown, LEFT)
    assert made.heard == [("content", None)]
    row.show_value(None)
    QTest.mouseClick(row.unknown, LEFT)
    assert made.heard[-1] == ("content", ())


def test_the_same_dictionary_keeps_the_rows_another_makes_new_ones(qtbot) -> None:
    made = form(qtbot)
    row = made.rows["age"]
    made.show_attributes(scene.attributes(), {"age": 30})
    assert made.rows["age"] is row
    assert made.count.text() == "1 of 6 attributes known"
    made.show_attributes(scene.attributes()[:2], {"age": 30})
    assert list(made.rows) == ["age", "city_tier"]
    assert made.rows["age"] is not row
