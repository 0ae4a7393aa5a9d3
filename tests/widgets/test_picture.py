"""The long picture: the whole page, every tile in its place, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.widgets import shops
from widgets.canvas.scheme import Answer, Browser, address
from widgets.picture import Camera, folder_source

ROOT = Path(__file__).resolve().parents[2]
BANDS = ("#104020", "#a03050", "#2050c0", "#c0a010")
STYLE = "<style>html,body{margin:0}div{height:3100px}</style>"
BODY = "".join(f'<div style="background:{one}"></div>' for one in BANDS)
PAGE = f"<!DOCTYPE html><html><head>{STYLE}</head><body>{BODY}</body></html>"


@pytest.fixture
def camera(qtbot, profile, flush):
    browser = Browser(profile)
    browser.serve("picture", lambda path, __: Answer("text/html", PAGE.encode()))
    made = Camera(browser, width=400)
    yield made
    made.close()
    browser.close()
    flush()


def test_every_band_stands_where_it_should(camera):
    picture = camera.take(address("picture"))
    assert (picture.width(), picture.height()) == (400, 12_400)
    for number, colour in enumerate(BANDS):
        for y in (number * 3100 + 1, number * 3100 + 1550, number * 3100 + 3098):
            assert picture.pixelColor(200, y) == QColor(colour)
    corners = {picture.pixelColor(2, y).name() for y in range(0, 12_400, 10)}
    assert corners == set(BANDS)


def test_a_folder_answers_only_for_what_is_inside(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "site" / "run.js").write_text("alert(1)", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("no", encoding="utf-8")
    answer = folder_source(tmp_path / "site")
    assert answer("page.html", "").body == b"<p>"
    assert answer("run.js", "").body == b""
    assert answer("../secret.txt", "") is None
    assert answer("gone.html", "") is None


def run(*arguments):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "widgets.picture", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=120
    )


def test_a_project_becomes_a_picture_twice_as_fine(tmp_path, library):
    shops.project(tmp_path, library=library).close()
    out = tmp_path / "home.png"
    done = run(
        tmp_path / "shop.duplex", "--out", out, "--persona", "林小满", "--at", "2026-11-05T20:00"
    )
    assert done.returncode == 0, done.stderr
    picture = QImage(str(out))
    assert picture.width() == 750
    assert picture.height() > 3000


def test_a_page_beside_its_files_becomes_a_picture(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    done = run(tmp_path / "page.html", tmp_path / "page.png", "--scale", "1")
    assert done.returncode == 0, done.stderr
    assert QImage(str(tmp_path / "page.png")).height() == 12_400


def test_an_unknown_persona_is_said_in_one_sentence(tmp_path, library):
    shops.project(tmp_path, library=library).close()
    done = run(tmp_path / "shop.duplex", tmp_path / "x.png", "--persona", "nobody")
    assert done.returncode == 1
    assert "nobody" in done.stderr.strip().splitlines()[-1]
    assert "Traceback" not in done.stderr
