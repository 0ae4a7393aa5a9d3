"""The doctor names what a machine lacks, and says of each lack how it is mended."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from designer import doctor, language

linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux is where these can be missing")


def stand_in(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are those that the test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_this_machine_is_fit(tmp_path: Path):
    found = doctor.examine(folder=tmp_path / "new")
    assert [finding for finding in found if finding.state == "broken"] == []
    assert {"Python", "QtWebEngine", "Chinese font"} <= {finding.about for finding in found}


def test_every_lack_comes_with_a_mend(bare: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("a_package_nobody_wrote",))
    found = doctor.examine(folder=bare)
    assert [finding.about for finding in found if finding.state != "ok" and not finding.mend] == []
    assert len([finding for finding in found if finding.state != "ok"]) >= 2


def test_the_findings_are_said_in_chinese(tmp_path: Path):
    language.use("zh_CN")
    assert "中文字体" in {finding.about for finding in doctor.examine(folder=tmp_path)}


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("msgspec", "a_package_nobody_wrote"))
    finding = doctor.packages()
    assert finding.state == "broken"
    assert finding.found == "missing: a_package_nobody_wrote"
    assert "dev.py" in finding.mend


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert doctor.python().state == "broken"
    assert doctor.python().found == "3.9.2"


def test_a_browser_that_does_not_load_gives_its_own_reason(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "BROWSER", "raise ImportError('libnss3.so: cannot open')")
    (finding,) = doctor.browser()
    assert finding.state == "broken"
    assert finding.found == "ImportError: libnss3.so: cannot open"


def test_a_browser_that_dies_silently_is_told_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "BROWSER", "import os; os._exit(9)")
    (finding,) = doctor.browser()
    assert finding.found == "it stopped without a word"


@linux
def test_missing_system_libraries_are_named_once(bare: Path):
    stand_in(bare, "ldd", "echo '  libnss3.so => not found'; echo '  libc.so.6 => /lib/libc.so.6'")
    (finding,) = doctor.libraries()
    assert finding.state == "broken"
    assert finding.found == "missing: libnss3.so"


@linux
def test_without_a_loader_to_ask_nothing_is_claimed(bare: Path):
    assert list(doctor.libraries()) == []


@linux
def test_a_linux_without_chinese_gets_the_name_of_a_font(bare: Path):
    stand_in(bare, "fc-list", "true")
    finding = doctor.chinese()
    assert finding.state == "broken"
    assert "fonts-noto-cjk" in finding.mend
    stand_in(bare, "fc-list", "echo 'Noto Sans CJK SC,Noto Sans CJK SC Bold'")
    assert doctor.chinese().found == "Noto Sans CJK SC"
    (bare / "fc-list").unlink()
    assert doctor.chinese().state == "advice"


@linux
def test_a_missing_display_is_advice_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert doctor.display().state == "advice"
    monkeypatch.setenv("DISPLAY", ":7")
    assert doctor.display() == doctor.ok("Display", ":7")


def test_an_outside_browser_is_never_required(bare: Path):
    assert doctor.chromium().state == "advice"
    stand_in(bare, "chromium", "true")
    assert doctor.chromium().state == "ok"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    finding = doctor.writable(blocked / "projects")
    assert finding.state == "broken"
    assert str(blocked) in finding.found


def test_looking_at_a_folder_leaves_nothing_in_it(tmp_path: Path):
    assert doctor.writable(tmp_path).state == "ok"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("free", "state"), [(10_000_000_000, "ok"), (500_000_000, "advice"), (1_000, "broken")]
)
def test_a_full_disk_is_told(free: int, state: str, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(os.sep)._replace(free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    assert doctor.room(Path(os.sep, "nowhere", "yet")).state == state
