"""Brings many files and folders into the project: read and looked at aside, kept as one step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from designer.actions.assets import Vault, add_assets, taken
from designer.document.media import MEDIA, MOST_BYTES
from designer.errors import CancelledError, DesignerError, InvalidError, UnreadableError
from designer.language import _, plural
from designer.records import Asset
from widgets.session import Session
from widgets.tasks import Progress, Task

MOST_FILES: Final = 2000
"""Files that are brought at one time."""
PATTERN: Final = " ".join(f"*.{ending}" for ending in MEDIA)
"""The endings for the system's file dialog."""


class Brought(NamedTuple):
    """What was read: assets ready to be added, and a sentence for each file that cannot be."""

    assets: tuple[Asset, ...]
    problems: tuple[str, ...]


class Bringing(QObject):
    """One batch at a time, with progress and cancel."""

    progressed = Signal(float, str)
    brought = Signal(list)
    """The ids of the assets, in the order of the files."""
    ended = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task[Brought] | None = None

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._task is not None

    def start(self, paths: Sequence[Path], *, folder: str = "") -> None:
        """Read files, and folders with what is in them, and add what can be used."""
        if self.running or not paths:
            return
        vault = self._session.project.assets

        def work(progress: Progress) -> Brought:
            return read_all(paths, vault=vault, folder=folder, progress=progress)

        self._task = Task(work, parent=self)
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._arrived)
        self._task.failed.connect(self._failed)
        self._task.start()

    def cancel(self) -> None:
        """Stop; nothing of the batch is kept."""
        if self._task is not None:
            self._task.cancel()

    def _arrived(self, found: Brought) -> None:
        self._task = None
        session, made = self._session, None
        if found.assets:
            made = session.attempt(lambda: add_assets(session.document, assets=found.assets))
        if found.problems:
            session.said.emit(problem_words(found.problems), "problem")
        elif made:
            count = len(set(made))
            said = plural("{count} file is in the project.", "{count} files are in the project.",
                          count=count)  # fmt: skip
            session.said.emit(said, "done")
        self.ended.emit()
        self.brought.emit(list(made or ()))

    def _failed(self, problem: Exception) -> None:
        self._task = None
        tone = "said" if isinstance(problem, CancelledError) else "problem"
        self._session.said.emit(str(problem), tone)
        self.ended.emit()


def problem_words(problems: Sequence[str]) -> str:
    """The first sentence, and how many more there are."""
    if len(problems) == 1:
        return problems[0]
    rest = plural("{count} more file could not be used.", "{count} more files could not be used.",
                  count=len(problems) - 1)  # fmt: skip
    return f"{problems[0]} {rest}"


def read_all(paths: Sequence[Path], *, vault: Vault, folder: str, progress: Progress) -> Brought:
    """Every file as an asset, or a sentence why not."""
    files = list(_files(paths, folder))
    assets, problems = [], []
    for number, (path, place) in enumerate(files):
        progress(number / len(files), path.name)
        try:
            data = read(path)
            assets.append(taken(data, name=path.stem, vault=vault, folder=place))
        except CancelledError:
            raise
        except DesignerError as problem:
            problems.append(str(problem))
    progress(1.0)
    return Brought(tuple(assets), tuple(problems))


def _files(paths: Sequence[Path], folder: str) -> Iterator[tuple[Path, str]]:
    """The files with the folder each goes to; a folder from outside becomes one of ours."""
    count = 0
    for path in paths:
        inside = path.is_dir()
        found = sorted(path.rglob("*")) if inside else [path]
        for file in found:
            if inside and (not file.is_file() or file.suffix.lower().lstrip(".") not in MEDIA):
                continue
            count += 1
            if count > MOST_FILES:
                text = _("More than {limit} files at once; bring them in parts.", limit=MOST_FILES)
                raise InvalidError(text)
            below = file.parent.relative_to(path.parent).as_posix() if inside else ""
            yield file, "/".join(filter(None, (folder, below)))


def read(path: Path) -> bytes:
    """The bytes of a file from outside; raises UnreadableError for what is gone or too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            megabytes, most = round(size / 1024**2), MOST_BYTES // 1024**2
            text = _("“{name}” weighs {size} MB; at most {limit} MB can be used here.",
                     name=path.name, size=megabytes, limit=most)  # fmt: skip
            raise UnreadableError(text)
        return path.read_bytes()
    except OSError as problem:
        said = problem.strerror or str(problem)
        text = _("“{name}” cannot be read: {problem}.", name=path.name, problem=said)
        raise UnreadableError(text) from problem
