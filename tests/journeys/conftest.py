"""A person with the small shop or the tea brand's flagship store in front of them."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QWidget

from designer.kinds.library import Library
from designer.storage.unpacked import pack
from tests.journeys.person import Person
from tests.widgets import shops

WINDOWS = (QMainWindow, QDialog, QMenu)


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def small_shop(tmp_path_factory, library) -> Path:
    """The small two-floor shop as a closed file."""
    project = shops.project(tmp_path_factory.mktemp("small"), library=library)
    project.close()
    return Path(project.path)


@pytest.fixture(scope="session")
def flagship(tmp_path_factory, library, sample_dir) -> Path:
    """The tea brand's store, packed into one file."""
    file = tmp_path_factory.mktemp("flagship") / "shanlan.duplex"
    pack(sample_dir, file, library=library)
    return file


@pytest.fixture
def visit(qtbot, tmp_path, library, flush) -> Iterator[Callable[..., Person]]:
    """Open a copy of a file; whatever is open in the end is closed."""
    people: list[Person] = []

    def opened(file: Path, **focus: object) -> Person:
        own = tmp_path / file.name
        if not own.exists():
            shutil.copy(file, own)
        person = Person(own, library=library, qtbot=qtbot, flush=flush)
        people.append(person)
        return person.open(**focus)

    yield opened
    for person in people:
        person.leave()
    assert sorted(path.name for path in tmp_path.glob("*.duplex*")) == sorted(
        {person.file.name for person in people}
    )


@pytest.fixture(autouse=True)
def _no_stray_window(monkeypatch) -> Iterator[None]:
    """Fail a journey in which a part of the window stood on the desktop by itself for a moment.

    A widget that is shown before it has a parent is a window of its own: it flashes, and it takes
    the keyboard away from the window that the user works in.
    """
    strays: list[str] = []

    def watched(name: str) -> None:
        real = getattr(QWidget, name)

        def shown(self: QWidget, *visible: bool) -> None:
            if all(visible) and self.parent() is None and not isinstance(self, WINDOWS):
                place = traceback.extract_stack(limit=2)[0]
                strays.append(f"{type(self).__name__} at {place.filename}:{place.lineno}")
            real(self, *visible)

        monkeypatch.setattr(QWidget, name, shown)

    watched("show")
    watched("setVisible")
    yield
    assert not strays, "\n".join(sorted(set(strays)))
