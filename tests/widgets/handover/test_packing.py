"""A package is made whole or not at all, and what went wrong is said in a sentence."""

from __future__ import annotations

import errno
import hashlib
from pathlib import Path

import pytest

from designer.errors import CancelledError, DesignerError
from designer.export.verify import verify
from widgets.handover import packing
from widgets.handover.packing import Order, packed, problem_with, refusal, suffixed
from widgets.tasks import Progress


def quiet() -> Progress:
    return Progress(lambda share, text: None)


@pytest.fixture
def order(session) -> Order:
    return Order.of(session, at=session.focus.instant)


@pytest.mark.parametrize("name", ["shop.zip", "shop"])
def test_a_package_is_sound_and_known_by_the_fingerprint_of_its_list(order, tmp_path, name):
    made = packed(order, tmp_path / "out" / name, quiet())
    assert verify(made.path).sound
    if made.path.is_dir():
        data = (made.path / "manifest.json").read_bytes()
        assert hashlib.sha256(data).hexdigest() == made.digest
        assert made.index.name == "index.html"
    else:
        assert made.index is None
    assert made.size == sum(file.size for file in made.manifest.files.values()) > 10_000


def test_the_user_goes_on_editing_while_the_old_state_is_exported(session, order, tmp_path):
    from designer.actions.variants import set_setting

    set_setting(session.document, variant="var_1a", setting="headline", value="没有导出的标题")
    made = packed(order, tmp_path / "shop", quiet())
    text = (made.path / "index.html").read_text("utf-8")
    assert "秋茶上新" in text
    assert "没有导出的标题" not in text


@pytest.mark.parametrize("name", ["shop.zip", "shop"])
def test_a_stopped_export_leaves_nothing(order, tmp_path, name):
    steps = []

    def tell(share: float, text: str) -> None:
        steps.append(share)
        if len(steps) == 2:
            progress.stop()

    progress = Progress(tell)
    with pytest.raises(CancelledError):
        packed(order, tmp_path / "out" / name, progress)
    assert list(tmp_path.rglob("*out/*")) == []


@pytest.mark.parametrize("name", ["shop.zip", "shop"])
def test_a_full_disk_is_told_and_leaves_nothing(order, tmp_path, monkeypatch, name):
    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr("zipfile.ZipFile.writestr", full)
    with pytest.raises(DesignerError, match="disk that is full"):
        packed(order, tmp_path / "out" / name, quiet())
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("name", ["shop.zip", "shop"])
def test_a_folder_that_cannot_be_written_to_is_named(order, tmp_path, monkeypatch, name):
    def locked(*args: object, **kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkdtemp", locked)
    monkeypatch.setattr("tempfile.mkstemp", locked)
    with pytest.raises(DesignerError, match="cannot be written to; choose another folder") as told:
        packed(order, tmp_path / name, quiet())
    assert str(tmp_path) in str(told.value)


def test_a_folder_with_other_files_is_left_alone(order, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("dear")
    with pytest.raises(DesignerError, match="holds other files"):
        packed(order, tmp_path / "letters", quiet())
    assert (tmp_path / "letters" / "mine.txt").read_text() == "dear"


def test_any_other_trouble_gives_its_reason():
    said = refusal(OSError(errno.EIO, "Input/output error"), Path("/shop.zip"))
    assert said == (
        "The package could not be written to “/shop.zip”: Input/output error. "
        "Nothing was left there."
    )


def test_a_place_is_judged_before_anything_is_made(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    (tmp_path / "old.zip").mkdir()
    assert problem_with(" ") == "Say where the package should go."
    assert "not a full path" in problem_with("shop.zip")
    assert "is a file" in problem_with(str(file / "shop.zip"))
    assert "is a folder" in problem_with(str(tmp_path / "old.zip"))
    assert problem_with(str(tmp_path / "new" / "deep" / "shop.zip")) == ""


def test_zip_and_folder_are_one_place_with_two_endings():
    zipped, folder = Path("/a/shop.v2.zip"), Path("/a/shop.v2")
    assert suffixed(folder, form="zip") == suffixed(zipped, form="zip") == zipped
    assert suffixed(zipped, form="folder") == suffixed(folder, form="folder") == folder


@pytest.mark.parametrize(
    ("shop", "stem"),
    [("山岚店", "山岚店-package"), ('a/b:c*"?', "a-b-c-package"), ("...", "duplex-package")],
)
def test_a_shops_name_becomes_a_file_name_on_every_system(shop, stem):
    assert packing.first_target(shop).name == f"{stem}.zip"
