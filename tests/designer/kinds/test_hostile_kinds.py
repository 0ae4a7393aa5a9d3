"""A kind that was written to break things is named, and the others load."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from designer.kinds.library import Library
from tests.designer.two_floors import EXAMPLES

DEEP = 3_000
BODIES = {
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "deep conditions": (
        b'{"schema":1,"id":"evil","version":1,"name":{"zh":"a","en":"a"},"group":"frame",'
        b'"settings":[{"id":"a","type":"toggle","label":{"zh":"a","en":"a"},"visible_if":'
        + b'{"not":' * DEEP + b'{"setting":"a","is":true}' + b"}" * DEEP + b"}]}"
    ),
    "half a character": b'{"id": "\\ud800"}',
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
    "only a number": b"1e999",
    "a long number": b'{"schema": ' + b"9" * 5000 + b"}",
    "not an object": b'"kind"',
    "two objects": b"{} {}",
    "NaN": b'{"schema": NaN}',
}  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_hostile_manifest_stops_no_other(tmp_path: Path, body: bytes) -> None:
    folder = tmp_path / "kinds"
    shutil.copytree(EXAMPLES, folder)
    (folder / "evil").mkdir()
    (folder / "evil" / "kind.json").write_bytes(body)
    (folder / "evil" / "template.html").write_text("<p></p>")
    library = Library.load([folder])
    assert set(library.kinds) == {"banner", "shelf"}
    assert [(p.kind, p.file) for p in library.problems][:1] == [("evil", "kind.json")]
    for problem in library.problems:
        assert "\n" not in str(problem)
        assert len(str(problem)) < 400


@pytest.mark.parametrize("depth", [100, 300, 450, 600, 950])
def test_conditions_within_conditions_are_used_or_named(tmp_path: Path, depth: int) -> None:
    folder = tmp_path / "kinds"
    shutil.copytree(EXAMPLES, folder)
    path = folder / "shelf" / "kind.json"
    deep = '{"not":' * depth + '{"setting":"gap","is":16}' + "}" * depth
    rule = '{"id":"shelf.deep","message":{"zh":"深","en":"deep"},"when":' + deep + "}"
    text = path.read_text(encoding="utf-8").rstrip().removesuffix("}")
    path.write_text(f'{text}, "lint": [{rule}]}}', encoding="utf-8")
    library = Library.load([folder])
    shelf = library.get("shelf")
    if shelf is None:
        (problem,) = library.problems
        assert problem.kind == "shelf"
        return
    assert shelf.lint[0].when.holds({"gap": 16}) == (depth % 2 == 0)


@pytest.mark.parametrize("file", ["template.html", "style.css"])
def test_a_file_that_is_no_text_is_named(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "kinds"
    shutil.copytree(EXAMPLES, folder)
    (folder / "shelf" / file).write_bytes(b"\xff\xfe\xfd")
    library = Library.load([folder])
    assert set(library.kinds) == {"banner"}
    (problem,) = library.problems
    assert problem.kind == "shelf"
