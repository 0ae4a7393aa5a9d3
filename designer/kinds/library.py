"""The library of kinds: every kind found in its folders, checked; a wrong one never stops the
rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from designer.errors import DesignerError
from designer.kinds.judgement import manifest_faults
from designer.kinds.manifest import Kind, read_manifest
from designer.language import _, mark

BUILT_IN = Path(__file__).resolve().parents[2] / "assets" / "kinds"
MAX_BYTES = 256 * 1024


class Problem(NamedTuple):
    """What is wrong with a kind: its folder, the file and the place in it, the fault and how to
    mend it."""

    kind: str
    file: str
    place: str
    message: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.kind}/{self.file}" + (f" ({self.place})" if self.place else "")
        text = mark("{where}: {message}. {mend}") if self.mend else mark("{where}: {message}")
        return _(text, where=where, message=self.message, mend=self.mend)


class Source(NamedTuple):
    """The files of a kind: its folder, template and stylesheet as text, and the icon's path if
    there is one."""

    folder: Path
    template: str
    style: str
    icon: Path | None


Judge = Callable[[str, Kind, Source], Iterator[Problem]]
"""Says what is wrong with a kind, given its folder's name, its manifest and its files."""


class Library:
    """The kinds by id with their files, and what is wrong with those that could not be taken."""

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        sources: Mapping[str, Source],
        *,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.kinds = dict(sorted(kinds.items()))
        self.sources = dict(sources)
        self.problems = tuple(problems)

    @classmethod
    def load(cls, folders: Iterable[Path] | None = None) -> Library:
        """Read the kinds of these folders; of two with one name the first is taken.

        Without folders it reads the built-in kinds. Their manifests are checked like all others;
        their templates and styles were when the program was built, and are again by
        `load([BUILT_IN])`: that takes time which a start does not have.
        """
        kinds: dict[str, Kind] = {}
        sources: dict[str, Source] = {}
        problems: list[Problem] = []
        judge = _manifest_problems if folders is None else _problems
        for folder in _kind_folders((BUILT_IN,) if folders is None else folders):
            problems += _read(folder, kinds, sources, judge=judge)
        return cls(kinds, sources, problems=problems)

    def get(self, kind: str) -> Kind | None:
        """The kind of this id, None when it is not there."""
        return self.kinds.get(kind)

    def source(self, kind: str) -> Source:
        """The files of a kind that is there."""
        return self.sources[kind]


def _kind_folders(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(
                inner for inner in folder.iterdir() if (inner / "kind.json").is_file()
            )


def _read(
    folder: Path, kinds: dict[str, Kind], sources: dict[str, Source], *, judge: Judge
) -> Iterator[Problem]:
    """Take one kind into `kinds` and `sources`, or yield what is wrong with it."""
    try:
        kind = read_manifest(msgspec.json.decode(_text(folder / "kind.json")))
        source = Source(
            folder,
            _text(folder / "template.html"),
            _text(folder / "style.css"),
            next((icon for icon in (folder / "icon.svg",) if icon.is_file()), None),
        )
        found = list(judge(folder.name, kind, source))
    except (
        DesignerError, msgspec.DecodeError, OSError, UnicodeDecodeError, RecursionError
    ) as error:  # fmt: skip
        yield _unreadable(folder, error)
        return
    if kind.id in kinds:
        found.append(
            Problem(
                folder.name,
                "kind.json",
                "id",
                _("another kind is called “{id}” too", id=kind.id),
                _("rename one"),
            )
        )
    if not found:
        kinds[kind.id], sources[kind.id] = kind, source
    yield from found


def _problems(name: str, kind: Kind, source: Source) -> Iterator[Problem]:
    """Everything that is wrong with a kind."""
    from designer.kinds import style, template

    yield from _manifest_problems(name, kind, source)
    for file, faults in (
        ("template.html", template.faults(source.template, kind=kind)),
        ("style.css", style.faults(source.style, kind=kind.id)),
    ):
        for found in faults:
            where = _("line {line}", line=found.line)
            yield Problem(name, file, where, found.message, found.mend)


def _manifest_problems(name: str, kind: Kind, source: Source) -> Iterator[Problem]:
    """What is wrong with a kind's manifest."""
    del source
    for fault in manifest_faults(kind, folder=name):
        yield Problem(name, "kind.json", fault.place, fault.message, fault.mend)


def _unreadable(folder: Path, error: Exception) -> Problem:
    if isinstance(error, OSError):
        file = Path(error.filename or "kind.json").name
        return Problem(
            folder.name, file, "", _("the file cannot be read: {reason}", reason=error.strerror), ""
        )
    if isinstance(error, DesignerError):
        place, __, sentence = str(error).partition(": ")
        return Problem(folder.name, "kind.json", place, sentence or place, _("see docs/kinds.md"))
    return Problem(folder.name, "kind.json", "", str(error), _("it must be JSON in UTF-8"))


def _text(path: Path) -> str:
    if not path.is_file() and path.name == "style.css":
        return ""
    if path.stat().st_size > MAX_BYTES:
        raise OSError(0, _("it is larger than {limit} kB", limit=MAX_BYTES // 1024), str(path))
    return path.read_text(encoding="utf-8")
