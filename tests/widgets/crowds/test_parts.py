"""The lists, facts, recipes and starts that the crowds workspace is made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.actions import crowds
from designer.conditions import matches
from designer.document.document import Document
from designer.errors import RefusedError
from designer.population.presets import default_attributes, eight_segments
from designer.population.recipe import check_recipe
from designer.records import Crowd, Draw, InSegment, Persona, Population, Segment, Shop, Theme
from tests.widgets.inspector import scene
from widgets.crowds import deeds
from widgets.crowds.colours import ColourButton
from widgets.crowds.facts import Fact, FactList, FactRow, Figure
from widgets.crowds.lists import Entry, Shelf
from widgets.crowds.mixture import CrowdRow, colour_of, drawn
from widgets.crowds.presets import add_sample, start_from_eight
from widgets.rules.wording import segments_of
from widgets.session import consumer_of

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


# ---- lists ----


@pytest.fixture
def shelf(qtbot):
    made = Shelf("Things", add="Add a thing", empty="Nothing yet.")
    qtbot.addWidget(made)
    made.resize(240, 300)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


def entries(*names: str) -> list[Entry]:
    return [Entry(name.lower(), name, colour="#3b5bfd") for name in names]


def test_a_shelf_says_when_it_is_empty(shelf) -> None:
    shelf.show_entries([], current=None)
    assert shelf.empty.isVisible()
    shelf.show_entries(entries("A"), current="a")
    assert not shelf.empty.isVisible()


def test_entries_are_picked_moved_and_removed_by_key(shelf, qtbot) -> None:
    shelf.show_entries(entries("A", "B", "C"), current="a")
    first = shelf.entries["a"]
    first.setFocus()
    with qtbot.waitSignal(shelf.moved) as heard:
        QTest.keyClick(first, Qt.Key.Key_Down, CTRL)
    assert heard.args == [0, 1]
    QTest.keyClick(first, Qt.Key.Key_Down)
    with qtbot.waitSignal(shelf.picked) as heard:
        QTest.keyClick(shelf.entries["b"], Qt.Key.Key_Return)
    assert heard.args == ["b"]
    with qtbot.waitSignal(shelf.removed) as heard:
        QTest.keyClick(shelf.entries["b"], Qt.Key.Key_Delete)
    assert heard.args == ["b"]


def test_a_list_without_an_order_moves_nothing(qtbot) -> None:
    made = Shelf("Things", add="Add", empty="", ordered=False)
    qtbot.addWidget(made)
    made.show_entries(entries("A", "B"), current=None)
    with qtbot.assertNotEmitted(made.moved):
        QTest.keyClick(made.entries["a"], Qt.Key.Key_Down, CTRL)


def test_new_entries_take_over_the_keyboard_of_the_old(shelf) -> None:
    shelf.show_entries(entries("A", "B"), current="a")
    shelf.entries["b"].setFocus()
    shelf.show_entries(entries("B", "A", "C"), current="a")
    assert shelf.entries["b"].hasFocus()


def test_a_figure_is_read_with_the_name(shelf) -> None:
    shelf.show_entries(entries("A"), current=None)
    shelf.entries["a"].show_figure("12.4%")
    assert shelf.entries["a"].accessibleDescription() == "12.4%"


# ---- facts ----


def test_a_number_of_people_stands_with_its_share(qtbot) -> None:
    figure = Figure()
    qtbot.addWidget(figure)
    figure.show_count(None, 0, colour="#000000", none="Counting…")
    assert (figure.number.text(), figure.share.text()) == ("–", "Counting…")
    figure.show_count(124_038, 0.124038, colour="#000000", none="")
    assert figure.number.text() == "124,038"
    assert figure.share.text() == "people · 12.4% of the population"


def test_a_fact_that_leads_somewhere_can_be_pressed_and_another_cannot(qtbot) -> None:
    facts = FactList("Used by", none="Nowhere.")
    qtbot.addWidget(facts)
    facts.show()
    rows = facts.show_facts([Fact("Home", key="page_home"), Fact("A word", "a note")])
    heard = []
    for row in rows:
        row.clicked.connect(lambda __=False, row=row: heard.append(row.fact.key))
    QTest.keyClick(rows[0], Qt.Key.Key_Return)
    assert heard == ["page_home"]
    assert rows[1].focusPolicy() == Qt.FocusPolicy.NoFocus
    assert facts.none.isHidden()
    assert facts.show_facts([]) == []
    assert not facts.none.isHidden()


def test_a_fact_is_read_as_text_and_note() -> None:
    assert FactRow(Fact("Gen Z", "12%")).accessibleName() == "Gen Z 12%"


# ---- colours ----


def test_a_colour_is_picked_from_the_palette(qtbot) -> None:
    button = ColourButton()
    qtbot.addWidget(button)
    button.show()
    button.show_colour(crowds.COLOURS[1])
    QTest.mouseClick(button, LEFT)
    assert button.swatches[crowds.COLOURS[1]].isChecked()
    with qtbot.waitSignal(button.made) as heard:
        QTest.mouseClick(button.swatches[crowds.COLOURS[3]], LEFT)
    assert heard.args == [crowds.COLOURS[3]]
    assert not button.popup.isVisible()


# ---- recipes ----


@pytest.mark.parametrize(
    ("draw", "key", "words"),
    [
        (Draw(span=(18, 25)), "age", "18–25 岁"),
        (Draw(chance=0.3), "new_customer", "yes for 30%"),
        (Draw(chance=0.3, unknown=0.1), "new_customer", "yes for 30%, unknown for 10%"),
        (Draw(weights={"t1": 1, "t2": 3}), "city_tier", "T2 75% · T1 25%"),
        (Draw(weights={"t1": 4, "t2": 3, "t3": 2, "t4": 1}), "city_tier",
         "T1 40% · T2 30% · T3 20% …"),
        (Draw(tags={"video": 0.7, "live": 0.3}), "content", "Video 70% · Live 30%"),
        (Draw(by="city_tier", cases={"t1": Draw(chance=1)}), "new_customer",
         "depends on “City tier”"),
    ],
)  # fmt: skip
def test_how_a_value_is_drawn_is_told_in_a_few_words(session, draw, key, words) -> None:
    shop = session.document.shop
    attribute = next(one for one in shop.attributes if one.key == key)
    assert drawn(draw, attribute, shop=shop) == words


def test_a_crowd_takes_the_colour_of_the_segment_of_its_name(session) -> None:
    document = session.document
    named = Crowd(name="Gen Z", share=0.5, attributes={})
    other = Crowd(name="Somebody", share=0.5, attributes={})
    assert colour_of(document, named, 3) == "#3b5bfd"
    assert colour_of(document, other, 0) != colour_of(document, other, 1)


def test_the_share_of_a_crowd_is_slid_or_typed(session, qtbot) -> None:
    row = CrowdRow(session.document)
    qtbot.addWidget(row)
    row.resize(600, 40)
    row.show()
    heard = []
    row.made.connect(heard.append)
    row.show_crowd(Crowd(name="A", share=0.3, attributes={}), place=0, shop=session.document.shop)
    assert heard == []
    row.slider.setFocus()
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert heard[-1].share == pytest.approx(0.301)
    row.share.setFocus()
    row.share.selectAll()
    QTest.keyClicks(row.share, "45.5")
    assert heard[-1].share == pytest.approx(0.455)
    row.name.setFocus()
    QTest.keyClicks(row.name, "B")
    assert "B" in heard[-1].name


# ---- starting ----


@pytest.fixture
def empty() -> Document:
    shop = Shop(id="shop", name="New", theme=Theme(colours={}), attributes=())
    return Document([shop])


def test_the_eight_crowds_are_one_step_and_undo_takes_all_of_it_back(empty) -> None:
    start_from_eight(empty)
    assert len(empty.all(Segment)) == len(empty.all(Persona)) == 8
    assert len(empty.all(Population)) == 1
    assert {a.key for a in empty.shop.attributes} == {a.key for a in default_attributes()}
    assert len(empty.history.done) == 1
    empty.undo()
    assert empty.all(Segment) == ()
    assert empty.shop.attributes == ()


def test_starting_again_adds_nothing(empty) -> None:
    start_from_eight(empty)
    before = dict(empty.records)
    start_from_eight(empty)
    assert dict(empty.records) == before


def test_what_was_changed_of_the_eight_stays_when_starting_again(empty) -> None:
    start_from_eight(empty)
    first = eight_segments()[0].id
    mine = Segment(id=first, name="Mine", colour="#000000", when=InSegment(segment="seg_x"))
    with empty.transaction("mine"):
        empty.put(mine)
    start_from_eight(empty)
    assert empty.get(first, Segment) == mine


def test_each_of_the_eight_personas_is_in_its_own_crowd_alone(empty) -> None:
    start_from_eight(empty)
    segments = segments_of(empty)
    for persona in empty.all(Persona):
        consumer = consumer_of(persona)
        held = [s.name for s in segments.values() if matches(s.when, consumer, segments=segments)]
        assert held == [persona.note]


def test_the_sample_can_be_drawn(empty) -> None:
    made = add_sample(empty)
    check_recipe(empty.get(made, Population).source, shop=empty.shop)


# ---- deeds ----


@pytest.mark.parametrize("sort", ["segment", "persona"])
def test_what_is_added_can_be_copied_moved_and_removed(session, sort) -> None:
    document = session.document
    made = deeds.add(document, sort)
    copy = deeds.copy(document, sort, made)
    assert copy != made
    order = document.shop.segments if sort == "segment" else document.shop.personas
    assert order[-2:] == (made, copy)
    deeds.move(document, sort, len(order) - 1, 0)
    order = document.shop.segments if sort == "segment" else document.shop.personas
    assert order[0] == copy
    for key in (made, copy):
        deeds.remove(document, sort, key)
    assert document.find(made) is None


def test_a_population_is_copied_with_its_recipe(session) -> None:
    copy = deeds.copy(session.document, "population", "pop_1")
    assert session.document.get(copy, Population).source == session.document.get(
        "pop_1", Population
    ).source  # fmt: skip


def test_a_segment_in_use_is_not_removed(session) -> None:
    with pytest.raises(RefusedError):
        deeds.remove(session.document, "segment", "seg_genz")


def test_a_press_on_an_entry_opens_it_wherever_it_is_pressed(workspace) -> None:
    for place in (QPoint(4, 4), QPoint(120, 17), QPoint(200, 30)):
        workspace.choose("segment", "seg_genz")
        QTest.mouseClick(workspace.segments.entries["seg_new"], LEFT, pos=place)
        assert workspace.chosen == ("segment", "seg_new")


def test_the_scene_itself_is_sound() -> None:
    session = scene.session()
    assert session.document.shop.name == "山岚旗舰店"
    session.deleteLater()
