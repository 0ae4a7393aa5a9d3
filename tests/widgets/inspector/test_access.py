"""Whatever can get the keyboard in a panel has a name that can be read aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from widgets.crowds.workspace import CrowdsWorkspace
from widgets.figures import PopulationCard
from widgets.history.panel import HistoryPanel
from widgets.inspector.panel import InspectorPanel
from widgets.look.buttons import IconButton
from widgets.rules.panel import RulesPanel

MODULES = ("mod_hero", "mod_slides", "mod_goods", "mod_coupons", "mod_zones", "mod_title",
           "mod_film", "mod_story")  # fmt: skip


def nameless(panel: QWidget) -> list[str]:
    """The controls that can get the keyboard and say nothing."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in panel.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.focusProxy() is None
        and one.isVisible()
        and not isinstance(one.parentWidget(), QAbstractSpinBox)
        and not _is_scroll_area(one)
        and not (one.accessibleName() or _text(one))
    ]


def _is_scroll_area(widget: QWidget) -> bool:
    texts = (QPlainTextEdit, QTextEdit)
    return type(widget).__name__ == "QScrollArea" or (
        isinstance(widget, QAbstractScrollArea)
        and not isinstance(widget, texts)
        and bool(widget.accessibleName())
    )


def _text(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton):
        return widget.text()
    return widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def shown(panel: QWidget, qtbot, flush) -> QWidget:
    qtbot.addWidget(panel)
    panel.resize(1280 if isinstance(panel, CrowdsWorkspace) else 328, 2400)
    panel.show()
    flush()
    return panel


@pytest.mark.parametrize("section", ["content", "style"])
@pytest.mark.parametrize("module", MODULES)
def test_every_field_of_the_inspector_has_a_name(session, qtbot, flush, module, section) -> None:
    session.look(modules=(module,))
    assert nameless(shown(InspectorPanel(session, section=section), qtbot, flush)) == []


def test_an_open_part_of_a_module_has_names_throughout(session, qtbot, flush) -> None:
    session.look(modules=("mod_slides",))
    panel = shown(InspectorPanel(session), qtbot, flush)
    next(row.field for row in panel.form.rows.values() if hasattr(row.field, "card"))._fold(0)
    flush()
    assert nameless(panel) == []


@pytest.mark.parametrize("make", [RulesPanel, HistoryPanel, PopulationCard])
def test_the_other_panels_have_names_throughout(session, qtbot, flush, make) -> None:
    session.look(modules=("mod_hero",))
    assert nameless(shown(make(session), qtbot, flush)) == []


@pytest.mark.parametrize(
    "chosen", [("segment", "seg_genz"), ("persona", "per_lin"), ("population", "pop_1")]
)
def test_the_crowds_have_names_throughout(session, qtbot, flush, chosen) -> None:
    workspace = shown(CrowdsWorkspace(session), qtbot, flush)
    workspace.choose(*chosen)
    flush()
    assert nameless(workspace) == []


def test_the_editor_of_a_rule_has_names_throughout(session, qtbot, flush) -> None:
    session.look(modules=("mod_hero",))
    panel = shown(RulesPanel(session), qtbot, flush)
    for key in ("rul_member", "rul_genz", "rul_new"):
        panel._edit(key)
        flush()
        assert nameless(panel.editor) == []
        panel.editor.close()


@pytest.mark.parametrize("make", [InspectorPanel, RulesPanel, CrowdsWorkspace])
def test_every_icon_says_what_it_does(session, qtbot, flush, make) -> None:
    session.look(modules=("mod_hero",))
    icons = shown(make(session), qtbot, flush).findChildren(IconButton)
    assert icons
    assert [one for one in icons if not one.toolTip()] == []


def test_the_search_for_names_finds_what_has_none(qtbot, flush) -> None:
    holder = QWidget()
    QLineEdit(holder)
    assert nameless(shown(holder, qtbot, flush)) == ["QLineEdit in QWidget"]
