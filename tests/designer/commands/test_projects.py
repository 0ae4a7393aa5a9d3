"""The commands that make, show, check and hand over projects, as a user types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from designer.commands import rendering
from designer.kinds.library import Library
from designer.storage.project import Project
from tests.designer import small_shop

SAMPLES = Path(__file__).resolve().parents[3] / "projects"


@pytest.fixture
def blank(duplex, tmp_path) -> Path:
    """A new project."""
    assert duplex("new", tmp_path / "tea", "--name", "新店").code == 0
    return tmp_path / "tea.duplex"


# ---- new, pack, unpack


def test_a_new_project_has_a_home_crowds_and_personas(blank):
    with Project.open(blank, library=Library.load()) as project:
        shop = project.document.shop
        assert shop.name == "新店"
        assert len(shop.pages) == 2
        assert len(shop.segments) == len(shop.personas) == 8
        assert shop.theme.colours["primary"]
        from designer.document.invariants import problems

        assert list(problems(project.document, library=Library.load())) == []


def test_a_new_project_is_never_written_over_another(duplex, blank):
    answer = duplex("new", blank)
    assert answer.code == 2
    assert "already is a" in answer.err


@pytest.mark.skipif(not (SAMPLES / "shanlan").is_dir(), reason="the sample is not here")
def test_a_new_project_can_start_from_a_sample(duplex, tmp_path):
    answer = duplex("new", tmp_path / "a.duplex", "--sample", "nowhere")
    assert answer.code == 2
    assert "there are: mujian, shanlan" in answer.err
    assert duplex("new", tmp_path / "a.duplex", "--sample", "shanlan", "--json").json == {
        "file": str(tmp_path / "a.duplex")
    }


def test_unpacking_and_packing_comes_back_the_same(duplex, shop, tmp_path):
    answer = duplex("unpack", shop, tmp_path / "folder", "--json")
    assert answer.json["records"] == len(small_shop.records())
    assert answer.json["assets"] == 1
    assert duplex("pack", tmp_path / "folder", tmp_path / "again.duplex").code == 0
    again = duplex("unpack", tmp_path / "again.duplex", tmp_path / "folder")
    assert "35 records and 1 assets" in again.out


def test_packing_over_a_file_needs_force(duplex, shop, tmp_path):
    duplex("unpack", shop, tmp_path / "folder")
    assert duplex("pack", tmp_path / "folder", shop).code == 2
    assert duplex("pack", tmp_path / "folder", shop, "--force").code == 0
    (tmp_path / "folder" / "project.json").write_text("{}")
    before = shop.read_bytes()
    assert duplex("pack", tmp_path / "folder", shop, "--force").code == 2
    assert shop.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "shop.duplex"]


# ---- render, export, verify


def test_a_page_is_rendered_with_its_files_beside_it(duplex, blank, tmp_path):
    out = tmp_path / "页面.html"
    answer = duplex("render", blank, "--page", "home", "--at", "2026-11-11", "--out", out, "--json")
    assert answer.code == 0
    assert answer.json["decision"]["choices"] == {}
    text = out.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert 'href="%E9%A1%B5%E9%9D%A2_files/page.css"' in text
    files = {path.name for path in (tmp_path / "页面_files").iterdir()}
    assert files >= {"page.css", "runtime.js", "favicon.svg"}


def test_a_picture_is_drawn_by_a_process_of_its_own(duplex, blank, tmp_path, monkeypatch):
    asked: list[list[str]] = []

    def draw(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        assert Path(command[3]).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        Path(command[4]).write_bytes(small_shop.PICTURE)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(rendering.subprocess, "run", draw)
    out = tmp_path / "page.png"
    assert duplex("render", blank, "--out", out).code == 0
    assert asked[0][:3] == [sys.executable, "-m", "widgets.picture"]
    assert out.read_bytes() == small_shop.PICTURE


def test_a_picture_that_fails_gives_the_reason(duplex, blank, tmp_path, monkeypatch):
    def fail(command: list[str], **_more: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "noise\nThere is no display.")

    monkeypatch.setattr(rendering.subprocess, "run", fail)
    answer = duplex("render", blank, "--out", tmp_path / "page.png")
    assert answer.code == 2
    assert answer.err == "The picture could not be made: There is no display.\n"


def test_only_html_and_png_are_rendered(duplex, blank, tmp_path):
    answer = duplex("render", blank, "--out", tmp_path / "page.pdf")
    assert answer.code == 2
    assert "must end in .html or .png" in answer.err


def test_a_package_is_exported_twice_alike_and_verified(duplex, blank, tmp_path):
    first, second = tmp_path / "one.zip", tmp_path / "two.zip"
    told = duplex("export", blank, "--out", first, "--json").json
    assert told["files"] > 5
    assert duplex("export", blank, "--out", second).code == 0
    assert first.read_bytes() == second.read_bytes()
    answer = duplex("verify", first)
    assert answer.code == 0
    assert "The package is sound" in answer.out


def test_a_package_that_was_touched_is_unsound(duplex, blank, tmp_path):
    package = tmp_path / "package"
    duplex("export", blank, "--out", package)
    (package / "page.css").write_text("body{}")
    answer = duplex("verify", package, "--json")
    assert answer.code == 1
    assert any(one["file"] == "page.css" for one in answer.json["findings"])
    assert duplex("verify", tmp_path / "nowhere").code == 1


# ---- lint, kinds, doctor, open


def test_lint_is_1_when_something_is_wrong(duplex, blank, shop):
    clean = duplex("lint", blank)
    assert clean.code in (0, 1)
    found = duplex("lint", shop, "--json")
    assert found.code == (1 if any(one["severity"] == "error" for one in found.json) else 0)
    assert {one["severity"] for one in found.json} <= {"error", "warn", "info"}
    lines = duplex("lint", shop).out.splitlines()
    assert len(lines) == len(found.json)


def test_kinds_are_listed(duplex):
    told = duplex("kinds", "--json").json
    ids = {kind["id"] for kind in told["kinds"]}
    assert {"poster", "carousel", "hot_zones", "vip_reception"} <= ids
    assert len(ids) == 17
    table = duplex("kinds")
    assert all(key in table.out for key in ids)


def test_a_kind_that_cannot_be_used_is_1_with_its_place(duplex, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "kind.json").write_text("{")
    answer = duplex("kinds", tmp_path)
    assert answer.code == 1
    assert "broken/kind.json" in answer.err


def test_doctor_looks_at_the_machine(duplex):
    answer = duplex("doctor", "--json")
    assert {"Python", "Python packages"} <= {one["about"] for one in answer.json}
    broken = any(one["state"] == "broken" for one in answer.json)
    assert answer.code == (1 if broken else 0)
    assert "Python: 3." in duplex("doctor").out


def test_open_starts_the_studio_and_gives_back_its_answer(duplex, shop, monkeypatch):
    asked: list[list[str]] = []

    def start(command: list[str], **_more: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(subprocess, "run", start)
    assert duplex("open", shop).code == 3
    assert asked == [[sys.executable, "-m", "widgets", str(shop)]]
    assert duplex("open", shop.parent / "gone.duplex").code == 2
