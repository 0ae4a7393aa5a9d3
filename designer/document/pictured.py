"""Where a module shows pictures: the settings that hold one, whatever their type, and the value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.kinds.settings.image import Image
from designer.records import Asset, Module

if TYPE_CHECKING:
    from designer.kinds.library import Library


class Picture(NamedTuple):
    """A picture of a module: the path of its setting, such as `slides.2.image`, and its value."""

    path: str
    value: Mapping[str, Any]

    @property
    def asset(self) -> str:
        """The id of the picture it shows; empty while there is none."""
        return str(self.value.get("asset") or "")


def pictures(document: Document, variant: str, *, library: Library) -> tuple[Picture, ...]:
    """The pictures of a variant in the order of its settings, empty ones too."""
    kind = library.get(owner(document, variant, Module).kind)
    if kind is None:
        return ()
    full = kind.complete(effective(document, variant))
    plain = {one.id for one in kind.settings if isinstance(one, Image)}
    return tuple(_walk(full, above="", plain=plain))


def showing(document: Document, found: tuple[Picture, ...], source: str) -> Picture | None:
    """The picture whose file is at an address of the page; with none, the first empty one."""
    for one in found:
        asset = document.find(one.asset)
        if source and isinstance(asset, Asset) and asset.sha256[:16] in source:
            return one
    return None if source else next((one for one in found if not one.asset), None)


def _walk(value: Any, *, above: str, plain: set[str]) -> Iterator[Picture]:
    if isinstance(value, Mapping):
        for name, part in value.items():
            path = f"{above}.{name}" if above else str(name)
            if isinstance(part, Mapping) and _is_picture(part, plain=not above and name in plain):
                yield Picture(path, part)
            else:
                yield from _walk(part, above=path, plain=plain)
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _walk(part, above=f"{above}.{index}", plain=plain)


def _is_picture(value: Mapping[str, Any], *, plain: bool) -> bool:
    return plain or {"asset", "focus"} <= value.keys()
