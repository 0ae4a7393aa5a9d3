"""What the library does that takes longer than a moment: replace, make lighter, take frames."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, Signal

from designer.actions.assets import add_poster, replace_file, taken
from designer.document.pictures import lighter
from designer.errors import CancelledError
from designer.language import _, plural
from designer.lint.files import heaviest
from designer.records import Asset
from widgets.assets.bringing import problem_words, read
from widgets.tasks import Progress, Task

if TYPE_CHECKING:
    from designer.storage.tidying import Spare
    from widgets.session import Session


class Deeds(QObject):
    """One long deed at a time; what comes of it is one step that can be undone."""

    progressed = Signal(float, str)
    ended = Signal()
    made = Signal(list)
    """The ids of assets that came of it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._task: Task[object] | None = None

    @property
    def running(self) -> bool:
        """Whether a deed is going on."""
        return self._task is not None

    def cancel(self) -> None:
        """Stop; nothing is kept."""
        if self._task is not None:
            self._task.cancel()

    def replace(self, asset: Asset, path: Path) -> None:
        """Put a file from outside in an asset's place wherever that is shown."""
        vault = self._session.project.assets

        def work(progress: Progress) -> object:
            progress(0.2, path.name)
            return taken(read(path), name=path.stem, vault=vault)

        def keep(by: Asset) -> None:
            replace_file(self._session.document, asset=asset.id, by=by)
            said = _("“{name}” is replaced wherever it is shown.", name=asset.name)
            self._session.said.emit(said, "done")

        self._run(work, keep)

    def lighten(self, assets: Sequence[Asset]) -> None:
        """Save pictures again under the platform's limit, each in its own place."""
        vault = self._session.project.assets

        def work(progress: Progress) -> object:
            done: list[tuple[Asset, Asset]] = []
            for number, asset in enumerate(assets):
                progress(number / len(assets), asset.name)
                limit = min(heaviest(asset.media), asset.size * 9 // 10)
                made = lighter(
                    vault.get(asset.sha256),
                    name=asset.name,
                    limit=limit,
                    tell=partial(_further, progress, number, len(assets)),
                )
                by = msgspec.structs.replace(
                    asset, sha256=vault.add(made.data), media=made.media, size=len(made.data),
                    width=made.width, height=made.height,
                )  # fmt: skip
                done.append((asset, by))
            return done

        self._run(work, self._keep_lighter)

    def keep_frame(self, film: Asset, picture: bytes) -> None:
        """Keep a frame of a film as a picture beside it."""
        vault, name = self._session.project.assets, _("Poster of {name}", name=film.name)

        def work(_progress: Progress) -> object:
            return taken(picture, name=name, vault=vault, folder=film.folder)

        def keep(made: Asset) -> None:
            key = add_poster(self._session.document, film=film.id, poster=made)
            self._session.said.emit(_("Kept as “{name}”.", name=made.name), "done")
            self.made.emit([key])

        self._run(work, keep)

    def tidy(self) -> None:
        """Take the bytes out of the file that nothing needs, beside the window."""
        from designer.storage.project import Project

        project = self._session.project
        if not isinstance(project, Project):
            return

        def keep(found: Spare) -> None:
            size = f"{found.size / 1024**2:.1f}"
            self._session.said.emit(_("The file is {size} MB lighter.", size=size), "done")

        self._run(lambda _progress: project.tidy(), keep)

    # ---- inside ----

    def _keep_lighter(self, done: list[tuple[Asset, Asset]]) -> None:
        document = self._session.document
        label = plural("Make {count} picture lighter", "Make {count} pictures lighter",
                       count=len(done))  # fmt: skip
        with document.transaction(label):
            for asset, by in done:
                replace_file(document, asset=asset.id, by=by)
        saved = sum(asset.size - by.size for asset, by in done) / 1024**2
        said = plural("{count} picture is lighter, {size} MB saved.",
                      "{count} pictures are lighter, {size} MB saved.", count=len(done),
                      size=f"{saved:.1f}")  # fmt: skip
        self._session.said.emit(said, "done")

    def _run(self, work: Callable[[Progress], object], keep: Callable[[Any], None]) -> None:
        if self._task is not None:
            return
        self._task = Task(work, parent=self)
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(lambda found: self._finished(found, keep))
        self._task.failed.connect(self._failed)
        self._task.start()

    def _finished(self, found: object, keep: Callable[[Any], None]) -> None:
        self._task = None
        self._session.attempt(lambda: keep(found))
        self.ended.emit()

    def _failed(self, problem: Exception) -> None:
        self._task = None
        tone = "said" if isinstance(problem, CancelledError) else "problem"
        self._session.said.emit(problem_words([str(problem)]), tone)
        self.ended.emit()


def _further(progress: Progress, number: int, count: int, share: float) -> None:
    """How far all of it is when one of them has come so far."""
    progress((number + share) / count)
