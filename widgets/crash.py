"""When something unforeseen happens: one sentence for the user, the whole story in a file."""

from __future__ import annotations

import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from designer.errors import DesignerError
from designer.language import _


def watch() -> None:
    """Catch what nobody else caught."""
    sys.excepthook = caught


def caught(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Write the story down and say one sentence; the project on disk is as after the last edit."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, problem, trace)
        return
    story = "".join(traceback.format_exception(kind, problem, trace))
    sys.stderr.write(story)
    file = written(story)
    if QApplication.instance() is not None:
        say(sentence(problem), _("What happened was written to {file}.", file=file))


def sentence(problem: BaseException) -> str:
    """What to say: the problem's own words when they are meant for users."""
    found = problem
    while isinstance(found, BaseExceptionGroup) and found.exceptions:
        found = found.exceptions[0]
    if isinstance(found, DesignerError):
        return str(found)
    return _("Something unforeseen went wrong; your project is saved up to the last edit.")


def say(text: str, more: str) -> None:
    """Show the sentence, without stopping the program."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Duplex", text)
    box.setInformativeText(more)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def written(story: str) -> Path:
    """The file the story was added to."""
    folder = user_log_path("duplex", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "crashes.txt"
    with file.open("a", encoding="utf-8") as kept:
        kept.write(f"{datetime.now(UTC).isoformat()}\n{story}\n")
    return file
