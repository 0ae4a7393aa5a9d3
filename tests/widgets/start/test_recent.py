"""Recent projects: the newest first, each once, and a damaged list is no list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage

from widgets.start.recent import MOST, Recents


@pytest.fixture
def recents(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Recents(tmp_path / "data" / "recent.json")


def picture(width: int, height: int) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor("#246b4a"))
    return made


def test_nothing_is_recent_at_first(recents):
    assert recents.all() == ()


def test_the_project_opened_last_comes_first_and_once(recents, tmp_path):
    for name in ("tea", "sofa", "tea"):
        recents.remember(tmp_path / f"{name}.duplex", name=name)
    assert [one.name for one in recents.all()] == ["tea", "sofa"]


def test_a_shop_that_was_renamed_carries_its_new_name(recents, tmp_path):
    recents.remember(tmp_path / "a.duplex", name="old")
    recents.remember(tmp_path / "a.duplex", name="new")
    assert [one.name for one in recents.all()] == ["new"]


def test_a_project_can_be_taken_off_the_list_and_its_file_stays(recents, tmp_path):
    file = tmp_path / "a.duplex"
    file.touch()
    recents.remember(file, name="a", picture=picture(375, 800))
    (found,) = recents.all()
    assert found.picture.is_file()
    recents.forget(found)
    assert recents.all() == ()
    assert file.is_file()
    assert not found.picture.exists()


def test_a_long_page_leaves_a_picture_of_its_head(recents, tmp_path):
    recents.remember(tmp_path / "a.duplex", name="a", picture=picture(750, 20_000))
    kept = QImage(str(recents.all()[0].picture))
    assert (kept.width(), kept.height()) == (480, 720)


@pytest.mark.parametrize("damage", [b"", b"{", b"[1]", b'[{"path": 3}]', b"\xff\xfe"])
def test_a_damaged_list_counts_as_none_and_is_written_anew(recents, tmp_path, damage):
    list_ = tmp_path / "data" / "recent.json"
    list_.parent.mkdir()
    list_.write_bytes(damage)
    assert recents.all() == ()
    recents.remember(tmp_path / "a.duplex", name="a")
    assert [one.name for one in recents.all()] == ["a"]


@given(st.lists(st.integers(0, 40), max_size=80))
def test_the_list_is_short_without_doubles_and_newest_first(tmp_path_factory, opened):
    recents = Recents(tmp_path_factory.mktemp("list") / "recent.json")
    for number in opened:
        recents.remember(Path(f"/shops/{number}.duplex"), name=str(number))
    newest_first = list(dict.fromkeys(str(number) for number in reversed(opened)))
    assert [one.name for one in recents.all()] == newest_first[:MOST]
