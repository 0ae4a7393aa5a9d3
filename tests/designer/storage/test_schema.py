"""Any SQLite tool can read a project: marks, strict tables, a view for every kind of record."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.records import RECORD_TYPES
from designer.storage.schema import TABLES, views
from tests.designer import small_shop

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def db(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as another program opens it."""
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_the_tables_are_strict(db):
    tables = {name: strict for __, name, kind, __, __, strict in db.execute("PRAGMA table_list")
              if kind == "table" and not name.startswith("sqlite_")}  # fmt: skip
    assert set(tables) == TABLES
    assert all(tables.values())


def test_a_wrong_type_is_refused_by_the_table(db):
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO edit (seq, at, label, diff) VALUES (1, 'now', 'x', x'00')")


def test_there_is_a_view_for_every_kind_of_record_with_every_field(db):
    names = dict(views())
    assert len(names) == len(RECORD_TYPES) + 1
    for kind, of in RECORD_TYPES.items():
        view = {"shop": "shop", "category": "categories"}.get(kind, f"{kind}s")
        columns = [row[1] for row in db.execute(f"PRAGMA table_info('{view}')")]
        assert columns == list(of.__struct_fields__)
        count = sum(isinstance(record, of) for record in small_shop.records())
        assert db.execute(f"SELECT count(*) FROM {view}").fetchone() == (count,)


def test_views_show_names_and_numbers_as_they_are(db):
    rows = db.execute("SELECT title, price, category FROM products ORDER BY price").fetchall()
    assert rows == [("Green tea", 3900, None), ("Oolong from the mountain", 5900, "cat_tea")]
    assert db.execute(
        "SELECT name, json_extract(theme, '$.colours.primary') FROM shop"
    ).fetchall() == [("Teahouse 山岚", "#1f3b4d")]


def test_placement_says_what_stands_where(db):
    rows = db.execute(
        "SELECT name, level, position FROM placement WHERE layout = 'lay_main' "
        "ORDER BY level, position"
    ).fetchall()
    assert rows == [("Store sign", 1, 0), ("Hero", 1, 1), ("Shelf", 1, 2), ("Brand slides", 2, 0)]


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not here")
def test_the_sqlite3_program_reads_views_and_extracts_assets(path, tmp_path):
    ask = ["sqlite3", str(path), "SELECT name, kind FROM modules WHERE id = 'mod_hero'"]
    said = subprocess.run(ask, capture_output=True, text=True, check=True)
    assert said.stdout == "Hero|poster\n"
    folder = tmp_path / "out"
    folder.mkdir()
    subprocess.run(["sqlite3", "-A", "-x", "-f", str(path)], cwd=folder, check=True)
    assert (folder / small_shop.PICTURE_SHA).read_bytes() == small_shop.PICTURE


def test_opening_and_editing_never_load_the_tool_that_made_the_schema(path):
    program = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])\n"
        "from designer.storage.project import Project; from designer.kinds.library import Library\n"
        "from designer.actions.modules import rename\n"
        "with Project.open(Path(sys.argv[2]), library=Library({}, {})) as project:\n"
        "    rename(project.document, id='mod_hero', name='X'); project.document.undo()\n"
        "    project.name_version('v'); project.restore(project.version('v'))\n"
        "print(sorted({'sqlite_utils', 'pandas', 'PIL', 'numpy'} & sys.modules.keys()))"
    )
    run = [sys.executable, "-c", program, str(ROOT), str(path)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"
