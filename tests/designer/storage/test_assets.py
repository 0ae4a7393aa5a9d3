"""Assets: kept by their SHA-256, smaller where that is possible, checked when read."""

from __future__ import annotations

import hashlib
import os
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import NotFoundError, UnreadableError
from designer.storage.assets import LARGEST, archived, unpacked
from tests.designer import small_shop


@given(st.binary(max_size=2000))
def test_bytes_come_back_as_they_went_in(data):
    name, mode, __, size, kept = archived(data)
    assert name == hashlib.sha256(data).hexdigest()
    assert mode == 0o100644
    assert size == len(data) >= len(kept)
    assert unpacked(size, kept) == data


def test_what_compresses_takes_less_room():
    assert len(archived(b"tea" * 10_000)[4]) < 200
    noise = os.urandom(1000)
    assert archived(noise)[4] == noise


def test_the_same_bytes_are_kept_once(project):
    first, second = project.assets.add(b"<svg/>" * 50), project.assets.add(b"<svg/>" * 50)
    assert first == second
    assert project.assets.has(first)
    assert project.assets.get(first) == b"<svg/>" * 50
    assert project.assets.names() == tuple(sorted((first, small_shop.PICTURE_SHA)))


def test_a_missing_asset_is_told(project):
    assert not project.assets.has("0" * 64)
    with pytest.raises(NotFoundError, match="no asset “000000000000”"):
        project.assets.get("0" * 64)


def test_an_asset_that_changed_on_disk_is_told(project):
    outside = sqlite3.connect(project.path)
    outside.execute("UPDATE sqlar SET data = ?, sz = 3", (b"abc",))
    outside.commit()
    outside.close()
    with pytest.raises(UnreadableError, match="damaged"):
        project.assets.get(small_shop.PICTURE_SHA)


@pytest.mark.parametrize(
    ("size", "data", "said"),
    [
        (5, b"not deflated", "damaged"),
        (LARGEST + 1, b"x", "larger"),
        (-1, b"x", "larger"),
    ],
)
def test_what_pretends_to_be_an_asset_is_told(size, data, said):
    with pytest.raises(UnreadableError, match=said):
        unpacked(size, data)


def test_a_bomb_is_not_unpacked_beyond_its_stated_size():
    __, ___, ____, _____, small = archived(b"\0" * 50_000_000)
    assert len(unpacked(1000, small)) == 1001


def test_what_is_packed_already_is_kept_as_it_is_without_trying_long():
    import os

    from designer.storage.assets import SAMPLE, archived, unpacked

    noise = os.urandom(8 * SAMPLE)
    row = archived(noise)
    assert row[4] is noise
    text = b"the same words " * SAMPLE
    row = archived(text)
    assert len(row[4]) < len(text)
    assert unpacked(row[3], row[4]) == text
