"""Pictures from outside: read and looked at aside, then brought in together as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designer.actions.assets import add_asset
from designer.document.media import MOST_BYTES, inspected, told
from designer.errors import CancelledError, DesignerError, UnreadableError
from designer.language import _
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from widgets.session import Session


class Read(NamedTuple):
    """A picture that was read: what it is called, its type and its bytes."""

    name: str
    media: str
    data: bytes


class Reading(NamedTuple):
    """The pictures that can be used, and a sentence for each file that cannot."""

    pictures: tuple[Read, ...]
    problems: tuple[str, ...]


def read_aside(
    paths: Sequence[Path], then: Callable[[Reading], None], *, parent: QObject
) -> Task[Reading]:
    """Read files on another thread; `then` gets them at home, in their order."""

    def work(progress: Progress) -> Reading:
        return reading(paths, progress)

    task = Task(work, parent=parent)
    task.finished.connect(then)
    return task.start()


def reading(paths: Sequence[Path], progress: Callable[[float], None]) -> Reading:
    """Read files as pictures; what cannot be used is told by its sentence."""
    pictures, problems = [], []
    for number, path in enumerate(paths):
        progress(number / len(paths))
        try:
            pictures.append(picture(path))
        except CancelledError:
            raise
        except DesignerError as problem:
            problems.append(str(problem))
    return Reading(tuple(pictures), tuple(problems))


def picture(path: Path) -> Read:
    """One file as a picture; raises UnreadableError or InvalidError with its name."""
    data = _bytes(path)
    media = told(data)
    if not media.startswith("image/"):
        text = _("“{name}” is no picture that a page can show; bring JPG, PNG, WebP, AVIF, GIF or "
                 "SVG.", name=path.name)  # fmt: skip
        raise UnreadableError(text)
    inspected(data, media, name=path.name)
    return Read(path.stem or path.name, media, data)


def bring_in(session: Session, pictures: Sequence[Read]) -> tuple[str, ...]:
    """Take pictures into the project, each once; returns the ids of their assets."""
    return tuple(
        add_asset(
            session.document, project_assets=session.project.assets, data=one.data, name=one.name,
            media=one.media,
        )
        for one in pictures
    )  # fmt: skip


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            text = _("“{name}” weighs {size} MB; at most {limit} MB can be used here.",
                     name=path.name, size=round(size / (1 << 20)),
                     limit=MOST_BYTES >> 20)  # fmt: skip
            raise UnreadableError(text)
        return path.read_bytes()
    except OSError as problem:
        said = problem.strerror or str(problem)
        text = _("“{name}” cannot be read: {problem}.", name=path.name, problem=said)
        raise UnreadableError(text) from problem
