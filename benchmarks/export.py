"""How long it takes to hand over a campaign: fifteen versions of a home of forty modules.

    python -m benchmarks.export
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import msgspec

from benchmarks.lines import Line, run
from benchmarks.workload import SAMPLE
from designer.document.document import Document
from designer.document.queries import floors_of
from designer.export.package import export_package
from designer.export.verify import verify
from designer.kinds.library import Library
from designer.records import AnyRecord, Floor, Layout, Module, Page, Variant
from designer.storage.unpacked import read_folder

VERSIONS, MODULES, SECOND = 15, 40, 6


def measure() -> list[Line]:
    """Export the package, check it, and export it again to compare the bytes."""
    records, assets = read_folder(SAMPLE)
    document, library = campaign(Document(records)), Library.load()
    with tempfile.TemporaryDirectory() as folder:
        first, again = Path(folder) / "first", Path(folder) / "again"
        start = time.perf_counter()
        manifest = export_package(document, assets, first, library=library)
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        report = verify(first)
        checking = time.perf_counter() - start
        export_package(document, assets, again, library=library)
        same = _bytes(first) == _bytes(again)
    assert report.sound, report.findings
    size = sum(one.size for one in manifest.files.values()) / 2**20
    what = f"export {VERSIONS} versions × {MODULES} modules: HTML and payload"
    told = f"{seconds:.2f} s ({len(manifest.files)} files, {size:.0f} MB)"
    return [
        Line(what, told, "< 10 s", seconds < 10),
        Line("… verify the package", f"{checking:.2f} s"),
        Line("… exported again", "the same bytes" if same else "other bytes", "the same", same),
    ]


def campaign(shop: Document) -> Document:
    """The sample store with a home of so many versions, each of its own modules."""
    home = shop.get(shop.shop.pages[0], Page)
    one, two = (_modules(shop, home.default, level) for level in (1, 2))
    made: list[AnyRecord] = []
    names = []
    for version in range(VERSIONS):
        first = list(_copies(shop, islice(cycle(one), MODULES - SECOND), f"v{version}a"))
        second = list(_copies(shop, islice(cycle(two), SECOND), f"v{version}b"))
        made += [record for copy in (*first, *second) for record in copy]
        names.append(f"lay_v{version}")
        floors = (f"flr_v{version}a", f"flr_v{version}b")
        made.append(Layout(id=names[-1], name=f"第 {version + 1} 版", floors=floors))
        made.append(Floor(id=floors[0], level=1, modules=tuple(copy[0].id for copy in first)))
        made.append(Floor(id=floors[1], level=2, modules=tuple(copy[0].id for copy in second)))
    page = msgspec.structs.replace(
        home, layouts=(*home.layouts, *names), default=names[0], rules=home.rules
    )
    return Document([*(r for r in shop.records.values() if r.id != home.id), page, *made])


def _modules(shop: Document, layout: str, level: int) -> list[Module]:
    found = next(floor for floor in floors_of(shop, layout) if floor.level == level)
    return [shop.get(key, Module) for key in found.modules]


def _copies(
    shop: Document, modules: Iterator[Module], prefix: str
) -> Iterator[tuple[AnyRecord, ...]]:
    """Copies of modules with variants and rules of their own ids, the module first."""
    for number, module in enumerate(modules):
        mark = f"{prefix}_{number}"
        text = msgspec.json.encode(module).decode()
        for key in (module.id, *module.variants, *(rule.id for rule in module.rules)):
            text = text.replace(f'"{key}"', f'"{key}_{mark}"')
        variants = (
            msgspec.structs.replace(shop.get(key, Variant), id=f"{key}_{mark}")
            for key in module.variants
        )
        yield msgspec.json.decode(text.encode(), type=Module), *variants


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*") if file.is_file()
    }  # fmt: skip


if __name__ == "__main__":
    run(measure, title="Hand over a campaign", about=__doc__ or "")
