#!/usr/bin/env python3
"""Prepare and start Duplex: `python3 dev.py run | test | check | duplex …`."""

from __future__ import annotations

import sys

if not (3, 11) <= sys.version_info < (3, 15):  # before anything an older Python cannot read
    sys.exit("Duplex needs Python 3.11 to 3.14: start dev.py with one of those. 需要 3.11–3.14。")

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from designer.language import _

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
READY = VENV / "duplex-ready"  # written last: what the environment was made from
UNFINISHED = VENV / "duplex-unfinished"  # there while packages are being installed

# What Qt, QtWebEngine and Chinese text need from Debian and its kin; `a|b`: the name has changed.
SYSTEM = (
    "fontconfig", "fonts-noto-cjk", "libasound2t64|libasound2", "libatomic1", "libdbus-1-3",
    "libegl1", "libfontconfig1", "libfreetype6", "libgbm1", "libgl1",
    "libglib2.0-0t64|libglib2.0-0", "libgssapi-krb5-2", "libnspr4", "libnss3", "libopengl0",
    "libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libx11-xcb1",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0", "libxcb-xkb1", "libxcomposite1",
    "libxdamage1", "libxi6", "libxkbcommon-x11-0", "libxkbcommon0", "libxkbfile1", "libxrandr2",
    "libxshmfence1", "libxtst6",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; 2 means that it cannot be done here."""
    commands: dict[str, Callable[[Sequence[str]], int]] = {
        "run": run, "test": test, "check": check, "duplex": duplex,
    }  # fmt: skip
    if not arguments or arguments[0] not in commands:
        print("python3 dev.py run | test | check | duplex …")
        return 2
    return commands[arguments[0]](arguments[1:])


def run(arguments: Sequence[str]) -> int:
    """Open the studio on a project, or on the sample store."""
    if not has_display(os.environ):
        print(
            _("There is no display to open the studio on; the command line works without one:"),
            "python3 dev.py duplex --help",
        )
        return 2
    prepare()
    return become("-m", "widgets", *(arguments or ["--sample", "shanlan"]))


def test(arguments: Sequence[str]) -> int:
    """Run the tests without a screen: all of them side by side, or those that are named."""
    prepare()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    return become("-m", "pytest", *(arguments or ["-n", "2", "--dist", "loadfile"]))


def check(_arguments: Sequence[str]) -> int:
    """Run the lint and the type check."""
    prepare()
    os.chdir(ROOT)
    tools = (("ruff", "check", "."), ("mypy",))
    return max(subprocess.run([interpreter(), "-m", *tool]).returncode for tool in tools)


def duplex(arguments: Sequence[str]) -> int:
    """Run the command line."""
    prepare()
    return become("-m", "designer", *arguments)


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can be opened; macOS and Windows always have a screen."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(name) for name in names)


def interpreter() -> Path:
    """The environment's own Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def become(*arguments: str) -> int:
    """Go on as the environment's Python; where a process cannot be replaced, wait for it."""
    command = [str(interpreter()), "-P", *arguments]  # not the folder one happens to stand in
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.run(command).returncode


def prepare() -> None:
    """Make the environment unless it stands; another preparation at the same time is waited for."""
    if is_ready():
        return
    with alone():
        if not is_ready():
            install_system()
            install_packages()


def is_ready() -> bool:
    """Whether the environment was made, to its end, from today's lock by a Python like this one."""
    return READY.is_file() and interpreter().exists() and READY.read_text("utf-8") == fingerprint()


def fingerprint() -> str:
    """What the environment depends on, as one hash."""
    facts = (*sys.version_info[:2], ROOT, SYSTEM, LOCK.read_bytes())
    return hashlib.sha256(repr(facts).encode()).hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the machine-wide turn to prepare; the system gives it back when a holder dies."""
    import sqlite3  # its file lock is the portable one of the standard library

    turn = sqlite3.connect(ROOT / ".venv-turn", timeout=3600, isolation_level=None)
    try:
        turn.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        turn.close()


def install_packages() -> None:
    """Make the environment and install the locked packages, over what a failed attempt left."""
    if VENV.exists() and not (is_same_python() and has_pip()):
        shutil.rmtree(VENV, ignore_errors=True)
    print(_("Preparing Duplex: this happens once and takes a few minutes."), flush=True)
    again = ["--ignore-installed"] if UNFINISHED.exists() else []
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    pip = [str(interpreter()), "-m", "pip", "install", "--no-deps", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
    subprocess.run([*pip, *again, *locked], check=True)
    (site_packages() / "duplex.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    READY.write_text(fingerprint(), encoding="utf-8")
    UNFINISHED.unlink()


def has_pip() -> bool:
    """Whether an environment that stands already can still install packages."""
    asked = [str(interpreter()), "-m", "pip", "--version"]
    return interpreter().exists() and subprocess.run(asked, capture_output=True).returncode == 0


def is_same_python() -> bool:
    """Whether an environment that stands already is of this Python's version."""
    wanted = "version = {}.{}.".format(*sys.version_info)
    settings = VENV / "pyvenv.cfg"
    return settings.is_file() and wanted in settings.read_text("utf-8")


def site_packages() -> Path:
    """Where the environment keeps its packages."""
    inside = "Lib" if os.name == "nt" else "lib/python{}.{}".format(*sys.version_info)
    return VENV / inside / "site-packages"


def install_system() -> None:
    """Install the system libraries that are missing, or stop and print the command that does."""
    missing = missing_system() if shutil.which("apt-get") and shutil.which("dpkg-query") else []
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print(_("This machine lacks system libraries; type this, then start again:"))
        sys.exit(f"sudo apt-get update && sudo {' '.join(command)}")
    print(_("Installing system libraries: {names}", names=", ".join(missing)), flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-q"], env=quiet)  # without a network the old list may do
    subprocess.run(command, env=quiet, check=True)


def missing_system() -> list[str]:
    """The Debian packages to install, each under the name that this release knows."""
    wanted = [*SYSTEM] if find_spec("ensurepip") else [*SYSTEM, venv_package()]
    names = [name for one in wanted for name in one.split("|")]
    query = ["dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\n", *names]
    listed = subprocess.run(query, capture_output=True, text=True).stdout.splitlines()
    present = {line.split()[1] for line in listed if line.startswith("installed ")}
    lacking = [one.split("|") for one in wanted if present.isdisjoint(one.split("|"))]
    return [next(filter(is_known, names), names[-1]) for names in lacking]


def venv_package() -> str:
    """Debian ships the making of environments apart from Python."""
    return "python{}.{}-venv".format(*sys.version_info)


def is_known(package: str) -> bool:
    """Whether this release has a package of that very name."""
    query = ["apt-cache", "show", "--no-all-versions", package]
    return subprocess.run(query, capture_output=True).returncode == 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failure:
        sys.exit(_("Preparing stopped at: {step}", step=" ".join(map(str, failure.cmd))))
    except KeyboardInterrupt:
        sys.exit(130)
