"""Killing the process at any moment loses no finished edit: 50 kills out of 50."""

from __future__ import annotations

import itertools
import os
import random
import select
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from designer.actions.modules import duplicate_modules, remove_modules, rename
from designer.actions.rules import add_rule
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.records import EVERYBODY, Hide, Module, Variant
from designer.storage.creating import write_new
from designer.storage.project import Project
from tests.designer import small_shop

RUNS = 50
PATIENCE = 20.0
"""Seconds to wait for a child on a machine that has other things to do."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def edit_for_ever(project: Project, tell: int) -> None:
    """A designer at work: every kind of write, and a line after each that is finished."""
    document = project.document
    for number in itertools.count(1):
        rename(document, id="mod_hero", name=f"Edit {number}")
        match number % 6:
            case 1:
                set_setting(document, variant="var_hero", setting="title", value=f"Title {number}")
            case 2:
                made = duplicate_modules(document, modules=["mod_shelf", "mod_hero"])
                remove_modules(document, modules=made)
            case 3:
                add_rule(document, slot="mod_sign", outcome=Hide(), audience=EVERYBODY)
            case 4:
                document.undo()
                document.redo()
            case 5:
                project.assets.add(small_shop.png(number % 256, width=64, height=64))
                project.name_version(f"Version {number}")
        os.write(tell, f"{number}\n".encode())


def child_at_work(path: Path) -> tuple[int, int]:
    """Start a process that edits; its id, and where it tells what it has finished."""
    hear, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        return child, hear
    try:
        edit_for_ever(Project.open(path, library=small_shop.library()), tell)
    finally:
        os._exit(1)


def heard(pipe: int, *, seconds: float) -> str:
    ready, __, __ = select.select([pipe], [], [], seconds)
    return os.read(pipe, 1 << 16).decode() if ready else ""


def killed(path: Path, moment: float) -> int:
    """Let a child edit, kill it after `moment` seconds; the last edit it said was finished."""
    child, pipe = child_at_work(path)
    said = heard(pipe, seconds=PATIENCE)
    assert said, "the child did not start to edit"
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(pipe, 1 << 16).decode():
        said += more
    os.close(pipe)
    return int(said.split()[-1])


def names_in(document: Document) -> tuple[str, object]:
    return document.get("mod_hero", Module).name, document.get("var_hero", Variant).settings[
        "title"
    ]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that nobody has edited."""
    path = tmp_path_factory.mktemp("fresh") / "a.duplex"
    write_new(path, small_shop.records(), assets=[small_shop.PICTURE])
    return path


@pytest.fixture
def path(fresh: Path, tmp_path: Path) -> Path:
    """A copy of it to be edited and killed."""
    return Path(shutil.copy(fresh, tmp_path / "a.duplex"))


@pytest.mark.parametrize("run", range(RUNS))
def test_no_finished_edit_is_lost(path, run):
    finished = killed(path, random.Random(run).uniform(0, 0.03))
    with Project.open(path, library=small_shop.library()) as project:
        assert project.read_only == ""
        document = project.document
        name, title = names_in(document)
        assert name in (f"Edit {finished}", f"Edit {finished + 1}")
        last_titled = finished - (finished - 1) % 6
        assert title in (f"Title {last_titled}", f"Title {finished + 1}")
        versions = {version.name for version in project.versions()}
        assert versions >= {f"Version {n}" for n in range(5, finished + 1, 6)}
        for number in range(5, finished + 1, 6):
            picture = small_shop.png(number % 256, width=64, height=64)
            assert picture in (project.assets.get(key) for key in project.assets.names())
        then = {record.id: record for record in project.state_at(0)}
        assert then == {record.id: record for record in small_shop.records()}
        before = dict(document.records)
        assert document.undo()
        assert document.redo()
        assert dict(document.records) == before
    assert list(path.parent.iterdir()) == [path]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
