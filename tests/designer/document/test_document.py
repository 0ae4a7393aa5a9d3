"""The document: one way to change it, all or nothing, heard by everyone, undone step by step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.journal import MemoryJournal
from designer.errors import NotFoundError, ReadOnlyError, RefusedError
from designer.records import Category, Product, Segment
from tests.designer import small_shop


def category(name: str, id: str = "cat_new") -> Category:
    return Category(id=id, name=name)


@pytest.fixture
def document() -> Document:
    return Document(small_shop.records())


def rename(document: Document, name: str, *, merge: str = "") -> None:
    with document.transaction(f"Rename to {name}", merge=merge):
        document.put(msgspec.structs.replace(document.shop, name=name))


@contextmanager
def failing(document: Document, label: str) -> Iterator[None]:
    """An edit that breaks off at its end."""
    with pytest.raises(ZeroDivisionError), document.transaction(label):  # noqa: PT012
        yield
        raise ZeroDivisionError


# ---- reading


def test_a_record_is_got_by_id_and_type(document):
    assert document.get("prd_green", Product).price == 3900
    with pytest.raises(NotFoundError, match="no category “prd_green”"):
        document.get("prd_green", Category)
    assert document.find("prd_nothing") is None
    assert document.find(None) is None


def test_all_records_of_a_type_come_in_the_order_of_their_ids(document):
    assert [s.id for s in document.all(Segment)] == ["seg_fans", "seg_young"]
    with document.transaction("Add"):
        document.put(Segment(id="seg_a", name="A", colour="#000000", when=small_shop.FANS))
        assert [s.id for s in document.all(Segment)] == ["seg_a", "seg_fans", "seg_young"]
    document.undo()
    assert [s.id for s in document.all(Segment)] == ["seg_fans", "seg_young"]


def test_the_records_are_shown_but_cannot_be_written_to(document):
    with pytest.raises(TypeError):
        document.records["cat_new"] = category("Tea")  # type: ignore[index]


# ---- writing


def test_a_change_outside_a_transaction_is_a_mistake(document):
    with pytest.raises(RuntimeError, match="inside a transaction"):
        document.put(category("Tea"))


def test_an_edit_is_one_diff_with_before_and_after(document):
    heard: list[Diff] = []
    document.listen(heard.append)
    with document.transaction("Add tea"):
        document.put(category("Tea"))
        document.put(category("Black tea"))
        document.remove("prd_green")
    (diff,) = heard
    assert diff.label == "Add tea"
    assert diff.changes["cat_new"].before is None
    assert diff.changes["cat_new"].after == category("Black tea")
    assert diff.changes["prd_green"].after is None


def test_what_ends_as_it_began_is_no_edit(document):
    heard: list[Diff] = []
    document.listen(heard.append)
    with document.transaction("Nothing"):
        document.put(category("Tea"))
        document.remove("cat_new")
    assert heard == []
    assert document.history.undoable is None


def test_a_failure_inside_takes_everything_back(document):
    before = dict(document.records)
    with failing(document, "Fail"):
        document.put(category("Tea"))
        document.remove("prd_green")
    assert document.records == before
    assert document.history.undoable is None


def test_removing_what_is_not_there_is_told(document):
    with pytest.raises(NotFoundError, match="cat_nothing"), document.transaction("Remove"):
        document.remove("cat_nothing")


def test_an_invariant_can_refuse_and_nothing_has_changed():
    def never(_document: Document, diff: Diff) -> None:
        raise RefusedError(f"not {diff.label}")

    document = Document(small_shop.records(), invariants=[never])
    before = dict(document.records)
    with pytest.raises(RefusedError, match="not Rename to X"):
        rename(document, "X")
    assert document.records == before


def test_a_journal_that_fails_leaves_memory_as_it_was():
    class Full(MemoryJournal):
        def append(self, diff, *, reverts=None):
            raise RefusedError("The disk is full")

    document = Document(small_shop.records(), journal=Full())
    with pytest.raises(RefusedError, match="disk is full"):
        rename(document, "X")
    assert document.shop.name == "Teahouse 山岚"
    assert document.history.undoable is None


# ---- transactions inside transactions


def test_edits_inside_join_the_outer_edit(document):
    heard: list[Diff] = []
    document.listen(heard.append)
    with document.transaction("Outer"):
        rename(document, "One")
        with document.transaction("Inner"):
            document.put(category("Tea"))
            rename(document, "Two")
        assert heard == []
    (diff,) = heard
    assert diff.label == "Outer"
    assert diff.ids() == {"shop", "cat_new"}
    document.undo()
    assert document.shop.name == "Teahouse 山岚"
    assert document.find("cat_new") is None


def test_a_failure_inside_takes_back_only_the_inner_edit(document):
    with document.transaction("Outer"):
        rename(document, "One")
        with failing(document, "Inner"):
            rename(document, "Two")
            document.put(category("Tea"))
        assert document.shop.name == "One"
        assert document.find("cat_new") is None
    document.undo()
    assert document.shop.name == "Teahouse 山岚"


def test_an_outer_failure_takes_back_a_finished_inner_edit(document):
    before = dict(document.records)
    with failing(document, "Outer"), document.transaction("Inner"):
        document.put(category("Tea"))
    assert document.records == before


def test_undo_is_a_step_of_its_own(document):
    rename(document, "One")
    with pytest.raises(RuntimeError, match="steps of their own"), document.transaction("Outer"):
        document.undo()
    assert document.shop.name == "One"


# ---- undo, redo, bursts


def test_undo_and_redo_walk_through_the_steps(document):
    for name in ("One", "Two", "Three"):
        rename(document, name)
    names = []
    while document.undo():
        names.append(document.shop.name)
    assert names == ["Two", "One", "Teahouse 山岚"]
    while document.redo():
        names.append(document.shop.name)
    assert names[3:] == ["One", "Two", "Three"]


def test_a_new_edit_ends_redo(document):
    rename(document, "One")
    document.undo()
    rename(document, "Two")
    assert document.redo() is None
    assert document.shop.name == "Two"


def test_a_burst_of_typing_is_one_step(document):
    for name in ("T", "Te", "Tea"):
        rename(document, name, merge="name")
    document.undo()
    assert document.shop.name == "Teahouse 山岚"
    document.redo()
    assert document.shop.name == "Tea"


def test_a_sealed_burst_grows_no_more(document):
    rename(document, "T", merge="name")
    document.history.seal()
    rename(document, "Te", merge="name")
    document.undo()
    assert document.shop.name == "T"


def test_another_field_starts_a_burst_of_its_own(document):
    rename(document, "T", merge="name")
    rename(document, "Te", merge="other")
    document.undo()
    assert document.shop.name == "T"


def test_a_burst_that_ends_as_it_began_is_passed_over(document):
    rename(document, "One")
    rename(document, "Two", merge="name")
    rename(document, "One", merge="name")
    diff = document.undo()
    assert diff is not None
    assert document.shop.name == "Teahouse 山岚"
    assert document.undo() is None


def test_history_names_the_steps(document):
    rename(document, "One")
    rename(document, "Two")
    assert [document.history.label(seq) for seq in document.history.done] == [
        "Rename to One",
        "Rename to Two",
    ]
    document.undo()
    assert len(document.history.done) == 1
    assert [document.history.label(seq) for seq in document.history.undone] == ["Rename to Two"]


# ---- listening


def test_every_listener_hears_even_when_one_fails(document):
    heard: list[Diff] = []

    def fail(_diff: Diff) -> None:
        raise ValueError("panel is gone")

    document.listen(fail)
    document.listen(heard.append)
    with pytest.raises(ExceptionGroup, match="after the edit was kept"):
        rename(document, "One")
    assert len(heard) == 1
    assert document.shop.name == "One"
    assert document.history.undoable is not None


def test_a_listener_can_stop_listening(document):
    heard: list[Diff] = []
    stop = document.listen(heard.append)
    stop()
    rename(document, "One")
    assert heard == []


def test_an_edit_made_by_a_listener_is_heard_after_the_one_before(document):
    order: list[str] = []

    def follow(diff: Diff) -> None:
        if diff.label == "Rename to One":
            rename(document, "Two")

    document.listen(follow)
    document.listen(lambda diff: order.append(diff.label))
    rename(document, "One")
    assert order == ["Rename to One", "Rename to Two"]


def test_a_document_that_can_only_be_looked_at_says_why():
    document = Document(small_shop.records(), read_only="It is open elsewhere.")
    with pytest.raises(ReadOnlyError, match="open elsewhere"):
        rename(document, "X")
    assert document.shop.name == "Teahouse 山岚"


def test_the_revision_counts_finished_edits(document):
    before = document.revision
    rename(document, "One")
    document.undo()
    assert document.revision == before + 2
    with failing(document, "Fail"):
        document.put(category("Tea"))
    with document.transaction("Nothing"):
        document.put(document.shop)
    assert document.revision == before + 2


# ---- who mentions whom


def test_the_users_of_a_record_follow_every_edit(document):
    assert document.users("seg_young") == {"shop", "seg_fans"}
    with document.transaction("Remove"):
        document.remove("seg_fans")
        assert document.users("seg_young") == {"shop"}
    document.undo()
    assert document.users("seg_young") == {"shop", "seg_fans"}
    assert document.users("ast_hero") >= {"shop", "var_hero", "prd_oolong", "cat_tea"}
