"""Rows move, come and go one by one and end as if all had been read anew."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from designer.actions import modules, variants
from designer.records import Floor, Layout, Module
from widgets.look.thumbnails import Thumbnails
from widgets.outline.arranging import rising
from widgets.outline.nodes import Node, tree_of
from widgets.outline.view import Outline

FACTS = (
    "kind", "key", "title", "row", "rules", "is_tested", "is_default", "is_locked", "is_linked",
    "module_kind", "letter",
)  # fmt: skip


@pytest.fixture
def outline(qtbot, session):
    made = Outline(session, thumbnails=Thumbnails(session.project.assets))
    qtbot.addWidget(made)
    made.resize(300, 760)
    made.tester = QAbstractItemModelTester(
        made.tree, QAbstractItemModelTester.FailureReportingMode.QtTest
    )
    return made


@pytest.fixture
def resets(outline):
    told: list[int] = []
    outline.tree.modelReset.connect(lambda: told.append(1))
    return told


def told(node: Node) -> tuple:
    return (*(getattr(node, fact) for fact in FACTS), tuple(told(one) for one in node.below))


def shown(outline: Outline, at: QModelIndex | None = None) -> Iterator[tuple[str, int]]:
    """The rows as Qt reads them, each with how deep it stands."""
    tree, at = outline.tree, QModelIndex() if at is None else at
    for row in range(tree.rowCount(at)):
        index = tree.index(row, 0, at)
        assert tree.parent(index) == at
        assert tree.index_of(tree.node(index).key) == index
        yield tree.node(index).key, row
        yield from shown(outline, index)


def holds(outline: Outline, session) -> None:
    """The tree is what it would be, were it read anew."""
    fresh = tree_of(session)
    assert told(outline.tree.root) == told(fresh)
    assert [key for key, __ in shown(outline)] == [key for key, __ in walked(fresh)]


def walked(node: Node) -> Iterator[tuple[str, int]]:
    for below in node.below:
        yield below.key, below.row
        yield from walked(below)


def floors(session) -> list[Floor]:
    keys = session.document.get(session.focus.layout, Layout).floors
    return [session.document.get(key, Floor) for key in keys]


def act(session, what: str, one: int, other: int) -> None:
    """Do one thing by chance; what is refused is none the worse for the outline."""
    document, there = session.document, session.modules()
    if what in ("undo", "redo"):
        getattr(session, what)()
        return
    if not there:
        return
    module, floor = there[one % len(there)], floors(session)[other % 2]
    several = tuple({there[(one + step * other) % len(there)] for step in range(3)})
    held = document.get(module, Module).variants
    index = other % (len(floor.modules) + 1)
    deeds = {
        "move": lambda: modules.move_modules(
            document, modules=(module,), floor=floor.id, index=index
        ),
        "move several": lambda: modules.move_modules(
            document, modules=several, floor=floor.id, index=index
        ),
        "remove": lambda: modules.remove_modules(document, modules=(module,)),
        "copy": lambda: modules.duplicate_modules(document, modules=several),
        "vary": lambda: variants.add_variant(document, module=module),
        "turn": lambda: variants.move_variant(document, variant=held[-1], index=0),
        "unvary": lambda: variants.remove_variant(document, variant=held[other % len(held)]),
        "name": lambda: modules.rename(document, id=module, name=f"N{other}"),
        "hide": lambda: modules.hide_modules(document, modules=several),
        "lock": lambda: modules.set_locked(document, modules=(module,), locked=other % 3 == 0),
    }
    session.attempt(deeds[what])


KINDS = ("move", "move several", "remove", "copy", "vary", "turn", "unvary", "name", "hide",
         "lock", "undo", "undo", "redo")  # fmt: skip
STEP = st.tuples(st.sampled_from(KINDS), st.integers(0, 60), st.integers(0, 60))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, min_size=1, max_size=14))
def test_after_any_edits_the_rows_are_those_of_a_tree_read_anew(outline, session, steps):
    for what, one, other in steps:
        act(session, what, one, other)
        holds(outline, session)


def test_a_move_its_undo_a_copy_and_a_removal_read_nothing_anew(outline, session, resets):
    floor = floors(session)[0]
    first, last = floor.modules[1], len(floor.modules) - 1
    modules.move_modules(session.document, modules=(first,), floor=floor.id, index=last)
    session.undo()
    (copy,) = modules.duplicate_modules(session.document, modules=(first,))
    modules.remove_modules(session.document, modules=(copy,))
    variants.add_variant(session.document, module=first)
    assert resets == []
    holds(outline, session)


def test_so_many_moves_at_once_are_read_anew(outline, session, resets, monkeypatch):
    monkeypatch.setattr("widgets.outline.arranging.MOST", 0)
    floor = floors(session)[0]
    modules.move_modules(session.document, modules=floor.modules[:1], floor=floor.id, index=2)
    assert resets == [1]
    holds(outline, session)


def test_a_floor_that_comes_is_read_anew(outline, session, resets):
    from designer.actions import pages

    pages.add_layout(session.document, page=session.focus.page, name="Another")
    assert resets
    holds(outline, session)


def test_what_is_unfolded_stays_so_wherever_it_goes(outline, session):
    outline.expand(outline.tree.index_of("mod_1"))
    there, other = floors(session)
    if "mod_1" in other.modules:
        there, other = other, there
    modules.move_modules(session.document, modules=("mod_1",), floor=there.id, index=3)
    assert outline.isExpanded(outline.tree.index_of("mod_1"))
    modules.remove_modules(session.document, modules=("mod_1",))
    session.undo()
    assert outline.isExpanded(outline.tree.index_of("mod_1"))


def test_the_selection_and_the_row_in_hand_go_along(outline, session):
    floor = floors(session)[0]
    first, last = floor.modules[0], floor.modules[-1]
    session.look(modules=(first, last))
    modules.move_modules(session.document, modules=(first,), floor=floor.id, index=2)
    chosen = {outline.tree.node(index).key for index in outline.selectedIndexes()}
    assert chosen == {first, last}
    assert outline.tree.node(outline.currentIndex()).key == last


def test_a_row_in_hand_that_goes_leaves_none_in_hand(outline, session):
    first = floors(session)[0].modules[0]
    flags = QItemSelectionModel.SelectionFlag
    outline.selectionModel().setCurrentIndex(outline.tree.index_of(first), flags.NoUpdate)
    modules.remove_modules(session.document, modules=(first,))
    assert not outline.currentIndex().isValid()
    assert session.focus.modules == ()


def test_a_filter_holds_for_rows_that_come(outline, session):
    first = floors(session)[0].modules[1]
    outline.filter("no such name")
    (copy,) = modules.duplicate_modules(session.document, modules=(first,))
    index = outline.tree.index_of(copy)
    assert index.isValid()
    assert outline.isRowHidden(index.row(), index.parent())


@given(numbers=st.permutations(range(7)))
def test_what_stays_is_a_longest_rising_run(numbers):
    run = [numbers[place] for place in rising(numbers)]
    assert run == sorted(run)
    assert list(rising(numbers)) == sorted(set(rising(numbers)))
    longer = combinations(numbers, len(run) + 1)
    assert not any(list(one) == sorted(one) for one in longer)


def test_nothing_rises_in_nothing():
    assert rising(()) == []
