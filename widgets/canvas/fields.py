"""Which setting shows the picture that was double-clicked on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from designer.document.document import Document
from designer.records import Asset

Found = tuple[str, Any]


def picture_at(settings: Mapping[str, Any], *, document: Document, source: str) -> str:
    """The path of the setting that shows this picture; empty when none does.

    `settings` are complete; `source` is the picture's address in the page.
    """
    return next((p for p, v in walk(settings) if _is_picture(v, document, source)), "")


def walk(settings: Mapping[str, Any], *, above: str = "") -> Iterator[Found]:
    """Every setting with its path, parts of lists by their number: `slides.2.title`."""
    for name, value in settings.items():
        path = f"{above}{name}"
        yield path, value
        if isinstance(value, list | tuple):
            for index, part in enumerate(value):
                if isinstance(part, Mapping):
                    yield from walk(part, above=f"{path}.{index}.")


def _is_picture(value: object, document: Document, source: str) -> bool:
    if not isinstance(value, Mapping):
        return False
    asset = document.find(value.get("asset") or value.get("poster"))
    return isinstance(asset, Asset) and asset.sha256[:16] in source
