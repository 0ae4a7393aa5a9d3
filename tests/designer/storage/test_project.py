"""One file, every edit on disk, undo across restarts, one writer, bad files told from good."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest

from designer.actions.modules import rename
from designer.actions.variants import set_setting
from designer.errors import (
    DesignerError,
    InvalidError,
    NotFoundError,
    ReadOnlyError,
    RefusedError,
    UnreadableError,
)
from designer.records import AnyRecord, Module, Variant, from_json, to_json
from designer.storage.lock import Lock
from designer.storage.migrations import VERSION
from designer.storage.project import Project
from designer.storage.schema import APPLICATION_ID
from tests.designer import small_shop

ROOT = Path(__file__).resolve().parents[3]


def opened(path: Path) -> Project:
    return Project.open(path, library=small_shop.library())


def on_disk(path: Path) -> dict[str, AnyRecord]:
    """The records as another program sees them."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT id, state FROM record").fetchall()
    finally:
        connection.close()
    return {key: from_json(state) for key, state in rows}


def in_memory(project: Project) -> dict[str, AnyRecord]:
    return dict(project.document.records)


# ---- editing


def test_every_edit_is_on_disk_when_it_returns(project):
    rename(project.document, id="mod_hero", name="New hero")
    assert on_disk(project.path) == in_memory(project)
    project.document.undo()
    assert on_disk(project.path) == in_memory(project)


def test_an_edit_and_its_diff_are_written_together(project):
    rename(project.document, id="mod_hero", name="New hero")
    (entry,) = project.document.history.journal.entries()
    diff = project.document.history.journal.read(entry.seq)
    assert entry.label == "Rename Hero to New hero"
    assert diff.ids() == {"mod_hero"}


def test_undo_and_redo_survive_closing(path):
    for name in ("One", "Two", "Three"):
        with opened(path) as project:
            rename(project.document, id="mod_hero", name=name)
    with opened(path) as project:
        project.document.undo()
        project.document.undo()
    with opened(path) as project:
        assert project.document.get("mod_hero", Module).name == "One"
        project.document.redo()
    with opened(path) as project:
        assert project.document.get("mod_hero", Module).name == "Two"
        project.document.undo()
        project.document.undo()
        assert project.document.get("mod_hero", Module).name == "Hero"
        assert project.document.undo() is None


def test_a_burst_of_typing_is_one_edit_on_disk(project):
    for text in ("T", "Tea!", "Tea!!"):
        set_setting(project.document, variant="var_hero", setting="title", value=text)
    assert len(project.document.history.journal.entries()) == 1
    with opened_again(project) as again:
        assert again.document.get("var_hero", Variant).settings["title"] == "Tea!!"
        again.document.undo()
        assert again.document.get("var_hero", Variant).settings["title"] == "Tea"


def opened_again(project: Project) -> Project:
    project.close()
    return opened(project.path)


def test_one_file_is_left_after_close(path):
    project = opened(path)
    rename(project.document, id="mod_hero", name="New hero")
    assert len(list(path.parent.iterdir())) > 1
    project.close()
    assert list(path.parent.iterdir()) == [path]


def test_a_closed_project_changes_no_more(project):
    project.close()
    project.close()
    with pytest.raises(ReadOnlyError, match="closed"):
        rename(project.document, id="mod_hero", name="New hero")


def test_text_that_no_file_can_hold_is_refused(project):
    before = in_memory(project)
    with pytest.raises(InvalidError, match="cannot be kept"):
        rename(project.document, id="mod_hero", name="\ud83c")
    assert in_memory(project) == before


def test_odd_text_is_kept_exactly(project):
    odd = "a\0b 🏙️ “'\"; DROP TABLE record;-- \u2028\u202e!"
    rename(project.document, id="mod_hero", name=odd)
    with opened_again(project) as again:
        assert again.document.get("mod_hero", Module).name == odd


# ---- one writer


def test_a_second_instance_looks_on(project):
    rename(project.document, id="mod_hero", name="New hero")
    with opened(project.path) as second:
        assert "already open in another Duplex" in second.read_only
        assert second.document.get("mod_hero", Module).name == "New hero"
        assert second.assets.get(small_shop.PICTURE_SHA) == small_shop.PICTURE
        with pytest.raises(ReadOnlyError, match="already open"):
            rename(second.document, id="mod_hero", name="Mine")
        with pytest.raises(ReadOnlyError, match="already open"):
            second.assets.add(b"new")
        with pytest.raises(ReadOnlyError, match="already open"):
            second.name_version("Mine")
        assert second.document.history.undoable is not None
    rename(project.document, id="mod_hero", name="Still mine")


def test_who_looks_on_does_not_keep_the_writer_from_leaving_one_file(project):
    second = opened(project.path)
    project.close()
    assert list(project.path.parent.iterdir()) == [project.path]
    assert second.assets.has(small_shop.PICTURE_SHA)
    second.close()


def test_after_the_first_closes_the_next_one_may_edit(project):
    project.close()
    with opened(project.path) as second:
        assert second.read_only == ""


def test_another_process_looks_on_too(project):
    said = reason_elsewhere(project.path)
    assert "already open in another Duplex" in said


def reason_elsewhere(path: Path) -> str:
    """Why another process may only look at the project."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from designer.language import use; use('en')\n"
        "from designer.storage.project import Project; from designer.kinds.library import Library\n"
        "p = Project.open(Path(sys.argv[2]), library=Library({}, {})); print(p.read_only)\n"
        "print(len(p.document.records)); p.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT), str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    reason, count = done.stdout.rsplit("\n", 2)[:2]
    assert int(count) == len(small_shop.records())
    return reason


def test_a_lock_file_left_by_a_crash_does_not_block(path):
    Lock(path).path.write_text("stale")
    with opened(path) as project:
        assert project.read_only == ""
    assert list(path.parent.iterdir()) == [path]


# ---- where nothing may be written


def reason_for_nobody(path: Path) -> str:
    """Why a user without rights may only look at the project, asked in a forked process."""
    import filelock  # noqa: F401 - the child could not import it any more

    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setuid(65534)
            with opened(path) as project:
                assert project.assets.has(small_shop.PICTURE_SHA)
                os.write(write, project.read_only.encode())
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as said:
        return said.read()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
@pytest.mark.parametrize(("mode", "said"), [(0o644, "write-protected"), (0o666, "The folder of")])
def test_a_project_of_somebody_else_can_be_looked_at(path, mode, said):
    path.chmod(mode)
    for folder in path.parents:
        if folder.stat().st_uid == 0 and folder != Path("/") and folder.name != "tmp":
            folder.chmod(0o755)
    assert said in reason_for_nobody(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_folder_that_takes_no_lock_makes_the_project_a_look(path, monkeypatch):
    def refuse(self: Lock) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Lock, "acquire", refuse)
    with opened(path) as project:
        assert "folder of “茶馆 100%.duplex” cannot be written to (Read-only" in project.read_only
        assert project.assets.has(small_shop.PICTURE_SHA)


def test_a_full_disk_is_one_sentence_and_memory_is_as_it_was(project):
    before = in_memory(project)
    pages = project._file.rows("PRAGMA page_count")[0][0]
    project._file.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(RefusedError, match=r"The disk is full, so “茶馆 100%\.duplex” was left"):
        rename(project.document, id="mod_hero", name="T" * 100_000)
    assert in_memory(project) == before
    with pytest.raises(RefusedError, match="disk is full"):
        project.assets.add(os.urandom(200_000))
    project._file.rows("PRAGMA max_page_count = 1000000")
    rename(project.document, id="mod_hero", name="T" * 100_000)
    with opened_again(project) as again:
        assert len(again.document.get("mod_hero", Module).name) == 100_000
        assert len(again.document.history.journal.entries()) == 1


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("SQLITE_FULL", RefusedError, "disk is full"),
        ("SQLITE_IOERR_WRITE", RefusedError, "did not take"),
        ("SQLITE_READONLY", ReadOnlyError, "cannot be written"),
        ("SQLITE_BUSY", RefusedError, "holding"),
        ("SQLITE_CORRUPT", UnreadableError, "damaged"),
        ("SQLITE_CANTOPEN", UnreadableError, "cannot be opened"),
        ("SQLITE_MISUSE", RefusedError, "could not be used"),
    ],
)
def test_each_failure_of_the_disk_has_its_sentence(name, kind, said):
    from designer.storage.database import in_words

    error = sqlite3.OperationalError("…")
    error.sqlite_errorname = name
    told = in_words(error, Path("a.duplex"))
    assert type(told) is kind
    assert said in str(told)


# ---- files that are none


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\0" + bytes(200), b"PK\3\4" * 99])
def test_a_foreign_file_is_told(tmp_path, data):
    path = tmp_path / "a.duplex"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match="not a Duplex project"):
        opened(path)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_another_program_is_told(tmp_path):
    path = tmp_path / "a.duplex"
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()
    with pytest.raises(UnreadableError, match="not a Duplex project"):
        opened(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(NotFoundError, match="no file"):
        opened(tmp_path / "a.duplex")
    with pytest.raises(UnreadableError, match="is a folder"):
        opened(tmp_path)


def test_a_truncated_file_is_told(path):
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(UnreadableError):
        opened(path)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("seed", range(8))
def test_a_file_with_rubbish_in_it_is_told_or_opened_but_never_a_crash(path, seed):
    data = bytearray(path.read_bytes())
    at = 4096 * (seed + 1) % len(data)
    data[at : at + 2000] = bytes((7 * i + seed) % 256 for i in range(2000))
    path.write_bytes(data)
    with suppress(UnreadableError):
        opened(path).close()
    assert list(path.parent.iterdir()) == [path]


def altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_damaged_record_is_named(path):
    altered(path, "UPDATE record SET state = '{\"record\":\"module\"}' WHERE id = 'mod_hero'")
    with pytest.raises(UnreadableError, match="the record “mod_hero” cannot be read"):
        opened(path)


def test_a_record_under_a_wrong_id_is_named(path):
    altered(path, "UPDATE record SET id = 'mod_else' WHERE id = 'mod_hero'")
    with pytest.raises(UnreadableError, match="“mod_else” cannot be read"):
        opened(path)


def test_a_project_without_its_shop_is_none(path):
    altered(path, "DELETE FROM record WHERE id = 'shop'")
    with pytest.raises(UnreadableError, match="no shop"):
        opened(path)


def test_a_trigger_in_the_file_is_not_let_run(path):
    altered(path, "CREATE TRIGGER t AFTER INSERT ON edit BEGIN DELETE FROM record; END")
    with pytest.raises(UnreadableError, match="tables are not ours"):
        opened(path)


def test_a_missing_table_is_told(path):
    altered(path, "DROP TABLE version")
    with pytest.raises(UnreadableError, match="tables are not ours"):
        opened(path)


# ---- newer files


def test_a_newer_file_is_looked_at_without_what_we_do_not_know(path):
    hero = msgspec.json.decode(to_json(on_disk(path)["mod_hero"]))
    hero["rules"][0]["priority"] = 3
    hero["mood"] = {"calm": True}
    connection = sqlite3.connect(path)
    connection.execute("UPDATE record SET state = ? WHERE id = ?",
                       (msgspec.json.encode(hero).decode(), "mod_hero"))  # fmt: skip
    connection.execute(
        "INSERT INTO record VALUES ('xyz_1', 'hologram', '{\"record\":\"hologram\"}')"
    )
    connection.execute("PRAGMA user_version = 99")
    connection.commit()
    connection.close()
    with opened(path) as project:
        assert "made by a newer Duplex" in project.read_only
        assert "update Duplex" in project.read_only
        assert project.document.get("mod_hero", Module).rules[0].id == "rul_young"
        assert project.document.find("xyz_1") is None
        with pytest.raises(ReadOnlyError, match="newer Duplex"):
            rename(project.document, id="mod_hero", name="X")


def test_what_a_newer_file_says_in_another_way_is_told(path):
    altered(
        path,
        'UPDATE record SET state = \'{"record":"floor","id":"flr_one","level":3}\' '
        "WHERE id = 'flr_one'",
        "PRAGMA user_version = 99",
    )
    with pytest.raises(UnreadableError, match="flr_one"):
        opened(path)


# ---- creating


def test_a_new_project_is_not_written_over_another_file(tmp_path):
    path = tmp_path / "a.duplex"
    path.write_text("precious")
    with pytest.raises(RefusedError, match="already is a"):
        Project.create(path, small_shop.records(), library=small_shop.library())
    assert path.read_text() == "precious"


def test_a_new_project_in_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(DesignerError):
        Project.create(
            tmp_path / "no" / "a.duplex", small_shop.records(), library=small_shop.library()
        )


def test_a_copy_of_the_file_is_the_same_project(path, tmp_path):
    copy = tmp_path / "copy.duplex"
    shutil.copy(path, copy)
    with opened(copy) as one, opened(path) as two:
        assert in_memory(one) == in_memory(two)
        assert (one.read_only, two.read_only) == ("", "")


def test_the_file_carries_our_mark(path):
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(head[60:64], "big") == VERSION
