"""The line above the canvas: shown for versions alone, in step with every edit, leading there."""

from __future__ import annotations

import pytest

from designer.actions.crowd_versions import make_versions
from designer.actions.crowds import add_segment
from designer.actions.linking import original_of
from designer.actions.modules import remove_modules
from designer.actions.variants import set_setting
from designer.records import AllOf, Module
from widgets.starters.version_line import VersionLine

PATIENCE = 30_000


@pytest.fixture
def line(qtbot, session):
    made = VersionLine(session)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def version(session) -> str:
    crowd = add_segment(session.document, name="All", when=AllOf())
    return make_versions(session.document, layout=session.focus.layout, segments=[crowd])[0]


def first_with_words(session) -> str:
    """The variant of the first poster of the layout in focus."""
    document = session.document
    found = (document.get(key, Module) for key in session.modules())
    return next(one for one in found if one.kind == "poster").variants[0]


def test_a_layout_of_its_own_has_no_line(line):
    assert line.isHidden()
    assert line.menu().actions() == []


def test_a_version_says_what_it_is_like(line, session, version):
    name = session.layout().name
    session.look(layout=version, modules=())
    assert not line.isHidden()
    assert line.words.text() == f"Like “{name}”"
    assert line.show_all.isHidden()


def test_every_edit_is_told_and_led_to(line, session, version, qtbot):
    session.look(layout=version, modules=())
    modules = session.modules()
    variant = first_with_words(session)
    set_setting(session.document, variant=variant, setting="headline", value="Only here")
    remove_modules(session.document, modules=[modules[-1]])
    whole = len(modules)
    qtbot.waitUntil(lambda: f"in 2 of {whole}" in line.words.text(), timeout=PATIENCE)
    changed, missing, line_, reset = line.menu().actions()
    assert changed.text().startswith("Changed: ")
    assert missing.text().startswith("Left out: ")
    assert line_.isSeparator()
    changed.trigger()
    (module,) = session.focus.modules
    assert variant in session.document.get(module, Module).variants
    reset.trigger()
    qtbot.waitUntil(lambda: f"in 1 of {whole}" in line.words.text(), timeout=PATIENCE)


def test_the_way_back_leads_to_the_original(line, session, version):
    home = session.focus.layout
    session.look(layout=version, modules=())
    assert original_of(session.document, session.modules()[0]) is not None
    line.go_back()
    assert session.focus.layout == home
    assert line.isHidden()
