"""Commands run as a user types them: arguments in, exit code, answer and complaint out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from designer.cli import main
from designer.storage.creating import write_new
from tests.designer import small_shop


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.out)


Duplex = Callable[..., Answer]


@pytest.fixture
def duplex(capsys: pytest.CaptureFixture[str]) -> Duplex:
    """Run `duplex` with these arguments."""

    def run(*arguments: object) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return run


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The small shop as a file."""
    path = tmp_path / "shop.duplex"
    write_new(path, small_shop.records(), assets=[small_shop.PICTURE])
    return path
