"""The journal: in memory and in the file it keeps the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.document.diff import Change, Diff
from designer.document.journal import Journal, MemoryJournal
from designer.records import Category
from designer.storage.creating import write_new
from designer.storage.database import Database
from designer.storage.journal import FileJournal
from tests.designer import small_shop


@pytest.fixture(params=["memory", "file"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal()
        return
    write_new(tmp_path / "a.duplex", small_shop.records())
    database = Database(tmp_path / "a.duplex")
    yield FileJournal(database)
    database.close()


def edit(before: str | None, after: str | None) -> Diff:
    old = None if before is None else Category(id="cat_a", name=before)
    new = None if after is None else Category(id="cat_a", name=after)
    return Diff(f"{before} to {after}", {"cat_a": Change(old, new)})


def test_edits_are_numbered_from_one_and_read_again(journal):
    assert journal.entries() in ((), [])
    first, second = journal.append(edit(None, "茶")), journal.append(edit("茶", "Tea"), reverts=1)
    assert (first.seq, second.seq) == (1, 2)
    assert journal.read(2) == edit("茶", "Tea")
    assert list(journal.entries()) == [first, second]
    assert [entry.reverts for entry in journal.entries()] == [None, 1]


def test_times_carry_their_offset_and_do_not_run_back(journal):
    first, second = journal.append(edit(None, "A")), journal.append(edit("A", None))
    assert first.at.utcoffset() is not None
    assert first.at <= second.at


def test_a_burst_grows_the_newest_edit(journal):
    journal.append(edit(None, "T"))
    whole = edit(None, "T").then(edit("T", "Te"))
    journal.extend(edit("T", "Te"), seq=1, whole=whole)
    assert journal.read(1) == whole
    assert len(journal.entries()) == 1
