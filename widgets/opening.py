"""Opening projects: a file, a folder of text and pictures, or a sample that comes with Duplex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from designer import starters
from designer.actions.starters import add_starter
from designer.errors import DesignerError, InvalidError, NotFoundError
from designer.language import _
from designer.storage.project import Project
from widgets.settings import projects_folder

if TYPE_CHECKING:
    from designer.kinds.library import Library

SAMPLES = Path(__file__).resolve().parent.parent / "projects"


def opened(path: Path, *, library: Library) -> Project:
    """The project in a file, or a copy of the one unpacked in a folder."""
    if path.is_dir():
        return _packed(path, library=library)
    if not path.is_file():
        raise NotFoundError(_("There is no project at {path}.", path=path))
    return Project.open(path, library=library)


def sample(name: str, *, library: Library) -> Project:
    """The sample the user has been working on; a fresh copy when it cannot be opened."""
    folder = SAMPLES / name
    if not folder.is_dir():
        raise NotFoundError(_("There is no sample called “{name}”.", name=name))
    file = projects_folder() / f"{name}.duplex"
    if file.is_file():
        try:
            return Project.open(file, library=library)
        except DesignerError:
            file = free(file)
    return _packed(folder, library=library, file=file)


def new(file: Path, *, library: Library, starter: str = "") -> Project:
    """A new shop named after its file, with the eight crowds and their personas; its home is
    empty or the starter of this id, in the starter's colours."""
    from designer.starting import blank

    if file.exists():
        raise InvalidError(_("There is something at {path} already.", path=file))
    begun = starters.starter(starter) if starter else None
    project = Project.create(file, blank(file.stem), library=library)
    if begun is not None:
        home = project.document.shop.pages[0]
        add_starter(
            project.document, page=home, starter=begun, library=library,
            assets=project.assets, palette="take",
        )  # fmt: skip
    return project


def free(file: Path) -> Path:
    """The file itself, or the first of `name-2`, `name-3`… that is not there."""
    found, number = file, 1
    while found.exists():
        number += 1
        found = file.with_stem(f"{file.stem}-{number}")
    return found


def _packed(folder: Path, *, library: Library, file: Path | None = None) -> Project:
    from designer.storage.unpacked import pack

    target = file or free(projects_folder() / f"{folder.resolve().name}.duplex")
    pack(folder, target, library=library)
    return Project.open(target, library=library)
