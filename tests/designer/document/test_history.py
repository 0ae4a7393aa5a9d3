"""History: what can be undone and redone, read from the journal alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from designer.document.document import Document
from designer.document.history import History
from designer.document.journal import MemoryJournal
from designer.records import Category
from tests.designer import small_shop

STEPS = st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=30)


def walked(steps: list[str], journal: MemoryJournal) -> tuple[Document, list[str], list[str]]:
    """Carry out the steps; what a model with two plain stacks says stands and waits."""
    document = Document(small_shop.records(), journal=journal)
    done: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        if step == "edit":
            name = f"Edit {number}"
            with document.transaction(name):
                document.put(Category(id="cat_tea", name=name))
            done.append(name)
            undone.clear()
        elif step == "undo" and document.undo():
            undone.append(done.pop())
        elif step == "redo" and document.redo():
            done.append(undone.pop())
    return document, done, undone


def named(history: History, keys: tuple[int, ...]) -> list[str]:
    return [history.label(key) for key in keys]


@given(STEPS)
def test_history_is_two_stacks(steps):
    document, done, undone = walked(steps, MemoryJournal())
    assert named(document.history, document.history.done) == done
    assert named(document.history, document.history.undone) == undone
    expected = done[-1] if done else "Tea"
    assert document.get("cat_tea", Category).name == expected


@given(STEPS)
def test_history_read_again_from_its_journal_is_the_same(steps):
    journal = MemoryJournal()
    document, __, ___ = walked(steps, journal)
    again = History(journal)
    assert again.done == document.history.done
    assert again.undone == document.history.undone
    assert (again.undoable, again.redoable) == (
        document.history.undoable,
        document.history.redoable,
    )


def test_nothing_is_ever_taken_out_of_the_journal():
    journal = MemoryJournal()
    walked(["edit", "undo", "redo", "undo", "edit"], journal)
    assert [(entry.seq, entry.reverts) for entry in journal.entries()] == [
        (1, None), (2, 1), (3, 2), (4, 3), (5, None),
    ]  # fmt: skip


def test_a_burst_that_ends_as_it_began_leaves_no_step_and_no_trace():
    journal = MemoryJournal()
    document, *__ = walked(["edit", "edit", "undo"], journal)
    waiting = document.history.undone
    for name in ("Edit 0x", "Edit 0"):
        with document.transaction("Type", merge="name"):
            document.put(Category(id="cat_tea", name=name))
    assert len(document.history.done) == 1
    assert document.history.undone == waiting == History(journal).undone
    document.redo()
    assert document.get("cat_tea", Category).name == "Edit 1"


def test_a_burst_does_not_go_on_after_reading_again():
    journal = MemoryJournal()
    document = Document(small_shop.records(), journal=journal)
    with document.transaction("Type", merge="name"):
        document.put(Category(id="cat_tea", name="T"))
    assert document.history.growing("name") == 1
    assert History(journal).growing("name") is None
