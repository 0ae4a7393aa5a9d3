"""The page on the file format is true: its SQL runs, its numbers and names are the code's."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.actions.modules import rename
from designer.storage.migrations import VERSION
from designer.storage.project import Project
from designer.storage.schema import APPLICATION_ID, TABLES, views
from designer.storage.unpacked import FORMAT
from tests.designer import small_shop

PAGE = Path(__file__).resolve().parents[3] / "docs" / "file-format.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^(\S[^\n]*):\n\n```sql\n(.*?)```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.fixture
def edited(path: Path) -> Iterator[sqlite3.Connection]:
    """The small shop with a little history."""
    with Project.open(path, library=small_shop.library()) as project:
        rename(project.document, id="mod_hero", name="Hero of the day")
        project.document.undo()
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


def test_there_are_examples():
    assert len(EXAMPLES) == TEXT.count("```sql") >= 6


@pytest.mark.parametrize(
    "query", [sql for __, sql in EXAMPLES], ids=[said for said, __ in EXAMPLES]
)
def test_every_example_runs(edited, query):
    edited.execute(query).fetchall()


def test_the_examples_find_what_they_say(edited):
    answers = [edited.execute(sql).fetchall() for __, sql in EXAMPLES]
    placed, rules, tests, products, pictures, done, folders, versions = answers
    assert ("Everyday", 1, 1, "Hero", "poster") in placed
    assert [row[:3] for row in rules] == [
        ("Brand slides", 1, "show"), ("Hero", 1, "show"), ("Hero", 2, "run"),
    ]  # fmt: skip
    assert tests == [("Hero test", "Hero", "A", 0.5), ("Hero test", "Hero", "B", 0.5)]
    assert products[0] == ("Green tea", 39.0, None)
    assert pictures == []
    assert [row[0] for row in done] == [2, 1]
    assert [row[:2] for row in folders] == [("", 1)]
    assert versions == []


def test_the_marks_are_told():
    assert f"`0x{APPLICATION_ID:08X}`" in TEXT
    assert f"now `{VERSION}`" in TEXT
    assert f'"format": "{FORMAT}"' in TEXT


def test_every_table_its_columns_and_every_view_are_told(edited):
    for table in TABLES:
        columns = [row[1] for row in edited.execute(f"PRAGMA table_info({table})")]
        assert f"| `{table}` | {', '.join(f'`{name}`' for name in columns)} |" in TEXT
    assert all(f"`{name}`" in TEXT for name, __ in views())


def test_the_history_leads_from_the_beginning_to_the_present(edited):
    rows = edited.execute("SELECT seq, reverts FROM edit ORDER BY seq").fetchall()
    assert rows == [(1, None), (2, 1)]
    assert edited.execute("SELECT name FROM modules WHERE id = 'mod_hero'").fetchone() == ("Hero",)
