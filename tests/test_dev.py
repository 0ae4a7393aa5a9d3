"""The two commands: what a newcomer's first start, second start and unlucky start do."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in programs are shell scripts")


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a checkout's dev.py with no package index and no system package manager in reach."""
    clean = {"PATH": "", "DUPLEX_LANGUAGE": "en", "PIP_NO_INDEX": "1", "SYSTEMROOT": "C:\\Windows"}
    return subprocess.run(
        [sys.executable, folder / "dev.py", *arguments],
        env={**clean, "PIP_FIND_LINKS": str(folder / "wheels"), **environment},
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout of the same shape: one locked package, and a program that says it runs."""
    wheel = tmp_path / "wheels" / "greeting-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("greeting.py", "WORD = 'hello'\n")
        about = "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n"
        packed.writestr("greeting-1.0.dist-info/METADATA", about)
        kind = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        packed.writestr("greeting-1.0.dist-info/WHEEL", kind)
        packed.writestr("greeting-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (tmp_path / "requirements.lock").write_text(f"greeting==1.0 --hash=sha256:{digest}\n")
    shutil.copy(ROOT / "dev.py", tmp_path)
    (tmp_path / "designer").mkdir()
    shutil.copy(ROOT / "designer" / "language.py", tmp_path / "designer")
    main = "import sys, greeting\nprint(greeting.WORD, *sys.argv[1:])\n"
    (tmp_path / "designer" / "__main__.py").write_text(main)
    return tmp_path


def test_the_first_start_prepares_and_the_second_one_does_not(checkout: Path):
    first = start(checkout, "duplex", "open", "店铺.duplex")
    assert first.returncode == 0, first.stderr
    assert "Preparing Duplex" in first.stdout
    assert first.stdout.endswith("hello open 店铺.duplex\n")

    second = start(checkout, "duplex", "kinds", PIP_FIND_LINKS="", PIP_NO_INDEX="")
    assert second.stdout == "hello kinds\n"


def test_a_start_that_was_broken_off_is_repaired(checkout: Path):
    start(checkout, "duplex")
    (checkout / ".venv" / "duplex-ready").rename(checkout / ".venv" / "duplex-unfinished")
    for left in (checkout / ".venv").rglob("greeting.py"):
        left.write_text("")  # half-written, though the package counts as installed

    repaired = start(checkout, "duplex")
    assert repaired.stdout.endswith("hello\n"), repaired.stderr
    assert not (checkout / ".venv" / "duplex-unfinished").exists()


def test_an_environment_without_its_installer_is_made_anew(checkout: Path):
    start(checkout, "duplex")
    (checkout / ".venv" / "duplex-ready").unlink()
    shutil.rmtree(next((checkout / ".venv").rglob("pip/_internal")))

    repaired = start(checkout, "duplex")
    assert repaired.stdout.endswith("hello\n"), repaired.stderr


def test_a_changed_lock_is_installed_on_the_next_start(checkout: Path):
    start(checkout, "duplex")
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# a newer lock\n")
    assert "Preparing Duplex" in start(checkout, "duplex").stdout


def test_a_package_that_is_not_the_locked_one_is_refused(checkout: Path):
    with zipfile.ZipFile(checkout / "wheels" / "greeting-1.0-py3-none-any.whl", "a") as packed:
        packed.writestr("greeting_evil.py", "")
    refused = start(checkout, "duplex")
    assert refused.returncode == 1
    assert "Preparing stopped at:" in refused.stderr
    assert not (checkout / ".venv" / "duplex-ready").exists()


def test_two_starts_at_once_prepare_once(checkout: Path):
    command = [sys.executable, str(checkout / "dev.py"), "duplex"]
    links = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(checkout / "wheels"), "PATH": ""}
    pair = [
        subprocess.Popen(command, env=links, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in pair]
    assert [process.returncode for process in pair] == [0, 0]
    assert all(text.endswith("hello\n") for text in said)
    assert sum(len(text.splitlines()) > 1 for text in said) == 1, said


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_display_the_studio_names_the_command_line(checkout: Path):
    refused = start(checkout, "run")
    assert refused.returncode == 2
    assert refused.stdout.count("\n") == 1
    assert "no display" in refused.stdout
    assert "python3 dev.py duplex --help" in refused.stdout
    assert not (checkout / ".venv").exists()


def test_without_a_display_the_sentence_is_chinese_for_a_chinese_system():
    refused = start(ROOT, "run", DUPLEX_LANGUAGE="zh_CN", PYTHONUTF8="1")
    assert "没有可用的显示器" in refused.stdout


def test_an_unknown_command_lists_the_known_ones(checkout: Path):
    refused = start(checkout, "install")
    assert refused.returncode == 2
    assert refused.stdout == "python3 dev.py run | test | check | duplex …\n"


def fake(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Debian of a later year that lacks two libraries, one of which it has renamed."""
    lacking = {"libnss3", "libasound2", "libasound2t64"}
    names = {name for one in dev.SYSTEM for name in one.split("|")} - lacking
    listed = "".join(f"installed {name}\\n" for name in sorted(names))
    fake(tmp_path, "dpkg-query", f"printf '{listed}'")
    fake(tmp_path, "apt-cache", '[ "$3" != libasound2 ]')
    fake(tmp_path, "apt-get", f'echo "$@" >> {tmp_path}/calls')
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@posix
def test_root_gets_the_missing_libraries_installed(debian: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    dev.install_system()
    asked = (debian / "calls").read_text().splitlines()
    assert asked == ["update -q", "install -y --no-install-recommends libasound2t64 libnss3"]


@posix
def test_others_get_the_command_to_type(debian: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stopped:
        dev.install_system()
    assert str(stopped.value) == (
        "sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends libasound2t64 libnss3"
    )
    assert "lacks system libraries" in capsys.readouterr().out
    assert not (debian / "calls").exists()


@posix
def test_nothing_is_asked_of_a_linux_without_apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    dev.install_system()


def test_debian_python_without_ensurepip_gets_its_package(
    debian: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dev, "find_spec", lambda name: None)
    assert dev.missing_system()[-1] == "python{}.{}-venv".format(*sys.version_info)


def test_a_window_can_open_wherever_a_display_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "linux")
    assert not dev.has_display({})
    assert dev.has_display({"DISPLAY": ":0"})
    assert dev.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert dev.has_display({"QT_QPA_PLATFORM": "offscreen"})
    monkeypatch.setattr(sys, "platform", "darwin")
    assert dev.has_display({})


def test_the_lock_pins_every_package_with_hashes_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert len(pins) > 50
    assert all("==" in pin for pin in pins)
    assert "://" not in lock
    for entry in lock.split("\n\n")[-1].replace("\\\n", " ").splitlines():
        assert entry.startswith("#") or "--hash=sha256:" in entry


def test_old_pythons_are_told_in_one_sentence():
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    guard = source[: source.index("import hashlib")]
    asked = guard.replace("sys.version_info", "(3, 9, 2)")
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, encoding="utf-8")
    assert told.returncode == 1
    assert told.stderr.startswith("Duplex needs Python 3.11 to 3.14")
    assert told.stderr.count("\n") == 1
