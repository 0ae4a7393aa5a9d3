"""Tell what this machine lacks for Duplex to work, and how each lack is mended."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from designer.language import _

State = Literal["ok", "advice", "broken"]

PACKAGES = (
    "PySide6", "PySide6Qlementine", "click", "duckdb", "filelock", "jinja2", "msgspec", "nh3",
    "numba", "numpy", "pandas", "PIL", "platformdirs", "pyqtgraph", "rich", "sqlite_utils",
)  # fmt: skip
LIBRARIES = (
    "Qt/lib/libQt6WebEngineCore.so.6", "Qt/lib/libQt6Widgets.so.6",
    "Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqoffscreen.so",
)  # fmt: skip
BROWSER = "from PySide6.QtWebEngineWidgets import QWebEngineView"
SCARCE, LOW = 200_000_000, 2_000_000_000  # bytes: too little for one project, and for many


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at: its state, what was found, and the mend where there is need."""

    about: str
    state: State
    found: str
    mend: str = ""


def examine(*, folder: Path | None = None) -> list[Finding]:
    """Look at everything Duplex stands on; `folder` is where projects are kept."""
    place = folder or data_folder()
    return [
        python(), packages(), *browser(), *libraries(), chinese(), display(), chromium(),
        writable(place), room(place),
    ]  # fmt: skip


def data_folder() -> Path:
    """Where this user's Duplex keeps its own files."""
    import platformdirs

    return platformdirs.user_data_path("duplex", appauthor=False)


def python() -> Finding:
    """The Python that runs this."""
    found = "{}.{}.{}".format(*sys.version_info)
    if (3, 11) <= sys.version_info < (3, 15):
        return ok("Python", found)
    return broken("Python", found, _("Start Duplex with Python 3.11 to 3.14."))


def packages() -> Finding:
    """The Python packages that the program imports."""
    missing = [name for name in PACKAGES if not importlib.util.find_spec(name)]
    about = _("Python packages")
    if not missing:
        return ok(about, _("{count} of {count} found", count=len(PACKAGES)))
    mend = _("Delete the folder .venv and start again with python3 dev.py.")
    return broken(about, _("missing: {names}", names=", ".join(missing)), mend)


def browser() -> Iterator[Finding]:
    """Whether the canvas's browser can be loaded, asked of a process of its own."""
    if getattr(sys, "frozen", False) or not importlib.util.find_spec("PySide6"):
        return
    asked = subprocess.run([sys.executable, "-c", BROWSER], capture_output=True, text=True)
    if asked.returncode == 0:
        yield ok("QtWebEngine", _("loads"))
    else:
        reason = asked.stderr.strip().splitlines() or [_("it stopped without a word")]
        yield broken("QtWebEngine", reason[-1], _("Mend the system libraries named below."))


def libraries() -> Iterator[Finding]:
    """The system libraries that Qt asks for and does not get (Linux)."""
    spec = importlib.util.find_spec("PySide6")
    if sys.platform != "linux" or spec is None or not spec.origin or not shutil.which("ldd"):
        return
    missing = sorted(set(unmet(Path(spec.origin).parent)))
    about = _("System libraries")
    if not missing:
        yield ok(about, _("all found"))
    else:
        mend = _("On Debian and Ubuntu `python3 dev.py run` installs them or prints the command.")
        yield broken(about, _("missing: {names}", names=", ".join(missing)), mend)


def unmet(qt: Path) -> Iterator[str]:
    """The names of shared libraries that the loader does not find for Qt."""
    for library in LIBRARIES:
        listed = subprocess.run(["ldd", qt / library], capture_output=True, text=True).stdout
        yield from (line.split()[0] for line in listed.splitlines() if "not found" in line)


def chinese() -> Finding:
    """Whether there is a font that holds Chinese; macOS and Windows come with one."""
    about = _("Chinese font")
    if sys.platform != "linux":
        return ok(about, _("comes with the system"))
    mend = _("Install a Chinese font, such as the package fonts-noto-cjk.")
    if not shutil.which("fc-list"):
        return Finding(about=about, state="advice", found=_("cannot be told"), mend=mend)
    asked = ["fc-list", ":lang=zh-cn", "family"]
    listed = subprocess.run(asked, capture_output=True, text=True).stdout.splitlines()
    if not listed:
        return broken(about, _("none"), mend)
    return ok(about, min(listed).split(",")[0])


def display() -> Finding:
    """Whether a window can be shown (Linux tells by its environment)."""
    named = next(filter(None, map(os.environ.get, ("WAYLAND_DISPLAY", "DISPLAY"))), "")
    about = _("Display")
    if named or sys.platform != "linux":
        return ok(about, named or _("comes with the system"))
    mend = _("Start the studio on a desktop; the command line works without one.")
    return Finding(about=about, state="advice", found=_("none"), mend=mend)


def chromium() -> Finding:
    """The outside browser that exported packages are checked in; designing needs none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return ok("Chromium", Path(found).name)
    mend = _("Needed only to check exported packages in an outside browser.")
    return Finding(about="Chromium", state="advice", found=_("none"), mend=mend)


def writable(folder: Path) -> Finding:
    """Whether files can be made where projects are kept."""
    about = _("Project folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial = folder / f".duplex-trial-{os.getpid()}"
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as failure:
        found = _("{folder}: {reason}", folder=folder, reason=failure.strerror or failure)
        return broken(about, found, _("Give yourself the right to write in this folder."))
    return ok(about, str(folder))


def room(folder: Path) -> Finding:
    """How much the disk can still take."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    about, found = _("Free disk space"), _("{size} GB", size=f"{free / 1e9:.1f}")
    if free >= LOW:
        return ok(about, found)
    state: State = "broken" if free < SCARCE else "advice"
    return Finding(about=about, state=state, found=found, mend=_("Make room on this disk."))


def ok(about: str, found: str) -> Finding:
    """A finding that needs no mend."""
    return Finding(about=about, state="ok", found=found)


def broken(about: str, found: str, mend: str) -> Finding:
    """A finding without whose mend Duplex does not work."""
    return Finding(about=about, state="broken", found=found, mend=mend)
