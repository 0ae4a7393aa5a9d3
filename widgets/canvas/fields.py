"""Which setting stands behind what was double-clicked on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from designer.document.document import Document
from designer.records import Asset

Found = tuple[str, Any]


def setting_at(settings: Mapping[str, Any], *, document: Document, text: str, source: str) -> str:
    """The path of the setting that shows this text or this picture; empty when none does.

    `settings` are complete; `source` is the picture's address in the page.
    """
    if source:
        return next((p for p, v in walk(settings) if _is_picture(v, document, source)), "")
    written = [(p, v) for p, v in walk(settings) if isinstance(v, str) and v.strip()]
    exact = (p for p, v in written if v.strip() == text)
    within = (p for p, v in written if text and len(v) > 1 and v.strip() in text)
    return next(exact, "") or next(within, "")


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
