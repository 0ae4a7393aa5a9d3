"""One browser and one exported package for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from designer.export.package import export_package
from tests.designer.export.chromium import Chromium
from tests.designer.two_floors import Files, examples, store


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Chromium with a phone's window."""
    with Chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The small shop as a package folder."""
    export_package(store(), Files(), tmp_path / "package", library=examples())
    return tmp_path / "package"
