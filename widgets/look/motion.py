"""Whether things may move: as the user has chosen, or else as the desktop has it."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

Motion = Literal["system", "less"]
CALM_PAGES: Final = "--force-prefers-reduced-motion"
"""What tells Chromium, before it starts, that its pages keep still."""

_GNOME: Final = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
_MACOS: Final = ("defaults", "read", "com.apple.universalaccess", "reduceMotion")
_chosen: list[Motion] = ["system"]


def choose(motion: Motion) -> None:
    """Move as the desktop has it, or less in any case."""
    _chosen[0] = motion


def moves() -> bool:
    """Whether there may be motion now."""
    if _chosen[0] == "less":
        return False
    if sys.platform == "win32":
        return QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    return not desktop_is_calm()


@functools.cache
def desktop_is_calm() -> bool:
    """Whether KDE, GNOME or macOS wants little motion; asked once, for Qt does not tell."""
    return is_calm(sys.platform, os.environ)


def is_calm(platform: str, environment: Mapping[str, str]) -> bool:
    """What a desktop says when it is asked; one that does not answer wants motion."""
    if platform == "darwin":
        return _answer(_MACOS) == "1"
    desktops = environment.get("XDG_CURRENT_DESKTOP", "").upper()
    if "KDE" in desktops:
        home = environment.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
        kept = QSettings(f"{home}/kdeglobals", QSettings.Format.IniFormat)
        return str(kept.value("KDE/AnimationDurationFactor", "1")) in ("0", "0.0")
    if any(one in desktops for one in ("GNOME", "UNITY", "CINNAMON", "BUDGIE")):
        return _answer(_GNOME) == "false"
    return False


def _answer(command: tuple[str, ...]) -> str:
    program = shutil.which(command[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(
            (program, *command[1:]), capture_output=True, text=True, timeout=1, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
