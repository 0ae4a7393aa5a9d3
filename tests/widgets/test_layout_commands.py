"""The commands that make layouts out of others, keep templates, and find originals."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QInputDialog, QWidget

from designer.actions.crowd_versions import make_versions
from designer.actions.crowds import add_segment
from designer.actions.linking import add_linked
from designer.actions.variants import set_setting
from designer.document.queries import modules_of
from designer.records import AllOf, Module
from widgets import layout_commands
from widgets.command import Command
from widgets.design.side import SidePanel
from widgets.layout_commands import COMMANDS, use_on
from widgets.starters.crowds import CrowdDialog
from widgets.starters.gallery import Gallery


@pytest.fixture
def window(qtbot, session):
    side = SidePanel(session)
    qtbot.addWidget(side)
    return SimpleNamespace(session=session, design=lambda: SimpleNamespace(side=side))


def command(name: str) -> Command:
    return next(one for one in COMMANDS if one.name == name)


def versions(session) -> tuple[str, ...]:
    crowd = add_segment(session.document, name="All", when=AllOf())
    return make_versions(session.document, layout=session.focus.layout, segments=[crowd])


def test_every_command_says_why_it_cannot_be_done_or_can_be(window):
    for one in COMMANDS:
        why = one.refused(window)
        assert why == "" or why.endswith(".")
    assert command("part.original").refused(window) == "Select a linked copy first."
    assert command("layout.differences").refused(window) == "This layout follows no other."
    assert command("template.save").refused(window) == "Select a module first."
    assert command("template.layout").refused(window) == ""


def test_a_layout_is_used_on_another_page_and_what_stayed_is_said(window, session, qtbot):
    with qtbot.waitSignal(session.said) as heard:
        use_on(session, "page_new")
    assert session.focus.page == "page_new"
    assert "stayed behind" in heard.args[0]
    assert session.page().layouts[-1] == session.focus.layout
    assert modules_of(session.document, session.focus.layout)


def test_the_other_page_is_asked_for(window, session, monkeypatch):
    asked = {}

    def choose(_parent, _title, _hint, names, *_rest, **_more):
        asked["names"] = names
        return names[0], True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    home = session.page().name
    command("layout.elsewhere").run(window)
    assert home not in asked["names"]
    assert session.page().name == asked["names"][0]


def test_the_original_of_a_copy_is_gone_to(window, session):
    copy = add_linked(session.document, part="mod_1", floor="flr_1", index=0)
    session.look(modules=(copy,))
    assert command("part.original").refused(window) == ""
    command("part.original").run(window)
    assert session.focus.modules == ("mod_1",)


def test_the_differences_of_a_version_are_said(window, session, qtbot):
    name = session.layout().name
    (made,) = versions(session)
    session.look(layout=made, modules=())
    assert command("layout.differences").refused(window) == ""
    with qtbot.waitSignal(session.said) as heard:
        command("layout.differences").run(window)
    assert heard.args[0] == f"Like “{name}”"
    module = session.document.get(session.modules()[0], Module)
    set_setting(session.document, variant=module.variants[0], setting="anything", value="else")
    with qtbot.waitSignal(session.said) as heard:
        command("layout.differences").run(window)
    count = len(session.modules())
    assert heard.args[0] == f"Differs from “{name}” in 1 of {count}"


def test_parts_and_templates_are_shown_and_templates_asked_for(window, session, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "widgets.palette.templates.TemplatesPanel.ask",
        lambda _self, *, whole=False: asked.append(whole),
    )
    command("side.parts").run(window)
    palette = window.design().side.show_tab("kinds")
    assert palette.switch.choice() == "parts"
    command("template.save").run(window)
    command("template.layout").run(window)
    assert asked == [False, True]
    assert palette.switch.choice() == "templates"
    command("side.templates").run(window)


def test_the_dialogs_open_over_the_window_and_do_not_hold_it(session, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.session = session
    window.show()
    for run, kind in ((layout_commands.gallery, Gallery), (layout_commands.crowds, CrowdDialog)):
        run(window)
        (dialog,) = window.findChildren(kind)
        qtbot.waitUntil(dialog.isVisible)
        assert dialog.session is session
        dialog.reject()
        qtbot.waitUntil(lambda kind=kind: window.findChildren(kind) == [])
