"""Export a project as a package: static pages that decide for each visitor by themselves and ask
for nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import msgspec

from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.errors import DesignerError
from designer.export import files, pages
from designer.export.growthbook import payload
from designer.export.manifest import (
    FORMAT,
    GENERATOR,
    ExperimentEntry,
    FileEntry,
    Manifest,
    PageEntry,
    PlainEntry,
    SlotEntry,
    encode,
)
from designer.export.plain import arm_pages, persona_pages
from designer.kinds.library import Library
from designer.language import _
from designer.records import Asset, Campaign, Experiment, Page, Persona
from designer.render.files import asset_file, page_file
from designer.render.module import Renderer
from designer.render.style import PAGES

VENDOR = PAGES.parent / "vendor"
Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done; may raise CancelledError."""


class Vault(Protocol):
    """Where the bytes of assets are kept."""

    def get(self, sha256: str) -> bytes:
        """The bytes; raises DesignerError when they are missing or damaged."""


def export_package(
    document: Document,
    vault: Vault,
    target: Path,
    *,
    library: Library,
    at: datetime | None = None,
    progress: Progress = lambda _done, _all, _what: None,
) -> Manifest:
    """Write the package to a folder, or to a `.zip`; `at` is the instant its plain pages show."""
    files.refuse_foreign(target)
    content, manifest = build(document, vault, library=library, at=at, progress=progress)
    files.write(content, target)
    return manifest


def build(
    document: Document,
    vault: Vault,
    *,
    library: Library,
    at: datetime | None = None,
    progress: Progress = lambda _done, _all, _what: None,
) -> tuple[dict[str, bytes], Manifest]:
    """All files of the package by name, and its manifest."""
    instant = standard_instant(document) if at is None else at
    assets, missing = _assets(document, vault)
    sound = _without(document, missing)
    book = Rulebook.of(sound)
    content: dict[str, bytes] = {}
    css: dict[str, str] = {}
    steps = _steps(sound, book, renderer=Renderer(library), at=instant)
    for done, (what, work) in enumerate(steps):
        progress(done, len(steps), what)
        made = work()
        content |= {name: text.encode() for name, text in made.html.items()}
        css |= made.css
    content["page.css"] = pages.stylesheet(sound, css, library=library).encode()
    content |= _shared(sound) | {name: assets[name] for name in _used(content, assets)}
    manifest = _manifest(sound, at=instant, missing=missing, content=content)
    content[files.MANIFEST] = encode(manifest)
    progress(len(steps), len(steps), _("Writing the package"))
    return dict(sorted(content.items())), manifest


def standard_instant(document: Document) -> datetime:
    """The instant of the plain pages when none is asked for: the first campaign phase's start, else
    the year 2000."""
    starts = [phase.start for campaign in document.all(Campaign) for phase in campaign.phases]
    return min(starts, default=datetime(2000, 1, 1, tzinfo=UTC)).astimezone(UTC)


# ---- inside -------------------------------------------------------------------------------------


def _steps(
    document: Document, book: Rulebook, *, renderer: Renderer, at: datetime
) -> list[tuple[str, Callable[[], pages.Made]]]:
    """What each step is called, and the work itself."""
    seeing = partial(persona_pages, document, book=book, at=at, renderer=renderer)
    return [
        *(
            (p.name, partial(pages.deciding, document, p, renderer=renderer))
            for p in document.all(Page)
        ),
        *((p.name, partial(seeing, p)) for p in document.all(Persona)),
        *(
            (e.name, partial(arm_pages, document, e, renderer=renderer))
            for e in document.all(Experiment)
        ),
    ]


def _assets(document: Document, vault: Vault) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The bytes of every asset by file name, and the ids of assets whose bytes are lost."""
    found: dict[str, bytes] = {}
    missing: list[str] = []
    for asset in document.all(Asset):
        try:
            data = vault.get(asset.sha256)
        except DesignerError:
            data = b""
        if data and hashlib.sha256(data).hexdigest() == asset.sha256:
            found[asset_file(asset)] = data
        else:
            missing.append(asset.id)
    return found, tuple(missing)


def _without(document: Document, missing: Iterable[str]) -> Document:
    """The document without the lost assets, so that pages show a placeholder instead of a dead
    address."""
    gone = frozenset(missing)
    return (
        Document(record for key, record in document.records.items() if key not in gone)
        if gone
        else document
    )


def _used(content: Mapping[str, bytes], assets: Mapping[str, bytes]) -> Iterator[str]:
    pages_only = b"".join(
        data for name, data in content.items() if name.endswith((".html", ".css"))
    )
    return (name for name in assets if name.encode() in pages_only)


def _shared(document: Document) -> dict[str, bytes]:
    rules = payload(document)
    return {
        "favicon.svg": pages.favicon(document.shop).encode(),
        "runtime.js": (PAGES / "runtime.js").read_bytes(),
        "personalise.js": (PAGES / "personalise.js").read_bytes(),
        "growthbook.js": (VENDOR / "growthbook" / "index.min.js").read_bytes(),
        "licences/growthbook.txt": (VENDOR / "growthbook" / "LICENSE").read_bytes(),
        "payload.json": _json(rules),
        "payload.js": b"window.duplexPackage="
        + _json(_package(document, rules)).rstrip(b"\n")
        + b";\n",
    }


def _package(document: Document, rules: Mapping[str, Any]) -> dict[str, Any]:
    """What the deciding script reads: the payload, and the names it needs to understand a query."""
    return {
        "payload": rules,
        "attributes": {attribute.key: attribute.type for attribute in document.shop.attributes},
        "slots": [slot.id for slot in _slots(document)],
        "personas": [
            {"id": p.id, "name": p.name, "consumer": p.consumer, "attributes": p.attributes}
            for p in document.all(Persona)
        ],
        "experiments": [
            {"id": e.id, "key": e.key, "arms": [{"id": arm.id, "name": arm.name} for arm in e.arms]}
            for e in document.all(Experiment)
        ],
    }


def _json(value: Any) -> bytes:
    """JSON that is safe inside a script too, the same bytes for the same value."""
    text = msgspec.json.encode(value, order="deterministic").decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode() + b"\n"


def _slots(document: Document) -> Iterator[SlotEntry]:
    for page in document.all(Page):
        yield SlotEntry(id=page.id, name=page.name, type="page", page=page.id, choices=page.layouts)
        for module in pages.modules_of(document, page):
            yield SlotEntry(
                id=module.id, name=module.name, type="module", page=page.id, choices=module.variants
            )


def _manifest(
    document: Document, *, at: datetime, missing: tuple[str, ...], content: Mapping[str, bytes]
) -> Manifest:
    return Manifest(
        format=FORMAT,
        generator=GENERATOR,
        shop=document.shop.name,
        at=at,
        missing=missing,
        pages=tuple(
            PageEntry(id=p.id, name=p.name, file=page_file(p, document), layouts=p.layouts)
            for p in document.all(Page)
        ),
        slots=tuple(_slots(document)),
        personas=tuple(
            PlainEntry(id=p.id, name=p.name, file=pages.persona_file(p))
            for p in document.all(Persona)
        ),
        experiments=tuple(
            ExperimentEntry(
                id=e.id,
                key=e.key,
                name=e.name,
                arms=tuple(
                    PlainEntry(id=arm.id, name=arm.name, file=pages.arm_file(e, arm))
                    for arm in e.arms
                ),
            )
            for e in document.all(Experiment)
        ),
        files={
            name: FileEntry(sha256=hashlib.sha256(data).hexdigest(), size=len(data))
            for name, data in sorted(content.items())
        },
    )
