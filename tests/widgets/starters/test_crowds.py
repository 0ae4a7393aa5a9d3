"""Versions for crowds: chosen, put in order, counted before they are made."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from designer.actions.crowds import add_population, add_segment
from designer.document.queries import modules_of
from designer.records import Crowd, Leaf, Page, Show, Synthesis
from widgets.figures import Figures
from widgets.starters.crowds import CrowdDialog

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture
def dialog(qtbot, session):
    document = session.document
    key = document.shop.attributes[0].key
    for name in ("Known", "Strangers"):
        operator = "known" if name == "Known" else "unknown"
        add_segment(document, name=name, when=Leaf(attribute=key, operator=operator))
    made = CrowdDialog(session)
    qtbot.addWidget(made)
    made.show()
    return made


def line(dialog, name):
    return next(one for one in dialog.lines if one.segment.name == name)


def test_nothing_can_be_made_of_nobody(dialog):
    assert dialog.chosen() == []
    assert not dialog.make.isEnabled()


def test_the_order_of_the_list_is_the_order_of_the_rules(dialog, session, qtbot):
    for name in ("Known", "Strangers"):
        line(dialog, name).box.setChecked(True)
    assert dialog.make.text() == "Make 2 versions"
    while dialog.lines[0].segment.name != "Strangers":
        dialog.raise_line(line(dialog, "Strangers"))
    layout, modules = session.focus.layout, modules_of(session.document, session.focus.layout)
    qtbot.mouseClick(dialog.make, LEFT)
    page = session.document.get(session.focus.page, Page)
    first, second = page.rules[-2:]
    names = [session.document.find(rule.outcome.variant).name for rule in (first, second)]
    assert names == ["Strangers", "Known"]
    assert isinstance(first.outcome, Show)
    assert session.focus.layout == first.outcome.variant != layout
    assert len(modules_of(session.document, session.focus.layout)) == len(modules)
    session.undo()
    assert session.document.get(page.id, Page).rules == page.rules[:-2]


def test_the_first_line_cannot_go_higher(dialog):
    assert not dialog.lines[0].up.isEnabled()
    first = dialog.lines[0]
    dialog.raise_line(first)
    assert dialog.lines[0] is first


def test_each_crowd_is_counted_without_those_above_it(dialog, session, qtbot):
    everybody = Synthesis(size=100, seed=1, crowds=(Crowd(name="All", share=1.0, attributes={}),))
    figures = Figures.of(session)
    figures.choose(add_population(session.document, name="P", source=everybody))
    for name in ("Known", "Strangers"):
        line(dialog, name).box.setChecked(True)
    qtbot.waitUntil(
        lambda: (
            bool(figures.people)
            and all("·" in line(dialog, name).figure.text() for name in ("Known", "Strangers"))
        ),
        timeout=PATIENCE,
    )
    assert line(dialog, "Known").figure.text().startswith("0 ")
    assert line(dialog, "Strangers").figure.text().startswith("100 ")
    assert dialog.told.text().startswith("The other 0")


def test_leaving_stops_the_counting(dialog, session):
    line(dialog, "Known").box.setChecked(True)
    dialog.reject()
    assert not [key for key in Figures.of(session)._asked if key[0] is dialog]


def test_the_whole_line_can_be_pressed(dialog, qtbot):
    known = line(dialog, "Known")
    qtbot.mouseClick(known, LEFT, pos=known.figure.geometry().center())
    assert known.box.isChecked()
    qtbot.mouseClick(known.box, LEFT, pos=known.box.rect().center())
    assert not known.box.isChecked()
