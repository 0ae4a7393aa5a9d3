"""Which assets are shown and in what order: folder, filter, words and sorting as one question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from designer.document.document import Document
from designer.language import _, mark
from designer.lint.files import is_heavy
from designer.records import Asset

ANYWHERE = "*"
"""The place that is no folder: all of them."""

FILTERS: Mapping[str, tuple[str, str]] = {
    "all": ("layout-grid", mark("All assets")),
    "unused": ("circle", mark("Unused")),
    "heavy": ("scale", mark("Over the limit")),
    "alt": ("type", mark("Without description")),
    "alike": ("copy", mark("Look the same")),
    "picture": ("image", mark("Images")),
    "film": ("video", mark("Videos")),
    "model": ("box", mark("3D models")),
}
"""Each filter with its icon and name."""

SORTS: Mapping[str, str] = {
    "name": mark("Name"), "size": mark("Heaviest first"), "pixels": mark("Most pixels first"),
    "uses": mark("Most used first"), "type": mark("Type"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is asked for; `groups` are the ids of those that look the same."""

    text: str = ""
    folder: str = ANYWHERE
    filter: str = "all"
    sort: str = "name"
    groups: tuple[tuple[str, ...], ...] = field(default=())


def uses(document: Document, asset: Asset) -> int:
    """How many records show the asset."""
    return len(document.users(asset.id))


def passes(document: Document, asset: Asset, key: str) -> bool:
    """Whether an asset passes a filter (`alike` is answered by the groups)."""
    tests: Mapping[str, Callable[[], bool]] = {
        "unused": lambda: not document.users(asset.id),
        "heavy": lambda: is_heavy(asset),
        "alt": lambda: asset.media.startswith("image/") and not asset.alt.strip(),
        "picture": lambda: asset.media.startswith("image/"),
        "film": lambda: asset.media.startswith("video/"),
        "model": lambda: asset.media.startswith("model/"),
    }
    return tests[key]() if key in tests else True


def found(document: Document, query: Query) -> list[Asset]:
    """The assets that answer the question, in order."""
    words = query.text.casefold().split()
    kept = [
        one
        for one in document.all(Asset)
        if is_in(one, query.folder)
        and passes(document, one, query.filter)
        and all(word in told(one) for word in words)
    ]
    if query.filter == "alike":
        place = {key: (n, m) for n, group in enumerate(query.groups) for m, key in enumerate(group)}
        return sorted((one for one in kept if one.id in place), key=lambda one: place[one.id])
    return sorted(kept, key=lambda one: _rank(document, one, query.sort))


def is_in(asset: Asset, folder: str) -> bool:
    """Whether an asset is in a folder or below it; the empty path is the top alone."""
    if folder == ANYWHERE:
        return True
    return asset.folder == folder or (bool(folder) and asset.folder.startswith(f"{folder}/"))


def told(asset: Asset) -> str:
    """The words an asset is found by."""
    return " ".join((asset.name, asset.alt, *asset.tags, asset.folder)).casefold()


def folders(assets: Sequence[Asset], extra: Sequence[str] = ()) -> list[str]:
    """All folders and those above them, in order."""
    every = {""} | set(extra) | {one.folder for one in assets}
    for path in tuple(every):
        parts = path.split("/")
        every |= {"/".join(parts[:n]) for n in range(1, len(parts))}
    return sorted(every - {""}, key=lambda path: path.casefold().split("/"))


def counts(document: Document, groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """How many assets each filter leaves."""
    assets = document.all(Asset)
    made = {key: sum(passes(document, one, key) for one in assets) for key in FILTERS}
    return made | {"alike": sum(len(group) for group in groups)}


def kind_word(asset: Asset) -> str:
    """The format of a file as people say it."""
    words = {"svg+xml": "SVG", "gltf-binary": "GLB", "quicktime": "MOV"}
    ending = asset.media.partition("/")[2]
    return words.get(ending, ending.upper())


def folder_title(folder: str) -> str:
    """What a folder is called in a list."""
    return folder.rpartition("/")[2] if folder else _("Not in a folder")


def _rank(document: Document, asset: Asset, sort: str) -> tuple[object, ...]:
    name = (asset.name.casefold(), asset.id)
    if sort == "size":
        return (-asset.size, *name)
    if sort == "pixels":
        return (-asset.width * asset.height, *name)
    if sort == "uses":
        return (-uses(document, asset), *name)
    return (asset.media, *name) if sort == "type" else name
