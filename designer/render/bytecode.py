"""Keeps compiled templates between starts: compiling sixteen of them takes a fifth of a second."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

_MADE_BY = ("environment.py", "bytecode.py")
"""The files that decide what a template compiles to; another Duplex keeps its own folder."""


class Bytecode(FileSystemBytecodeCache):
    """Jinja's cache in the user's own cache folder; where it cannot be written it stays empty."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one compiled template, if the folder takes it."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True, mode=0o700)
            super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read one compiled template, if it is there and whole."""
        with suppress(OSError):
            super().load_bytecode(bucket)


def kept() -> Bytecode:
    """The cache of this very Duplex, Python and Jinja."""
    import platformdirs

    folder = platformdirs.user_cache_path("duplex", appauthor=False) / "templates" / _maker()
    return Bytecode(str(folder))


def _maker() -> str:
    digest = hashlib.sha256(jinja2.__version__.encode())
    for name in _MADE_BY:
        file = Path(__file__).with_name(name)
        digest.update(file.read_bytes() if file.is_file() else str(file).encode())
    return digest.hexdigest()[:16]
