"""The session: one focus that always fits the document, and two signals."""

from __future__ import annotations

import msgspec
import pytest

from designer.actions import modules as verbs
from designer.actions.campaigns import remove_campaign
from designer.actions.variants import set_setting
from designer.document.queries import floors_of
from designer.errors import RefusedError
from designer.records import HIDDEN, Campaign, Phase
from tests.widgets import shops
from widgets.session import Session, first_instant


def test_it_opens_on_the_first_page_with_the_layout_seen_then(session):
    assert session.focus.page == "page_home"
    assert session.focus.layout == "lay_daily"
    assert session.page().name == "首页"
    assert session.layout().name == "日常版"


def test_modules_come_floor_by_floor_from_the_top(session):
    assert session.modules() == (*(f"mod_{i}" for i in range(6)), "mod_film", "mod_story")


def test_one_look_is_one_signal(session, qtbot):
    heard = []
    session.selected.connect(heard.append)
    session.look(modules=("mod_1",), persona="per_lin")
    session.look(modules=("mod_1",))
    assert len(heard) == 1
    assert heard[0] is session.focus


def test_time_brings_the_layout_that_is_seen_then_unless_one_is_named(session):
    session.look(instant=shops.at(11, 11))
    assert session.focus.layout == "lay_peak"
    session.look(layout="lay_daily")
    assert session.focus.layout == "lay_daily"
    session.look(instant=shops.at(11, 11, 1), layout="lay_daily")
    assert session.focus.layout == "lay_daily"
    session.look(instant=shops.at(11, 5))
    assert session.focus.layout == "lay_daily"


def test_another_layout_lets_go_of_what_is_not_on_it(session):
    session.look(modules=("mod_1",))
    session.look(layout="lay_peak")
    assert session.focus.modules == ()


def test_a_persona_sees_her_variant_and_a_hand_may_lay_another_on_top(session):
    assert session.decision().choices["mod_1"] == "var_1a"
    session.look(persona="per_lin")
    assert session.decision().choices["mod_1"] == "var_1b"
    session.look(modules=("mod_1",), variant="var_1a")
    assert session.decision().choices["mod_1"] == "var_1a"
    assert session.seen("mod_1") == "var_1b"
    session.look(modules=("mod_2",))
    assert session.focus.variant is None
    assert session.decision().choices["mod_1"] == "var_1b"


def test_what_is_in_hand_shows_even_where_it_is_hidden(session):
    assert session.decision().choices["mod_4"] == HIDDEN
    session.look(modules=("mod_4",))
    assert session.variant() == "var_4a"
    assert session.decision().choices["mod_4"] == "var_4a"


def test_an_edit_of_a_setting_does_not_read_the_rules_again(session):
    before = session.rulebook()
    set_setting(session.document, variant="var_1a", setting="headline", value="新")
    assert session.rulebook() is before
    verbs.remove_modules(session.document, modules=("mod_2",))
    assert session.rulebook() is not before
    assert "mod_2" not in session.decision().choices


def test_undo_and_redo_pass_the_same_signal_and_say_when_there_is_nothing(session, qtbot):
    verbs.remove_modules(session.document, modules=("mod_2",))
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert "mod_2" in session.modules()
    with qtbot.waitSignal(session.changed):
        session.redo()
    session.undo()
    with qtbot.waitSignal(session.said) as heard:
        session.undo()
    assert heard.args == ["There is nothing to undo.", "said"]


def test_a_refusal_is_said_and_nothing_changes(session, qtbot):
    def refuse():
        raise RefusedError("The only page stays.")

    with qtbot.waitSignal(session.said) as heard:
        assert session.attempt(refuse) is None
    assert heard.args == ["The only page stays.", "problem"]


def test_other_errors_are_not_swallowed(session):
    with pytest.raises(ZeroDivisionError):
        session.attempt(lambda: 1 // 0)


def test_the_focus_is_let_go_before_panels_hear_of_a_removal(session):
    session.look(modules=("mod_2",))
    seen = []
    session.changed.connect(lambda __: seen.append(session.focus.modules))
    verbs.remove_modules(session.document, modules=("mod_2",))
    assert seen == [()]


def test_without_a_campaign_it_opens_now(session):
    page = msgspec.structs.replace(session.page(), rules=())
    with session.document.transaction("No rules"):
        session.document.put(page)
    remove_campaign(session.document, campaign="cmp_11")
    now = first_instant(session.document)
    assert now.tzinfo is not None
    assert now.second == 0


def test_it_opens_amid_the_warm_up_when_no_campaign_runs(session):
    campaign = session.document.get("cmp_11", Campaign)
    past = Phase(id="pha_w", name="预热", type="warmup", start=shops.at(1, 1), end=shops.at(1, 3))
    with session.document.transaction("Move"):
        page = session.document.records["page_home"]
        session.document.put(msgspec.structs.replace(page, rules=()))
        session.document.put(msgspec.structs.replace(campaign, phases=(past,)))
    assert first_instant(session.document) == shops.at(1, 2)


def test_closing_leaves_one_file(tmp_path, library, qapp):
    session = Session(shops.project(tmp_path, library=library), library=library)
    session.close()
    assert [one.name for one in tmp_path.iterdir()] == ["shop.duplex"]


def test_what_hurries_hears_of_an_edit_before_the_panels(session):
    heard = []
    session.changed.connect(lambda diff: heard.append(("changed", diff)))
    session.ahead.connect(lambda diff: heard.append(("ahead", diff)))
    verbs.rename(session.document, id="mod_1", name="Hero")
    assert [name for name, __ in heard] == ["ahead", "changed"]
    assert heard[0][1] is heard[1][1]


def test_a_move_decides_nothing_anew_and_the_rulebook_knows_the_new_places(session):
    before, book = session.decision(), session.rulebook()
    floor = floors_of(session.document, "lay_daily")[0].id
    verbs.move_modules(session.document, modules=("mod_1",), floor=floor, index=3)
    assert session.decision().choices == before.choices
    assert session.rulebook().modules is book.modules
    assert [one.id for one in session.rulebook().modules_on("lay_daily")] == [*session.modules()]
    assert session.rulebook() == type(book).of(session.document)
    assert session.modules().index("mod_1") == 3
