"""Many steps back or forth in one go: the same as one by one, announced once, written at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions.modules import remove_modules, rename
from designer.document.document import Document
from designer.errors import ReadOnlyError
from designer.storage.project import Project
from tests.designer import small_shop
from tests.designer.random_edits import EDITS, edited

LIBRARY = small_shop.library()


@pytest.fixture
def project(tmp_path):
    path = tmp_path / "tea.duplex"
    with Project.create(
        path, small_shop.records(), library=LIBRARY, assets=[small_shop.PICTURE]
    ) as made:
        for name in ("One", "Two", "Three"):
            rename(made.document, id="mod_hero", name=name)
            made.document.history.seal()
        yield made


def name(document: Document) -> str:
    return document.records["mod_hero"].name


def test_several_steps_are_announced_as_one_diff(project):
    heard = []
    project.document.listen(heard.append)
    project.document.travel(-2)
    assert name(project.document) == "One"
    assert len(heard) == 1
    assert heard[0].ids() == {"mod_hero"}


def test_undo_and_redo_go_on_from_there(project):
    project.document.travel(-2)
    project.document.redo()
    assert name(project.document) == "Two"
    project.document.undo()
    project.document.undo()
    assert name(project.document) == "Hero"
    project.document.travel(3)
    assert name(project.document) == "Three"


def test_it_survives_closing_as_every_step_does(project):
    project.document.travel(-3)
    project.close()
    with Project.open(project.path, library=LIBRARY) as again:
        assert name(again.document) == "Hero"
        assert len(again.document.history.undone) == 3
        again.document.travel(2)
        assert name(again.document) == "Two"


def test_further_than_there_are_steps_goes_to_the_end(project):
    project.document.travel(-99)
    assert name(project.document) == "Hero"
    project.document.travel(99)
    assert name(project.document) == "Three"
    heard = []
    project.document.listen(heard.append)
    project.document.travel(5)
    assert heard == []


def test_a_project_that_is_only_looked_at_stays_where_it_is():
    document = small_shop.document()
    rename(document, id="mod_hero", name="One")
    document.read_only = "only a look"
    with pytest.raises(ReadOnlyError, match="only a look"):
        document.travel(-1)
    assert name(document) == "One"


def test_a_step_that_fails_leaves_memory_and_file_alone(project, monkeypatch):
    def fail(*_args, **_more):
        raise OSError("disk")

    monkeypatch.setattr(project.document.history.journal, "append_all", fail)
    with pytest.raises(OSError, match="disk"):
        project.document.travel(-2)
    assert name(project.document) == "Three"
    assert len(project.document.history.done) == 3


def test_travelling_inside_a_transaction_is_a_mistake_of_the_program():
    document = small_shop.document()
    with pytest.raises(RuntimeError), document.transaction("x"):
        document.travel(-1)


def test_every_step_has_its_time(project):
    history = project.document.history
    assert [history.at(seq) for seq in history.done] == sorted(map(history.at, history.done))
    assert history.newest == history.done[-1]


@settings(max_examples=60)
@given(EDITS, st.integers(-30, 0))
def test_there_and_back_is_the_identity_and_like_single_steps(edits, away):
    document = edited(edits)
    before, steps = dict(document.records), len(document.history.done)
    went = min(-away, steps)
    document.travel(away)
    there = dict(document.records)
    assert len(document.history.done) == steps - went
    document.travel(went)
    assert dict(document.records) == before
    for __ in range(went):
        document._revert(document.history.done[-1])
    assert dict(document.records) == there
    assert len(document.history.done) == steps - went


def test_a_long_way_is_written_in_one_go(project, monkeypatch):
    document = project.document
    for number in range(400):
        rename(document, id="mod_sign", name=f"Sign {number}")
        document.history.seal()
    journal, heard = document.history.journal, []
    written = journal.append_all
    monkeypatch.setattr(
        journal, "append_all", lambda *steps, **more: heard.append(1) or written(*steps, **more)
    )
    document.travel(-400)
    assert heard == [1]
    assert document.records["mod_sign"].name == "Store sign"


def test_what_was_removed_on_the_way_is_there_again():
    document = small_shop.document()
    remove_modules(document, modules=["mod_shelf"])
    rename(document, id="mod_hero", name="One")
    document.travel(-2)
    assert "mod_shelf" in document.records
    document.travel(1)
    assert "mod_shelf" not in document.records
