"""What the studio remembers about its user, apart from any project: language, appearance, files."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_config_path, user_data_path
from PySide6.QtCore import QSettings

from designer.language import LANGUAGES, Language, preferred
from widgets.look.motion import Motion
from widgets.look.theme import Mode

MODES: tuple[Mode, ...] = ("light", "dark", "system")


class Settings:
    """A small file of preferences; wrong values in it count as none."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or user_config_path("duplex", appauthor=False) / "studio.ini"
        self._kept = QSettings(str(self._file), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The chosen language, else the system's."""
        chosen = self._kept.value("language", "")
        return next((one for one in LANGUAGES if one == chosen), preferred())

    @language.setter
    def language(self, language: Language) -> None:
        self._kept.setValue("language", language)

    @property
    def mode(self) -> Mode:
        """Light, dark, or as the desktop has it."""
        chosen = self._kept.value("mode", "light")
        return next((one for one in MODES if one == chosen), "light")

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._kept.setValue("mode", mode)

    @property
    def motion(self) -> Motion:
        """As the desktop has it, or less."""
        return "less" if self._kept.value("motion", "") == "less" else "system"

    @motion.setter
    def motion(self, motion: Motion) -> None:
        self._kept.setValue("motion", motion)

    def kept(self, name: str, otherwise: str = "") -> str:
        """A small choice kept under a name such as `view/phone`."""
        return str(self._kept.value(name, otherwise))

    def keep(self, name: str, value: str) -> None:
        """Keep a small choice for the next time."""
        self._kept.setValue(name, value)

    @property
    def welcomed(self) -> bool:
        """Whether the tour was offered before."""
        return self._kept.value("welcomed", "") == "yes"

    @welcomed.setter
    def welcomed(self, welcomed: bool) -> None:
        self._kept.setValue("welcomed", "yes" if welcomed else "no")

    def save(self) -> None:
        """Write what has changed."""
        self._kept.sync()


def projects_folder() -> Path:
    """Where projects live that were not put elsewhere; made when it is not there."""
    folder = user_data_path("duplex", appauthor=False) / "projects"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
