"""Segments, personas and populations are made, shaped, counted and removed in one workspace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.actions.crowds import add_segment, remove_persona, remove_segment
from designer.actions.modules import remove_modules
from designer.records import Imported, InSegment, Leaf, Synthesis
from tests.widgets import shops
from tests.widgets.inspector import scene
from widgets.crowds.importing import ImportDialog, head_of
from widgets.crowds.workspace import CrowdsWorkspace
from widgets.session import Session

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def records(session):
    return session.document.records


def texts(facts) -> list[str]:
    return [row.fact.text for row in facts.rows]


def notes(facts) -> dict[str, str]:
    return {row.fact.text: row.fact.note for row in facts.rows}


# ---- segments ----


def test_the_lists_show_who_there_is_in_the_shops_order(workspace) -> None:
    assert list(workspace.segments.entries) == ["seg_member", "seg_genz", "seg_video", "seg_new"]
    assert [entry.name for entry in workspace.personas.entries.values()] == [
        "林小满",
        "周岩",
        "陈妍",
    ]
    assert workspace.chosen == ("segment", "seg_member")


def test_each_segment_says_its_share_beside_its_name(workspace, counted) -> None:
    figures = counted()
    share = figures.share(figures.segment("seg_genz"))
    assert workspace.segments.entries["seg_genz"].figure() == f"{share * 100:.1f}%"
    assert workspace.populations.entries["pop_1"].figure() == "100,000"


def test_a_click_opens_a_segment_with_its_facts(workspace, counted) -> None:
    counted()
    QTest.mouseClick(workspace.segments.entries["seg_genz"], LEFT, pos=QPoint(60, 10))
    counted()
    assert workspace.segment_page.name.text() == "Gen Z"
    facts = workspace.segment_facts
    assert facts.figure.number.text() == f"{workspace.figures.segment('seg_genz'):,}"
    assert texts(facts.personas) == ["林小满"]
    assert len(texts(facts.uses)) == 1
    assert "主视觉海报" in texts(facts.uses)[0]
    assert "偏好短视频" in texts(facts.overlaps)


def test_where_a_segment_is_used_is_a_click_away(workspace, session) -> None:
    workspace.choose("segment", "seg_genz")
    QTest.mouseClick(workspace.segment_facts.uses.rows[0], LEFT)
    assert session.focus.workspace == "design"
    assert session.focus.modules == ("mod_hero",)


def test_a_condition_edited_on_the_page_is_kept_and_counted(workspace, session, counted) -> None:
    workspace.choose("segment", "seg_member")
    before = counted().segment("seg_member")
    chips = workspace.segment_page.builder.parts[(0,)].value.chips.chips
    QTest.mouseClick(chips["t1"], LEFT)
    assert records(session)["seg_member"].when.of[0].value == ("t1", "t2", "t3")
    assert counted().segment("seg_member") > before


def test_an_unfinished_condition_is_not_kept_and_says_why(workspace, session) -> None:
    workspace.choose("segment", "seg_member")
    chips = workspace.segment_page.builder.parts[(0,)].value.chips.chips
    QTest.mouseClick(chips["t2"], LEFT)
    QTest.mouseClick(chips["t3"], LEFT)
    assert records(session)["seg_member"].when.of[0].value == ("t3",)
    assert workspace.segment_page.problem.text() == "Not kept yet: Choose a value."


def test_a_segment_that_rests_on_this_one_is_not_offered(workspace, session) -> None:
    made = add_segment(session.document, name="Inner", when=InSegment(segment="seg_genz"))
    workspace.choose("segment", "seg_genz")
    offered = {one.id for one in workspace.segment_page.builder._offered(None)}
    assert offered == {"seg_member", "seg_video", "seg_new"}
    assert made not in offered


def test_a_segment_gets_a_name_a_note_and_a_colour(workspace, session) -> None:
    workspace.choose("segment", "seg_new")
    page = workspace.segment_page
    page.name.setFocus()
    page.name.selectAll()
    QTest.keyClicks(page.name, "Newcomers")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    page.note.setFocus()
    QTest.keyClicks(page.note, "first order")
    QTest.mouseClick(page.colour, LEFT)
    colour, swatch = next(iter(page.colour.swatches.items()))
    QTest.mouseClick(swatch, LEFT)
    segment = records(session)["seg_new"]
    assert (segment.name, segment.note, segment.colour) == ("Newcomers", "first order", colour)
    assert workspace.segments.entries["seg_new"].name == "Newcomers"


def test_a_new_segment_opens_with_its_name_to_type(workspace, session) -> None:
    QTest.mouseClick(workspace.segments.plus, LEFT)
    sort, key = workspace.chosen
    assert sort == "segment"
    assert records(session)["shop"].segments[-1] == key
    assert workspace.segment_page.name.hasFocus()


def test_a_segment_in_use_stays_and_the_reason_is_said(workspace, session, qtbot) -> None:
    entry = workspace.segments.entries["seg_genz"]
    entry.setFocus()
    with qtbot.waitSignal(session.said) as heard:
        QTest.keyClick(entry, Qt.Key.Key_Delete)
    assert "seg_genz" in records(session)
    assert "主视觉海报" in heard.args[0]


def test_a_segment_nobody_uses_is_copied_and_removed(workspace, session) -> None:
    workspace.choose("segment", "seg_genz")
    workspace.segment_page.copied.emit("seg_genz")
    made = workspace.chosen[1]
    assert records(session)[made].when == records(session)["seg_genz"].when
    workspace.segment_page.removed.emit(made)
    assert made not in records(session)


def test_segments_change_places_by_key(workspace, session) -> None:
    entry = workspace.segments.entries["seg_member"]
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_Down, CTRL)
    assert records(session)["shop"].segments[:2] == ("seg_genz", "seg_member")
    assert workspace.segments.entries["seg_member"].hasFocus()


# ---- personas ----


def test_a_persona_is_a_form_of_the_dictionary_with_unknown_for_each(workspace, session) -> None:
    workspace.choose("persona", "per_chen")
    form = workspace.persona_page.form
    assert list(form.rows) == [one.key for one in records(session)["shop"].attributes]
    assert form.rows["content"].unknown.isChecked()
    assert form.count.text() == "3 of 6 attributes known"


def test_every_value_of_a_persona_can_be_given_and_taken_away(workspace, session, flush) -> None:
    workspace.choose("persona", "per_chen")
    flush()
    rows = workspace.persona_page.form.rows

    def value(key):
        return records(session)["per_chen"].attributes.get(key)

    QTest.mouseClick(rows["content"].chips.chips["live"], LEFT)
    assert value("content") == ("live",)
    QTest.mouseClick(rows["content"].chips.chips["live"], LEFT)
    assert value("content") == (), "known to like nothing is not unknown"
    QTest.mouseClick(rows["content"].unknown, LEFT)
    assert value("content") is None
    QTest.mouseClick(rows["new_customer"].segments.button("no"), LEFT)
    assert value("new_customer") is False
    QTest.mouseClick(rows["new_customer"].segments.button(""), LEFT)
    assert value("new_customer") is None
    rows["age"].line.setFocus()
    rows["age"].line.selectAll()
    QTest.keyClicks(rows["age"].line, "24")
    assert value("age") == 24
    rows["age"].line.clear()
    rows["age"].line.textEdited.emit("")
    assert value("age") is None
    rows["city_tier"].combo.setFocus()
    QTest.keyClick(rows["city_tier"].combo, Qt.Key.Key_Home)
    assert value("city_tier") is None


def test_a_persona_says_which_segments_it_is_in_and_why_not(workspace) -> None:
    workspace.choose("persona", "per_lin")
    facts = workspace.persona_facts
    assert texts(facts.inside) == ["Gen Z", "偏好短视频"]
    assert set(notes(facts.outside)) == {"T2 及以上会员", "新客"}
    assert notes(facts.outside)["新客"].endswith("= no")


def test_the_facts_follow_an_edit_of_the_persona(workspace) -> None:
    workspace.choose("persona", "per_lin")
    line = workspace.persona_page.form.rows["age"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "40")
    assert "Gen Z" not in texts(workspace.persona_facts.inside)
    assert line.hasFocus()


def test_the_shop_is_seen_through_the_personas_eyes(workspace, session) -> None:
    workspace.choose("persona", "per_zhou")
    QTest.mouseClick(workspace.persona_facts.eyes, LEFT)
    assert (session.focus.persona, session.focus.workspace) == ("per_zhou", "design")


def test_a_persona_is_added_copied_and_removed(workspace, session) -> None:
    QTest.mouseClick(workspace.personas.plus, LEFT)
    made = workspace.chosen[1]
    workspace.persona_page.removed.emit(made)
    assert made not in records(session)
    workspace.persona_page.copied.emit("per_lin")
    copy = records(session)[workspace.chosen[1]]
    assert copy.attributes == records(session)["per_lin"].attributes


# ---- populations ----


def source(session) -> Synthesis:
    return records(session)["pop_1"].source


def test_the_shares_of_a_recipe_are_edited_and_their_sum_is_told(workspace, session) -> None:
    workspace.choose("population", "pop_1")
    page = workspace.population_page
    assert page.sum.text() == "Together 100%"
    page.rows[0].share.setFocus()
    page.rows[0].share.selectAll()
    QTest.keyClicks(page.rows[0].share, "50")
    assert source(session).crowds[0].share == pytest.approx(0.5)
    assert page.sum.text() == "Together 120.0%: drawn in proportion"
    QTest.mouseClick(page.even, LEFT)
    assert sum(crowd.share for crowd in source(session).crowds) == pytest.approx(1, abs=1e-5)
    assert not page.even.isVisible()


def test_size_and_seed_make_other_people_and_are_counted(workspace, session, counted) -> None:
    workspace.choose("population", "pop_1")
    page = workspace.population_page
    page.size_box.setFocus()
    page.size_box.selectAll()
    QTest.keyClicks(page.size_box, "5000")
    QTest.mouseClick(page.dice, LEFT)
    assert source(session).size == 5000
    assert source(session).seed != 11
    assert counted().people == 5000


def test_how_a_crowd_is_drawn_can_be_read(workspace) -> None:
    workspace.choose("population", "pop_1")
    row = workspace.population_page.rows[0]
    QTest.mouseClick(row.fold, LEFT)
    told = {row.lines.itemAt(n).widget().accessibleName() for n in range(row.lines.count())}
    assert "Age 16–25 岁" in told


def test_the_last_crowd_of_a_recipe_stays(workspace, session) -> None:
    workspace.choose("population", "pop_1")
    for __ in range(2):
        QTest.mouseClick(workspace.population_page.rows[0].remove, LEFT)
    assert len(source(session).crowds) == 1


@pytest.fixture
def table(tmp_path):
    """A table as merchants have it: Chinese headers, GBK, a wrong row, a repeated id."""
    file = tmp_path / "会员.csv"
    lines = [
        "消费者编号,年龄,城市等级,备注",
        "u1,21,t1,x",
        "u2,abc,t2,y",
        "u3,40,t3,z",
        "u3,41,t3,z",
    ]
    file.write_bytes("\n".join(lines).encode("gbk"))
    return file


@pytest.fixture
def dialog(session, table, qtbot):
    made = ImportDialog(session, table)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.report.text() != "", timeout=30_000)
    return made


def test_a_table_is_shown_with_its_columns_understood(dialog) -> None:
    assert dialog.preview.horizontalHeaderItem(0).text() == "消费者编号"
    assert dialog.preview.item(0, 1).text() == "21"
    assert dialog.chosen() == {"消费者编号": "id", "年龄": "age", "城市等级": "city_tier"}


def test_what_was_left_out_is_told_with_examples(dialog) -> None:
    assert "GBK" in dialog.report.text()
    assert "1 rows left out" in dialog.report.text()
    assert "1 repeated ids left out" in dialog.report.text()
    assert "abc" in dialog.examples.text()


def test_another_mapping_is_read_again(dialog, qtbot) -> None:
    combo = dialog.columns["年龄"]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    assert not dialog.use.isEnabled()
    qtbot.waitUntil(dialog.use.isEnabled, timeout=30_000)
    assert "rows left out" not in dialog.report.text()
    assert "年龄" not in dialog.chosen()


def test_an_imported_table_becomes_a_population_of_the_project(dialog, session, counted) -> None:
    QTest.mouseClick(dialog.use, LEFT)
    made = next(one for one in records(session).values() if getattr(one, "name", "") == "会员")
    assert isinstance(made.source, Imported)
    assert made.source.rows == 2
    assert session.project.assets.has(made.source.sha256)


def test_a_file_that_is_no_table_is_refused_in_a_sentence(session, tmp_path, qtbot) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"\x00\x01\x02\xff\xfe" * 50)
    dialog = ImportDialog(session, file)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.report.text() != "", timeout=30_000)
    assert "people.csv" in dialog.report.text()
    assert not dialog.use.isEnabled()


def test_the_head_of_a_table_is_its_names_and_first_rows(table) -> None:
    header, rows = head_of(table)
    assert header == ["消费者编号", "年龄", "城市等级", "备注"]
    assert rows[0] == ["u1", "21", "t1", "x"]


# ---- beginning ----


def test_an_empty_shop_is_invited_to_start_from_the_eight_crowds(qapp, qtbot, tmp_path) -> None:
    session = Session(shops.project(tmp_path, library=scene.library()), library=scene.library())
    document = session.document
    remove_modules(document, modules=("mod_1", "mod_4"))
    remove_segment(document, segment="seg_genz")
    for key in document.shop.personas:
        remove_persona(document, persona=key)
    workspace = CrowdsWorkspace(session)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 900)
    workspace.show()
    assert workspace.chosen is None
    steps = len(document.history.done)
    QTest.mouseClick(workspace.eight, LEFT)
    assert len(document.shop.segments) == len(document.shop.personas) == 8
    assert len(document.history.done) == steps + 1
    assert workspace.chosen == ("segment", document.shop.segments[0])
    QTest.mouseClick(workspace.eight, LEFT)
    assert len(document.shop.segments) == 8, "nothing is added twice"
    session.undo()
    session.close()
    session.deleteLater()


def test_a_project_to_look_at_cannot_be_changed(qtbot) -> None:
    session = scene.session(read_only="Somebody else has it open.")
    workspace = CrowdsWorkspace(session)
    qtbot.addWidget(workspace)
    workspace.show()
    assert not workspace.segments.plus.isEnabled()
    assert not workspace.segment_page.isEnabled()
    session.deleteLater()


def test_a_leaf_of_an_attribute_that_is_gone_is_shown_and_told(workspace, session) -> None:
    strange = Leaf(attribute="gone", operator="is", value="x")
    workspace.segment_page.builder.show_condition(strange)
    assert "gone" in workspace.segment_page.builder.problem()
