"""Hostile packages are refused before a byte of them is used."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from designer.errors import UnreadableError
from designer.export import container
from designer.export.container import Container


def zipped(path: Path, *entries: tuple[str, bytes], mode: int = 0o100644) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return path


def refused(path: Path) -> str:
    with pytest.raises(UnreadableError) as error:
        Container(path)
    return str(error.value)


def test_a_sound_zip_and_folder_give_the_same_files(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", ("b/c.txt", b"2"), ("a.txt", b"1"))
    (tmp_path / "p" / "b").mkdir(parents=True)
    (tmp_path / "p" / "a.txt").write_bytes(b"1")
    (tmp_path / "p" / "b" / "c.txt").write_bytes(b"2")
    for place in (path, tmp_path / "p"):
        with Container(place) as opened:
            assert {name: opened.read(name) for name in opened.names} == {
                "a.txt": b"1",
                "b/c.txt": b"2",
            }


@pytest.mark.parametrize(
    "name",
    [
        "../up.html",
        "a/../../up.html",
        "/abs.html",
        "C:/x.html",
        "a\\b.html",
        "con:x",
        "a/\u202egnp.exe",
        "a\u200b.html",
        "x\n.html",
        " lead.html",
        "a" * 300,
    ],
)
def test_names_that_could_leave_or_deceive_are_refused(tmp_path: Path, name: str) -> None:
    assert "is not a name a package may hold" in refused(zipped(tmp_path / "p.zip", (name, b"x")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["a.html", "A.HTML"])
def test_a_name_that_occurs_twice_is_refused(tmp_path: Path, twin: str) -> None:
    path = zipped(tmp_path / "p.zip", ("a.html", b"1"), (twin, b"2"))
    assert "occurs twice" in refused(path)


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFCHR | 0o600, stat.S_IFIFO])
def test_links_and_devices_are_refused(tmp_path: Path, mode: int) -> None:
    path = zipped(tmp_path / "p.zip", ("a.html", b"/etc/passwd"), mode=mode)
    assert "is a link or a device" in refused(path)


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.html").symlink_to("/etc/passwd")
    assert "is a link or a device" in refused(tmp_path / "p")


def test_a_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", ("a.html", bytes(30 * 1024**2)))
    assert path.stat().st_size < 100_000
    assert "unpacks to far more than it holds" in refused(path)


def test_too_many_or_too_large_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path / "p.zip", *((f"{n}.txt", os.urandom(90)) for n in range(9)))
    monkeypatch.setattr(container, "MAX_FILES", 8)
    assert "holds more than 8 files" in refused(path)
    monkeypatch.setattr(container, "MAX_FILES", 100)
    monkeypatch.setattr(container, "MAX_ONE", 80)
    assert "holds more than" in refused(path)
    monkeypatch.setattr(container, "MAX_ONE", 100)
    monkeypatch.setattr(container, "MAX_BYTES", 500)
    assert "holds more than" in refused(path)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", ("a.html", b"x"))
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    path.write_bytes(raw)
    assert "is encrypted" in refused(path)


def test_a_file_that_is_no_zip_or_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "p.zip").write_bytes(b"PK nothing")
    assert "“p.zip” is not a zip file that can be read" in refused(tmp_path / "p.zip")
    assert "There is no package at" in refused(tmp_path / "none")


def test_an_unknown_name_or_method_is_told_when_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", ("a.html", b"x" * 50))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x03\x04") + 8] = raw[raw.index(b"PK\x01\x02") + 10] = 99
    path.write_bytes(raw)
    with (
        Container(path) as opened,
        pytest.raises(UnreadableError, match=r"“a\.html” cannot be read"),
    ):
        opened.read("a.html")
