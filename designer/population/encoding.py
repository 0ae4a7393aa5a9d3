"""Text files as they come from outside: UTF-8 or GBK, marked or not, plain or gzipped, as UTF-8."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from designer.errors import InvalidError, UnreadableError
from designer.language import _

LARGEST = 4 * 2**30
"""Bytes of text read at most, unpacked: more does not fit a designer's machine anyway."""

_CHUNK = 1 << 22
_HEAD = 1 << 18
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CODECS = {"UTF-8": "utf-8-sig", "GBK": "gb18030", "UTF-16": "utf-16"}


class Text(NamedTuple):
    """A file that holds UTF-8, the encoding it came in, its delimiter and its column names."""

    path: Path
    encoding: str
    delimiter: str
    columns: tuple[str, ...]


@contextmanager
def opened(path: Path) -> Iterator[Text]:
    """The file as UTF-8, converted beside the system's temporary files where that is needed."""
    try:
        encoding = _encoding(path)
        if encoding == "UTF-8" and path.suffix != ".gz":
            yield _described(path, path=path, encoding=encoding)
            return
        with tempfile.TemporaryDirectory(prefix="duplex-") as folder:
            converted = Path(folder) / "table.csv"
            _convert(path, converted, encoding=encoding)
            yield _described(converted, path=path, encoding=encoding)
    except (OSError, EOFError) as failure:
        raise UnreadableError(_("“{file}” cannot be read.", file=path.name)) from failure


@contextmanager
def _raw(path: Path) -> Iterator[IO[bytes]]:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        yield stream  # type: ignore[misc]


def _chunks(stream: IO[bytes], *, path: Path) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        if total > LARGEST:
            most = LARGEST // 2**30
            text = _("“{file}” holds more than {most} GB of text; split it.")
            raise UnreadableError(text.format(file=path.name, most=most))
        if b"\0" in chunk[:_HEAD] and chunk[:2] not in _MARKS and total == len(chunk):
            raise UnreadableError(_("“{file}” is not a text file.", file=path.name))
        yield chunk


def _encoding(path: Path) -> str:
    """The first of UTF-16 (marked), UTF-8 and GBK that the whole file is written in."""
    with _raw(path) as stream:
        if stream.read(2) in _MARKS:
            return "UTF-16"
    for name in ("UTF-8", "GBK"):
        with _raw(path) as stream:
            try:
                for __ in _decoded(stream, path=path, encoding=name):
                    pass
            except UnicodeDecodeError:
                continue
            return name
    raise UnreadableError(_("“{file}” is neither UTF-8 nor GBK text.", file=path.name))


def _decoded(stream: IO[bytes], *, path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(_CODECS[encoding])()
    for chunk in _chunks(stream, path=path):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _convert(path: Path, converted: Path, *, encoding: str) -> None:
    with _raw(path) as stream, converted.open("w", encoding="utf-8", newline="") as out:
        try:
            out.writelines(_decoded(stream, path=path, encoding=encoding))
        except UnicodeDecodeError as failure:
            text = _("“{file}” is neither UTF-8 nor GBK text.", file=path.name)
            raise UnreadableError(text) from failure


def _described(readable: Path, *, path: Path, encoding: str) -> Text:
    with readable.open(encoding="utf-8-sig") as stream:  # \r, \n and both end a line
        head = stream.read(_HEAD)
    first = head.partition("\n")[0]
    if not first.strip():
        raise InvalidError(_("“{file}” is empty.", file=path.name))
    delimiter = max(",\t;|", key=first.count)
    try:
        columns = next(csv.reader(io.StringIO(head), delimiter=delimiter))
    except csv.Error as failure:
        text = _("The first line of “{file}” cannot be read as a table's header.", file=path.name)
        raise InvalidError(text) from failure
    return Text(readable, encoding, delimiter, tuple(name.strip() for name in columns))
