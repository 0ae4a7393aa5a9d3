"""At every type scale the words of a page stay within their modules, on small and large phones."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from designer.actions.shop import set_theme
from designer.kinds.library import Library
from designer.records import Decision, Page
from designer.render.page import render_page
from designer.render.style import SCALES
from designer.storage.project import Project
from designer.storage.unpacked import pack
from tests.designer.export.chromium import Chromium, needs_chromium

pytestmark = needs_chromium
SAMPLE = Path(__file__).resolve().parents[3] / "projects" / "mujian"

OUTSIDE = """(() => {
  const found = [];
  for (const module of document.querySelectorAll('.module')) {
    const room = module.getBoundingClientRect();
    for (const one of module.querySelectorAll('*')) {
      const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      const place = one.getBoundingClientRect();
      if (!own || !place.width || one.closest('.spoken, [data-track]')) continue;
      if (getComputedStyle(one).visibility === 'hidden') continue;
      const across = place.right > room.right + 1.5 || place.left < room.left - 1.5;
      if (across || place.bottom > room.bottom + 1.5)
        found.push(`${module.dataset.kind} ${one.className}`);
    }
  }
  return JSON.stringify(found);
})()"""
SIZE = "parseFloat(getComputedStyle(document.querySelector('.k-title')).fontSize)"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("scales")
    library = Library.load()
    pack(SAMPLE, folder / "shop.duplex", library=library)
    project = Project.open(folder / "shop.duplex", library=library)
    yield project, folder, library
    project.close()


def write(project: Project, folder: Path, library: Library, *, scale: float) -> Path:
    document = project.document
    theme = msgspec.structs.replace(document.shop.theme, scale=scale)
    set_theme(document, theme=theme)
    page = document.get(document.shop.pages[0], Page)
    made = render_page(
        document, Decision(page=page.id, layout=page.default, choices={}), library=library
    )
    file = folder / f"{scale}.html"
    file.write_text(f"<!doctype html><style>{made.css}</style>{made.body}", encoding="utf-8")
    return file


def test_words_stay_inside_at_every_scale_and_width(sample, browser: Chromium) -> None:
    project, folder, library = sample
    sizes = {}
    for scale in (1.0, *SCALES):
        shown = browser.page(write(project, folder, library, scale=scale).as_uri())
        for width in (360, 430):
            shown.call(
                "Emulation.setDeviceMetricsOverride", width=width, height=800,
                deviceScaleFactor=1, mobile=False,
            )  # fmt: skip
            assert json.loads(shown.evaluate(OUTSIDE)) == [], (scale, width)
            sizes[scale, width] = shown.evaluate(SIZE)
    for scale in SCALES:
        for width in (360, 430):
            assert sizes[scale, width] == pytest.approx(sizes[1.0, width] * scale, rel=0.02)
