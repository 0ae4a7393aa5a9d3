"""A package is written whole or not at all, and the same content gives the same bytes."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import RefusedError
from designer.export.files import MANIFEST, write, zip_bytes

FILES = {"index.html": b"<p>1</p>", "assets/a.jpg": b"\xff\xd8", MANIFEST: b"{}"}


def content(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_folder_holds_just_the_files(tmp_path: Path) -> None:
    write(FILES, tmp_path / "deep" / "package")
    assert content(tmp_path / "deep" / "package") == FILES
    assert list((tmp_path / "deep").iterdir()) == [tmp_path / "deep" / "package"]


def test_an_older_package_is_replaced_whole(tmp_path: Path) -> None:
    write(FILES | {"old.html": b"old"}, tmp_path / "package")
    write(FILES, tmp_path / "package")
    assert content(tmp_path / "package") == FILES
    assert len(list(tmp_path.iterdir())) == 1


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    write(FILES, tmp_path / "package")
    assert content(tmp_path / "package") == FILES


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(RefusedError, match="holds other files; choose an empty folder"):
        write(FILES, tmp_path)
    assert content(tmp_path) == {"diary.txt": b"mine"}


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "package").write_text("mine")
    with pytest.raises(RefusedError, match=r"is a file; choose a folder or a name ending in \.zip"):
        write(FILES, tmp_path / "package")
    assert (tmp_path / "package").read_text() == "mine"


def test_a_failure_leaves_the_older_package_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for target in (tmp_path / "package", tmp_path / "package.zip"):
        write(FILES, target)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    for target in (tmp_path / "package", tmp_path / "package.zip"):
        with pytest.raises(OSError, match="No space left"):
            write({**FILES, "new.html": b"new"}, target)
    monkeypatch.undo()
    assert content(tmp_path / "package") == FILES
    assert {path.name for path in tmp_path.iterdir()} == {"package", "package.zip"}


def test_a_zip_holds_the_files_and_no_time_or_owner(tmp_path: Path) -> None:
    write(FILES, tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == FILES
        assert archive.namelist() == sorted(FILES)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


@given(
    st.dictionaries(st.sampled_from(["a.html", "b/c.css", "assets/茶.png"]), st.binary(max_size=80))
)
def test_the_same_files_in_any_order_give_the_same_zip(files: dict[str, bytes]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "1.zip", Path(folder) / "2.zip"
        zip_bytes(files, first)
        zip_bytes(dict(reversed(files.items())), second)
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(PermissionError):
        write(FILES, tmp_path / "package")
