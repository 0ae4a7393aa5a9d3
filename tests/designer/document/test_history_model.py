"""Bursts, undo, redo and sealing in any order, against a model of plain lists."""

from __future__ import annotations

import msgspec
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.history import History
from designer.document.journal import MemoryJournal
from designer.records import Category
from tests.designer import small_shop

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from("ab"), st.sampled_from(["Tea", "x", "y"])),
        st.tuples(st.just("edit"), st.just(""), st.sampled_from(["Tea", "x", "z"])),
        st.sampled_from([("undo",), ("redo",), ("seal",), ("again",)]),
    ),
    max_size=25,
)


class Model:
    """Names of the category: those to go back to, the one now, those to go forward to."""

    def __init__(self) -> None:
        self.past: list[str] = []
        self.now = "Tea"
        self.future: list[str] = []
        self.burst = ""
        self.waiting: list[str] = []

    def edit(self, burst: str, name: str) -> None:
        if name == self.now:
            return
        if not (burst and burst == self.burst and self.past and not self.future):
            self.past.append(self.now)
            self.waiting = self.future
        elif name == self.past[-1]:  # the burst ends as it began: as if it had never been
            self.now, self.future, self.burst = self.past.pop(), self.waiting, ""
            return
        self.now, self.future, self.burst = name, [], burst

    def undo(self) -> None:
        """Steps that change nothing are passed over, and can be brought back."""
        while self.past:
            before = self.past.pop()
            self.future.append(self.now)
            changes, self.now, self.burst = before != self.now, before, ""
            if changes:
                return

    def redo(self) -> None:
        while self.future:
            after = self.future.pop()
            self.past.append(self.now)
            changes, self.now, self.burst = after != self.now, after, ""
            if changes:
                return


@settings(max_examples=60)
@given(STEPS)
@example([("type", "a", "x"), ("type", "a", "Tea"), ("undo",), ("redo",)])
@example([("edit", "", "z"), ("type", "a", "x"), ("type", "a", "z"), ("undo",), ("redo",)])
@example([("type", "a", "x"), ("undo",), ("type", "a", "y"), ("type", "a", "x"), ("undo",)])
def test_any_order_of_typing_undo_redo_and_pauses_is_that_of_plain_lists(steps) -> None:
    journal, model = MemoryJournal(), Model()
    document = Document(small_shop.records(), journal=journal)
    heard: list[Diff] = []
    document.listen(heard.append)
    for step in steps:
        match step:
            case ("type" | "edit", burst, name):
                with document.transaction("Name it", merge=burst):
                    document.put(msgspec.structs.replace(tea(document), name=name))
                model.edit(burst, name)
            case ("undo",):
                document.undo()
                model.undo()
            case ("redo",):
                document.redo()
                model.redo()
            case ("seal",):
                document.history.seal()
                model.burst = ""
            case ("again",):
                document.history = History(journal)
                model.burst = ""
        assert tea(document).name == model.now
        assert len(document.history.done) == len(model.past)
        assert len(document.history.undone) == len(model.future)
    assert follow(heard) == model.now
    assert document.revision == len(heard)


def tea(document: Document) -> Category:
    return document.get("cat_tea", Category)


def follow(heard: list[Diff]) -> str:
    """What somebody who only listened knows the name to be."""
    name = "Tea"
    for diff in heard:
        change = diff.changes["cat_tea"]
        assert change.before is not None
        assert change.after is not None
        assert change.before.name == name
        name = change.after.name
    return name
