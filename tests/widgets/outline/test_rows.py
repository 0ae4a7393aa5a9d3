"""Rows by mouse and key: buttons, variants, frames, menus, pages and layouts, the filter."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from designer.actions import experiments, modules, pages, rules, variants
from designer.document.queries import is_hidden
from designer.records import Floor, Layout, Module, Page, Run, Variant
from widgets.look import theme
from widgets.look.thumbnails import Thumbnails
from widgets.outline import deeds
from widgets.outline.dropping import MODULES_MIME, ROW_MIME
from widgets.outline.facts import Note, noted
from widgets.outline.nodes import all_below
from widgets.outline.panel import OutlinePanel
from widgets.outline.rows import name_left
from widgets.outline.view import Outline
from widgets.parts.choosing import Chooser

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
MOVE, COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction


@pytest.fixture
def panel(qapp, qtbot, session):
    theme.apply(qapp, mode="light")
    made = OutlinePanel(Outline(session, thumbnails=Thumbnails(session.project.assets)))
    qtbot.addWidget(made)
    made.resize(300, 760)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture
def outline(panel):
    return panel.outline


def rect(outline, key):
    return outline._rect_of(outline.tree.find(key))


def seen(qtbot, outline, key):
    """Wait until a row is on screen."""
    outline.scrollTo(outline.tree.index_of(key))
    inside = outline.viewport().rect()
    qtbot.waitUntil(lambda: inside.contains(rect(outline, key).center()))


def name_at(outline, key):
    where = rect(outline, key)
    return QPoint(name_left(outline.tree.find(key)) + 6, where.center().y())


def click(qtbot, outline, key, modifiers=NONE):
    seen(qtbot, outline, key)
    qtbot.mouseClick(outline.viewport(), LEFT, modifiers, name_at(outline, key))


def push(qtbot, outline, key, deed):
    """Press the button of a row that does this."""
    seen(qtbot, outline, key)
    where, node = rect(outline, key), outline.tree.find(key)
    spots = (QPoint(x, where.center().y()) for x in range(where.right(), where.left(), -4))
    at = next(spot for spot in spots if outline.rows.button_at(where, node, spot) == deed)
    qtbot.mouseClick(outline.viewport(), LEFT, NONE, at)


def shown(outline, *kinds):
    return [
        node.key for node in all_below(outline.tree.root)
        if node.kind in kinds
        and not outline.isRowHidden(node.row, outline.tree.index_of(node.key).parent())
    ]  # fmt: skip


def drop(outline, mime, payload, onto, row=-1, action=MOVE):
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setData(mime, msgspec.json.encode(payload))
    parent = outline.tree.index_of(onto)
    able = outline.tree.canDropMimeData(data, action, row, 0, parent)
    outline.tree.dropMimeData(data, action, row, 0, parent)
    return able


# ---- marks and buttons ----


def test_a_module_is_hidden_and_shown_by_its_eye(outline, session, qtbot):
    push(qtbot, outline, "mod_2", "hide")
    assert is_hidden(session.document, "mod_2")
    assert outline.tree.facts.hidden_from_all(outline.tree.find("mod_2"))
    push(qtbot, outline, "mod_2", "hide")
    assert not is_hidden(session.document, "mod_2")


def test_a_module_is_locked_by_its_lock_and_stays(outline, session, qtbot):
    push(qtbot, outline, "mod_2", "lock")
    assert session.document.get("mod_2", Module).locked
    assert outline.tree.find("mod_2").is_locked
    with qtbot.waitSignal(session.said) as said:
        drop(outline, MODULES_MIME, ["mod_2"], "flr_1", 0)
    assert "locked" in said.args[0]
    push(qtbot, outline, "mod_2", "lock")
    assert not session.document.get("mod_2", Module).locked


def test_a_button_works_on_all_that_are_selected_with_its_row(outline, session, qtbot):
    click(qtbot, outline, "mod_1")
    click(qtbot, outline, "mod_2", CTRL)
    push(qtbot, outline, "mod_2", "lock")
    assert [session.document.get(k, Module).locked for k in ("mod_1", "mod_2", "mod_3")] == [
        True, True, False,
    ]  # fmt: skip
    assert session.focus.modules == ("mod_1", "mod_2")


def test_marks_are_told_in_words(outline, session):
    made = experiments.add_experiment(session.document, name="AB", key="ab")
    arms = {arm.id: "var_1a" for arm in session.document.get(made, _experiment()).arms}
    rules.add_rule(session.document, slot="mod_1", outcome=Run(experiment=made, arms=arms))
    modules.set_locked(session.document, modules=("mod_1",), locked=True)
    outline.set_notes({"mod_1": Note("error", 2, "No picture")})
    index = outline.tree.index_of("mod_1")
    said = outline.tree.data(index, Qt.ItemDataRole.AccessibleDescriptionRole)
    for word in ("Locked", "An experiment decides", "2 rules", "No picture"):
        assert word in said


def _experiment():
    from designer.records import Experiment

    return Experiment


def test_the_gravest_finding_and_their_number_are_noted():
    from designer.lint.finding import Finding

    found = [
        Finding(rule="a.b", severity="info", record="mod_1", message="fine"),
        Finding(rule="a.b", severity="warn", record="mod_1", message="so so", variant="var_1a"),
        Finding(rule="a.b", severity="error", record="mod_1", message="bad"),
    ]
    notes = noted(found)
    assert notes["mod_1"] == Note("error", 2, "bad")
    assert notes["var_1a"] == Note("warn", 1, "so so")
    assert set(notes) == {"mod_1", "var_1a"}


# ---- variants ----


def test_variants_unfold_under_their_module_and_are_gone_to(outline, session, qtbot):
    seen(qtbot, outline, "mod_1")
    fold = QPoint(8, rect(outline, "mod_1").center().y())
    qtbot.mouseClick(outline.viewport(), LEFT, NONE, fold)
    assert outline.isExpanded(outline.tree.index_of("mod_1"))
    click(qtbot, outline, "var_1b")
    assert session.focus.modules == ("mod_1",)
    assert session.focus.variant == "var_1b"


def test_a_variant_is_renamed_moved_made_default_and_removed(outline, session, qtbot):
    outline.expand(outline.tree.index_of("mod_1"))
    assert outline.tree.setData(outline.tree.index_of("var_1b"), "轻量")
    assert session.document.get("var_1b", Variant).name == "轻量"
    assert drop(outline, ROW_MIME, ["variant", "var_1b"], "mod_1", 0)
    assert session.document.get("mod_1", Module).variants == ("var_1b", "var_1a")
    choose(outline, qtbot, "var_1b", "Show by default")
    assert session.document.get("mod_1", Module).default == "var_1b"
    assert not drop(outline, ROW_MIME, ["variant", "var_1b"], "mod_2", 0)


def choose(outline, qtbot, key, text):
    """Open the menu of a row with the right button and choose a line of it."""
    seen(qtbot, outline, key)
    at = name_at(outline, key)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, outline.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(outline.viewport(), event)
    menu = outline.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


# ---- names ----


def test_a_double_click_on_the_name_edits_it(outline, session, qtbot):
    seen(qtbot, outline, "mod_2")
    at = name_at(outline, "mod_2")
    qtbot.mouseClick(outline.viewport(), LEFT, NONE, at)
    qtbot.mouseDClick(outline.viewport(), LEFT, NONE, at)
    qtbot.waitUntil(lambda: outline.findChild(QLineEdit) is not None)
    editor = outline.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Headline")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.document.get("mod_2", Module).name == "Headline")


def test_esc_gives_the_old_name_back(outline, session, qtbot):
    outline.rename("lay_peak")
    qtbot.waitUntil(lambda: outline.findChild(QLineEdit) is not None)
    editor = outline.findChild(QLineEdit)
    qtbot.keyClicks(editor, "zzz")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: outline.findChild(QLineEdit) is None)
    assert session.document.get("lay_peak", Layout).name == "双11 爆发版"


# ---- pages and layouts ----


def test_a_page_of_each_type_is_added_and_named_at_once(outline, session, qtbot, monkeypatch):
    named = []
    monkeypatch.setattr(outline, "rename", named.append)
    push(qtbot, outline, "pages", "add")
    chooser = outline.findChild(Chooser)
    assert chooser.list.model().rowCount() == len(deeds.PAGE_TYPES)
    row = list(deeds.PAGE_TYPES).index("member")
    index = chooser.list.model().index(row, 0)
    qtbot.waitUntil(lambda: chooser.list.visualRect(index).isValid())
    at = chooser.list.visualRect(index).center()
    qtbot.mouseClick(chooser.list.viewport(), LEFT, NONE, at)
    qtbot.waitUntil(lambda: bool(named))
    made = session.document.get(session.focus.page, Page)
    assert named == [made.id]
    assert (made.type, made.name) == ("member", "Member centre")


def test_a_new_row_is_named_by_typing(outline, session, qtbot):
    made = pages.add_page(session.document, name="Member centre", type="member")
    outline.rename(made)
    editor = outline.viewport().findChild(QLineEdit)
    assert editor.selectedText() == "Member centre"
    qtbot.keyClicks(editor, "VIP")
    with qtbot.assertNotEmitted(session.wanted):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: session.document.get(made, Page).name == "VIP")
    assert session.focus.page == "page_home"  # Enter kept the name and did nothing else


def test_pages_and_layouts_change_places_by_dragging(outline, session):
    assert drop(outline, ROW_MIME, ["page", "page_new"], "pages", 0)
    assert session.document.shop.pages == ("page_new", "page_home")
    assert drop(outline, ROW_MIME, ["layout", "lay_peak"], "page_home", 0)
    assert session.document.get("page_home", Page).layouts == ("lay_peak", "lay_daily")
    assert not drop(outline, ROW_MIME, ["layout", "lay_peak"], "page_new", 0)


def test_what_the_menus_of_pages_and_layouts_do(outline, session, qtbot):
    outline.expand(outline.tree.index_of("pages"))
    choose(outline, qtbot, "page_new", "Duplicate page")
    copy = session.focus.page
    assert session.document.shop.pages == ("page_home", "page_new", copy)
    choose(outline, qtbot, copy, "Move page up")
    assert session.document.shop.pages == ("page_home", copy, "page_new")
    choose(outline, qtbot, copy, "Delete page")
    assert session.document.shop.pages == ("page_home", "page_new")
    choose(outline, qtbot, "lay_peak", "Make this layout the default")
    assert session.document.get("page_home", Page).default == "lay_peak"
    assert outline.tree.find("lay_peak").is_default
    assert not outline.tree.find("lay_daily").is_default
    choose(outline, qtbot, "lay_peak", "New layout from this one")
    assert session.layout().name.startswith("双11 爆发版")
    assert session.focus.layout != "lay_peak"


def test_the_plus_of_a_page_adds_a_layout(outline, session, qtbot):
    outline.expand(outline.tree.index_of("pages"))
    push(qtbot, outline, "page_new", "add")
    assert len(session.document.get("page_new", Page).layouts) == 2
    assert session.focus.page == "page_new"
    assert session.focus.layout == session.document.get("page_new", Page).layouts[1]


# ---- modules on their way ----


def test_modules_dropped_on_a_layout_go_to_its_floor_of_the_same_level(outline, session):
    assert drop(outline, MODULES_MIME, ["mod_2", "mod_3"], "lay_peak")
    assert session.document.get("flr_p1", Floor).modules == ("mod_sale", "mod_2", "mod_3")
    session.undo()
    assert "mod_2" in session.document.get("flr_1", Floor).modules


def test_with_ctrl_they_are_copied(outline, session):
    drop(outline, MODULES_MIME, ["mod_2"], "page_new", action=COPY)
    (made,) = session.document.get("flr_n1", Floor).modules
    assert session.document.get(made, Module).name == "新品首发"
    assert "mod_2" in session.document.get("flr_1", Floor).modules


def test_a_strange_drag_does_nothing(outline, session):
    before = dict(session.document.records)
    for payload in ("text", {"a": 1}, ["mod_gone"]):
        drop(outline, MODULES_MIME, payload, "flr_1", 0)
        drop(outline, ROW_MIME, payload, "pages", 0)
    assert dict(session.document.records) == before


# ---- the frame ----


def test_a_frame_beside_the_names_selects_what_it_touches(outline, session, qtbot):
    seen(qtbot, outline, "mod_1")
    seen(qtbot, outline, "mod_3")
    start = QPoint(210, rect(outline, "mod_1").top() + 4)
    end = QPoint(190, rect(outline, "mod_3").top() + 6)
    target = outline.viewport()
    QTest.mousePress(target, LEFT, NONE, start)
    for share in (0.3, 0.7, 1.0):
        at = QPointF(start + (end - start) * share)
        event = QMouseEvent(
            QEvent.Type.MouseMove, at, target.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(target, event)
    assert outline.marquee.is_on
    assert session.focus.modules == ("mod_1", "mod_2", "mod_3")
    QTest.mouseRelease(target, LEFT, NONE, end)
    assert not outline.marquee.is_on
    assert session.focus.modules == ("mod_1", "mod_2", "mod_3")
    assert session.document.get("flr_1", Floor).modules[1] == "mod_1"


# ---- the filter ----


def type_(qtbot, panel, text):
    panel.search.clear()
    qtbot.keyClicks(panel.search, text)


def test_a_filter_leaves_what_fits_and_what_is_above_it(panel, outline, qtbot):
    type_(qtbot, panel, "poster")
    assert shown(outline, "module") == ["mod_1", "mod_4"]
    assert "flr_1" in shown(outline, "floor")
    assert "flr_2" not in shown(outline, "floor")
    panel.search.clear()
    assert len(shown(outline, "module")) == 8


@pytest.mark.parametrize(
    ("words", "modules_left"),
    [
        ("hidden", ["mod_4"]), ("gen z", ["mod_1", "mod_4"]), ("locked", ["mod_3"]),
        ("lint", ["mod_5"]), ("ranking", ["mod_5"]), ("rule", ["mod_1", "mod_4"]),
        ("poster hidden", ["mod_4"]), ("zsjhb", ["mod_1"]),
    ],
)  # fmt: skip
def test_names_kinds_crowds_and_marks_can_be_filtered_by(
    panel, outline, session, qtbot, words, modules_left
):
    modules.set_locked(session.document, modules=("mod_3",), locked=True)
    outline.set_notes({"mod_5": Note("warn", 1, "x")})
    type_(qtbot, panel, words)
    assert shown(outline, "module") == modules_left


def test_a_filter_goes_on_when_the_page_changes_under_it(panel, outline, session, qtbot):
    type_(qtbot, panel, "poster")
    modules.rename(session.document, id="mod_5", name="Poster of the week")
    assert "mod_5" in shown(outline, "module")
    session.look(layout="lay_peak")
    assert shown(outline, "module") == ["mod_sale"]


def test_what_nothing_fits_says_so(panel, qtbot):
    type_(qtbot, panel, "zzzzzz")
    assert panel.nothing.isVisible()
    panel.search.clear()
    assert not panel.nothing.isVisible()


def test_a_filter_unfolds_only_what_hides_a_match(panel, outline, session, qtbot):
    modules.rename(session.document, id="var_1b", name="Lightness")
    type_(qtbot, panel, "lightness")
    assert shown(outline, "module") == ["mod_1"]
    assert outline.isExpanded(outline.tree.index_of("mod_1"))
    type_(qtbot, panel, "poster")
    assert not outline.isExpanded(outline.tree.index_of("mod_1"))


def test_folds_come_back_after_a_filter(panel, outline, qtbot):
    assert not outline.isExpanded(outline.tree.index_of("pages"))
    type_(qtbot, panel, "poster")
    panel.search.clear()
    assert not outline.isExpanded(outline.tree.index_of("pages"))
    assert outline.isExpanded(outline.tree.index_of("flr_1"))


# ---- keys and following ----


def test_the_keyboard_walks_folds_and_jumps(outline, session, qtbot):
    click(qtbot, outline, "mod_1")
    qtbot.keyClick(outline, Qt.Key.Key_Right)
    assert outline.isExpanded(outline.tree.index_of("mod_1"))
    qtbot.keyClick(outline, Qt.Key.Key_Down)
    assert session.focus.variant == "var_1a"
    qtbot.keyClick(outline, Qt.Key.Key_Left)
    qtbot.keyClick(outline, Qt.Key.Key_Left)
    assert not outline.isExpanded(outline.tree.index_of("mod_1"))
    qtbot.keyClick(outline, Qt.Key.Key_End)
    assert session.focus.modules == ("mod_5",)
    qtbot.keyClick(outline, Qt.Key.Key_Home)
    assert outline.tree.node(outline.currentIndex()).kind == "pages"


def test_del_on_a_variant_takes_the_variant_and_not_its_module(outline, session, qtbot):
    variants.add_variant(session.document, module="mod_1", name="C")
    extra = session.document.get("mod_1", Module).variants[2]
    outline.expand(outline.tree.index_of("mod_1"))
    click(qtbot, outline, extra)
    qtbot.keyClick(outline, Qt.Key.Key_Up, CTRL)
    assert session.document.get("mod_1", Module).variants == ("var_1a", extra, "var_1b")
    assert outline.tree.node(outline.currentIndex()).key == extra
    qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert session.document.get("mod_1", Module).variants == ("var_1a", "var_1b")


def test_del_and_steps_on_pages_and_layouts(outline, session, qtbot):
    outline.expand(outline.tree.index_of("pages"))
    click(qtbot, outline, "page_new")
    qtbot.keyClick(outline, Qt.Key.Key_Up, CTRL)
    assert session.document.shop.pages == ("page_new", "page_home")
    click(qtbot, outline, "lay_peak")
    with qtbot.waitSignal(session.said) as said:
        qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert "Rule 1" in said.args[0]
    click(qtbot, outline, "page_new")
    qtbot.keyClick(outline, Qt.Key.Key_Delete)
    assert session.document.shop.pages == ("page_home",)


def test_letters_jump_to_the_row_that_begins_so(outline, session, qtbot):
    modules.rename(session.document, id="mod_3", name="Shelf")
    click(qtbot, outline, "mod_1")
    qtbot.keyClicks(outline, "sh")
    assert session.focus.modules == ("mod_3",)


def test_all_folds_and_unfolds(panel, outline, qtbot):
    qtbot.mouseClick(panel.unfold, LEFT)
    assert outline.isExpanded(outline.tree.index_of("mod_1"))
    qtbot.mouseClick(panel.fold, LEFT)
    assert not outline.isExpanded(outline.tree.index_of("mod_1"))
    assert outline.isExpanded(outline.tree.index_of("flr_1"))


def test_a_change_of_a_row_is_no_new_tree(outline, session):
    before = outline.tree.find("mod_1")
    modules.rename(session.document, id="mod_1", name="Hero")
    assert outline.tree.find("mod_1") is before
    assert before.title == "Hero"
    variants.add_variant(session.document, module="mod_1")
    assert outline.tree.find("mod_1") is before
    assert len(outline.tree.find("mod_1").below) == 3


def test_layouts_show_a_sketch_that_follows_edits(outline, session, qtbot):
    from widgets.outline.rows import SKETCH

    sketches = outline.rows.sketches
    with qtbot.waitSignal(sketches.arrived):
        assert sketches.get("lay_daily", size=SKETCH) is None
    first = sketches.get("lay_daily", size=SKETCH).toImage()
    modules.remove_modules(session.document, modules=("mod_0", "mod_1"))
    with qtbot.waitSignal(sketches.arrived):
        sketches.get("lay_daily", size=SKETCH)
    assert sketches.get("lay_daily", size=SKETCH).toImage() != first


def test_a_copied_page_is_there_after_undo_and_redo(outline, session):
    made = pages.duplicate_page(session.document, page="page_new")
    assert outline.tree.index_of(made).isValid()
    session.undo()
    assert not outline.tree.index_of(made).isValid()
    session.redo()
    assert outline.tree.index_of(made).isValid()


def test_the_tree_keeps_qts_rules(outline, session, qtmodeltester):
    session.look(layout="lay_peak")
    qtmodeltester.check(outline.tree)
