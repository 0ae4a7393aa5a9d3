"""A project file of the small shop, open for editing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.storage.project import Project
from tests.designer import small_shop


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project file."""
    path = tmp_path / "茶馆 100%.duplex"
    made = Project.create(
        path, small_shop.records(), library=small_shop.library(), assets=[small_shop.PICTURE]
    )
    made.close()
    return path


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    """The same, open."""
    with Project.open(path, library=small_shop.library()) as project:
        yield project
