"""The library reads every sound kind and names what is wrong with the others."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designer.kinds.library import BUILT_IN, MAX_BYTES, Library
from tests.designer.two_floors import EXAMPLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "kinds")
    return tmp_path / "kinds"


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "banner" / "kind.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    edit(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def only_problem(folder: Path) -> str:
    library = Library.load([folder])
    assert list(library.kinds) == ["shelf"], "the other kind is still there"
    assert len(library.problems) == 1, library.problems
    return str(library.problems[0])


def test_all_built_in_kinds_are_sound() -> None:
    library = Library.load([BUILT_IN])
    assert library.problems == ()
    assert Library.load().kinds == library.kinds
    assert {folder.parent.name for folder in BUILT_IN.glob("*/kind.json")} == set(library.kinds)


def test_kinds_come_with_their_files(folder: Path) -> None:
    library = Library.load([folder])
    assert list(library.kinds) == ["banner", "shelf"]
    assert library.get("shelf") is library.kinds["shelf"]
    assert library.get("vendor-thing") is None
    assert "picture(item.image)" in library.source("shelf").template
    assert library.source("shelf").icon is None


def test_a_kind_without_a_stylesheet_or_with_an_icon_is_fine(folder: Path) -> None:
    (folder / "shelf" / "style.css").unlink()
    (folder / "shelf" / "icon.svg").write_text("<svg/>")
    library = Library.load([folder])
    assert library.problems == ()
    assert library.source("shelf").style == ""
    assert library.source("shelf").icon == folder / "shelf" / "icon.svg"


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            lambda m: m.update(id="other"),
            "banner/kind.json (id): “other” is not the folder's name. call it “banner”",
        ),
        (lambda m: m["settings"].append(m["settings"][0]), "two settings are called “title”"),
        (lambda m: m["settings"][0].update(id="u"), "“u” has a meaning of its own"),
        (
            lambda m: m["settings"][6].update(default=9000),
            "settings.height.default): height: 9000 is more than 1200",
        ),
        (lambda m: m["settings"][5].update(default="end"), "“end” is not one of start, center"),
        (
            lambda m: m["settings"][6]["visible_if"].update(setting="gone"),
            "visible_if): there is no setting “gone” beside it",
        ),
        (lambda m: m["settings"][10].update(block="card"), "there is no block “card”"),
        (
            lambda m: m["blocks"].update(spare=m["blocks"]["slide"]),
            "blocks.spare): no setting uses this block",
        ),
        (
            lambda m: m["blocks"]["slide"].update(title="gone"),
            "blocks.slide.title): there is no setting “gone”",
        ),
        (
            lambda m: m["blocks"]["slide"]["settings"].append(dict(m["settings"][10], id="more")),
            "parts cannot hold parts",
        ),
        (
            lambda m: m["settings"].append(dict(m["settings"][9], id="map2")),
            "share their zones' class names",
        ),
        (
            lambda m: m["presets"][0]["settings"].update(titel=1),
            "presets.0.settings.titel): there is no setting “titel”",
        ),
        (
            lambda m: m["presets"][0]["settings"].update(ground="red"),
            "presets.0.settings): ground: “red” is neither",
        ),
        (
            lambda m: m["lint"][0].update(id="poster.title"),
            "lint.0.id): “poster.title” does not name its kind",
        ),
        (
            lambda m: m["lint"][0]["when"].update(setting="gone"),
            "lint.0.when): there is no setting “gone”",
        ),
        (lambda m: m["settings"][0].pop("label"), "settings.0): add the field “label”"),
    ],
)
def test_a_manifest_that_disagrees_with_itself_is_told(
    folder: Path, edit: Callable[[dict[str, Any]], object], says: str
) -> None:
    change(folder, edit)
    problems = " | ".join(map(str, Library.load([folder]).problems))
    assert says in problems
    assert "banner" not in Library.load([folder]).kinds
    assert "shelf" in Library.load([folder]).kinds


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("kind.json", b"{", "banner/kind.json: Input data was truncated"),
        ("kind.json", b"[]", "banner/kind.json: needs an object"),
        ("kind.json", b"\xff\xfe", "banner/kind.json:"),
        ("template.html", b"<script>", "template.html (line 1): <script> is not"),
        ("template.html", b"\xff", "banner/"),
        ("style.css", b"body{color:red}", "style.css (line 1): the selector “body”"),
        (
            "template.html",
            b" " * (MAX_BYTES + 1),
            "template.html: the file cannot be read: it is larger than 256 kB",
        ),
    ],
)
def test_a_broken_file_is_told_and_the_rest_loads(
    folder: Path, file: str, text: bytes, says: str
) -> None:
    (folder / "banner" / file).write_bytes(text)
    assert says in only_problem(folder)


def test_a_missing_template_is_told(folder: Path) -> None:
    (folder / "banner" / "template.html").unlink()
    assert "banner/template.html: the file cannot be read: No such file" in only_problem(folder)


def test_of_two_kinds_with_one_name_the_first_stays(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "vendor")
    library = Library.load([folder, tmp_path / "vendor"])
    assert library.source("banner").folder == folder / "banner"
    assert {problem.message for problem in library.problems} == {
        "another kind is called “banner” too",
        "another kind is called “shelf” too",
    }


def test_a_folder_that_is_not_there_holds_no_kinds(tmp_path: Path) -> None:
    assert Library.load([tmp_path / "none"]).kinds == {}
