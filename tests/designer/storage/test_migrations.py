"""Old formats come up to today's on a copy; a step that fails leaves the original byte for byte."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from designer.errors import UnreadableError
from designer.records import Module
from designer.storage import migrations, opening
from designer.storage.lock import Lock
from designer.storage.migrations import MIGRATIONS, VERSION, Migration, create, migrate
from designer.storage.project import Project
from designer.storage.schema import version_of
from tests.designer import small_shop


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def shout(db) -> None:
    db.execute("UPDATE record SET state = json_set(state, '$.name', 'HERO') WHERE id = 'mod_hero'")


def colour_column(db) -> None:
    db.table("version").add_column("colour", str)


LOUDER = (*MIGRATIONS, Migration("names are shouted", shout), Migration("colours", colour_column))


def columns(path: Path, table: str) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    finally:
        connection.close()


def test_a_new_file_is_made_by_the_steps_alone(tmp_path):
    create(tmp_path / "a.duplex")
    assert version_of(tmp_path / "a.duplex") == VERSION == len(MIGRATIONS)
    assert columns(tmp_path / "a.duplex", "record") == ["id", "kind", "state"]


def test_an_older_file_is_brought_up_in_place(path):
    migrate(path, migrations=LOUDER)
    assert version_of(path) == len(LOUDER)
    assert "colour" in columns(path, "version")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM modules WHERE id='mod_hero'").fetchone() == (
        "HERO",
    )
    connection.close()
    assert list(path.parent.iterdir()) == [path]


def test_opening_an_older_file_brings_it_up(path, monkeypatch):
    stepped = []

    def louder(path: Path, into: Path | None = None) -> None:
        stepped.append(path)
        migrate(path, migrations=LOUDER, into=into)

    monkeypatch.setattr(opening, "VERSION", len(LOUDER))
    monkeypatch.setattr(opening, "migrate", louder)
    with Project.open(path, library=small_shop.library()) as project:
        assert project.read_only == ""
        assert project.document.get("mod_hero", Module).name == "HERO"
    with Project.open(path, library=small_shop.library()):
        assert stepped == [path]


def test_an_older_file_that_may_only_be_looked_at_is_brought_up_in_a_copy(path, monkeypatch):
    def refuse(self: Lock) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(opening, "VERSION", len(LOUDER))
    monkeypatch.setattr(
        opening, "migrate", lambda path, into: migrate(path, migrations=LOUDER, into=into)
    )
    monkeypatch.setattr(Lock, "acquire", refuse)
    before = digest(path)
    with Project.open(path, library=small_shop.library()) as project:
        assert "Read-only" in project.read_only
        assert project.document.get("mod_hero", Module).name == "HERO"
        assert project.assets.get(small_shop.PICTURE_SHA) == small_shop.PICTURE
        copy = project._file.path
    assert not copy.exists()
    assert digest(path) == before


def fail(db) -> None:
    db.execute("DELETE FROM record")
    raise ValueError("the cat sat on it")


def spoil(db) -> None:
    db.execute("UPDATE record SET state = '{\"record\":\"floor\"}' WHERE id = 'mod_hero'")


@pytest.mark.parametrize("step", [fail, spoil, lambda db: db.execute("SELEKT 1")])
def test_a_failed_step_leaves_the_original_untouched(path, step):
    before = digest(path)
    with pytest.raises(UnreadableError, match="and is as it was"):
        migrate(path, migrations=(*LOUDER, Migration("bad step", step)))
    assert digest(path) == before
    assert list(path.parent.iterdir()) == [path]
    with Project.open(path, library=small_shop.library()) as project:
        assert project.document.get("mod_hero", Module).name == "Hero"


def test_a_failed_step_is_named(path):
    with pytest.raises(UnreadableError, match="“bad step”: the cat sat on it"):
        migrate(path, migrations=(*LOUDER, Migration("bad step", fail)))


def test_a_disk_that_fails_at_the_swap_leaves_the_original_untouched(path, monkeypatch):
    def full(_copy: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(migrations, "_swap", full)
    before = digest(path)
    with pytest.raises(UnreadableError, match="No space left"):
        migrate(path, migrations=LOUDER)
    assert digest(path) == before


def test_what_a_crash_left_beside_the_file_comes_along(path):
    """A process that dies leaves its last edits in the write-ahead file."""
    child = os.fork()
    if child == 0:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "UPDATE record SET state = json_set(state, '$.name', 'Late') WHERE id = 'mod_peak'"
        )
        connection.commit()
        os._exit(0)
    os.waitpid(child, 0)
    assert path.with_name(path.name + "-wal").exists()
    migrate(path, migrations=LOUDER)
    assert list(path.parent.iterdir()) == [path]
    with Project.open(path, library=small_shop.library()) as project:
        assert project.document.get("mod_peak", Module).name == "Late"


def test_every_step_has_a_name_of_its_own():
    names = [migration.name for migration in MIGRATIONS]
    assert len(set(names)) == len(names)
    assert all(names)
