"""The sample shops, exported: every persona sees in a browser what its plain page shows."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.export.manifest import Manifest
from designer.export.package import export_package
from designer.export.verify import verify
from designer.kinds.library import Library
from designer.records import Consumer, Persona
from designer.storage.unpacked import read_folder
from tests.designer.export.chromium import Chromium, needs_chromium

PROJECTS = Path(__file__).resolve().parents[3] / "projects"
MAIN = "document.querySelector('.floors').innerHTML"
SHOWN = (
    "Object.fromEntries(Array.from(document.querySelectorAll('.floors [data-module]'),"
    " (one) => [one.id, one.hidden ? 'hidden' : one.dataset.variant]))"
)
Exported = tuple[Document, Path, Manifest]


@pytest.fixture(scope="module", params=["shanlan", "mujian"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A sample shop and its package."""
    records, assets = read_folder(PROJECTS / request.param)
    document = Document(records)
    target = tmp_path_factory.mktemp(request.param) / "package"
    return document, target, export_package(document, assets, target, library=Library.load())


def test_the_package_is_sound_and_lacks_nothing(exported: Exported) -> None:
    _, target, manifest = exported
    assert manifest.missing == ()
    assert verify(target).findings == ()


def test_no_module_is_a_placeholder(exported: Exported) -> None:
    _, target, _ = exported
    for page in target.rglob("*.html"):
        assert 'class="broken"' not in page.read_text(encoding="utf-8"), page.name


@needs_chromium
def test_every_persona_sees_what_was_decided(browser: Chromium, exported: Exported) -> None:
    document, target, manifest = exported
    book = Rulebook.of(document)
    page = next(page for page in manifest.pages if page.file == "index.html")
    for entry in manifest.personas:
        persona = document.get(entry.id, Persona)
        query = urlencode({"persona": persona.name, "now": manifest.at.isoformat()})
        tab = browser.page(f"{(target / 'index.html').as_uri()}?{query}")
        consumer = Consumer(id=persona.consumer, attributes=persona.attributes)
        decision = decide_page(page.id, consumer, manifest.at, book=book)
        assert tab.evaluate(SHOWN) == dict(decision.choices), persona.name
        plain = browser.page((target / entry.file).as_uri())
        assert plain.evaluate(MAIN).replace("../", "") == tab.evaluate(MAIN), persona.name
        assert plain.complaints() == tab.complaints() == []
