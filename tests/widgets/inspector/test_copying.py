"""Settings alone are copied from the head of the form and pasted as a whole or in part."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from designer.actions import modules, variants
from designer.records import Module, Variant
from widgets.inspector.copying import can_paste, copy, paste

STYLE, CONTENT = ("layout", "picture"), ("kicker", "NEW")


@pytest.fixture
def filled(session):
    """The hero with a style and a content of its own, and a plain copy of its kind."""
    document = session.document
    session.look(modules=("mod_hero",), variant="var_b")
    (made,) = modules.duplicate_modules(document, modules=["mod_hero"])
    other = document.get(made, Module).variants[0]
    for setting, value in (STYLE, CONTENT):
        variants.set_setting(document, variant="var_b", setting=setting, value=value)
    document.history.seal()
    return session, made, other


def own(session, variant: str):
    return session.document.get(variant, Variant).settings


def choose(panel, text: str) -> None:
    menu = panel.head.copying.menu_of()
    next(one for one in menu.actions() if one.text().partition("\t")[0] == text).trigger()


@pytest.mark.parametrize(
    ("deed", "style", "content"),
    [
        ("Paste settings", "picture", "NEW"),
        ("Paste the style only", "picture", None),
        ("Paste the content only", None, "NEW"),
    ],
)
def test_settings_are_pasted_whole_or_in_part(filled, show, deed, style, content) -> None:
    session, module, variant = filled
    panel = show("mod_hero")
    choose(panel, "Copy settings")
    session.look(modules=(module,))
    session.look(variant=variant)
    steps = len(session.document.history.done)
    choose(panel, deed)
    assert own(session, variant).get("layout") == style
    assert own(session, variant).get("kicker") == content
    assert len(session.document.history.done) == steps + 1
    session.undo()
    assert "layout" not in own(session, variant)
    assert "kicker" not in own(session, variant)


def test_several_take_the_copied_settings_at_once(filled) -> None:
    session, module, __ = filled
    assert copy(session)
    session.look(modules=(module, "mod_hero"))
    assert paste(session)
    assert session.document.get(module, Module).kind == "poster"


def test_another_kind_takes_what_it_has_in_common(filled) -> None:
    session, *__ = filled
    assert copy(session)
    session.look(modules=("mod_title",))
    assert paste(session) == ("var_title",)
    assert own(session, "var_title")["kicker"] == "NEW"


def test_without_copied_settings_nothing_can_be_pasted(session, show, qtbot) -> None:
    QApplication.clipboard().setMimeData(QMimeData())
    panel = show("mod_hero")
    assert not can_paste()
    actions = panel.head.copying.menu_of().actions()
    assert [one.isEnabled() for one in actions if not one.isSeparator()] == [
        True,
        False,
        False,
        False,
    ]
    with qtbot.waitSignal(session.said) as heard:
        paste(session)
    assert "Copy the settings of a module" in heard.args[0]


def test_nothing_selected_copies_nothing(session, qtbot) -> None:
    session.look(modules=())
    with qtbot.waitSignal(session.said):
        assert not copy(session)


def test_damaged_settings_are_refused(session, qtbot) -> None:
    from widgets.clipboard.parcel import SETTINGS

    session.look(modules=("mod_hero",))
    data = QMimeData()
    data.setData(SETTINGS, b"{]")
    QApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(session.said) as heard:
        assert paste(session) == ()
    assert heard.args[1] == "problem"
