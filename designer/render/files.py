"""What files are called in a package: assets by their content, pages by their purpose."""

from __future__ import annotations

from designer.document.document import Document
from designer.records import Asset, Page

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
    "image/svg+xml": "svg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "model/gltf-binary": "glb",
}


def asset_file(asset: Asset) -> str:
    """`assets/<first 16 digits of its SHA-256>.<ending>`."""
    return f"assets/{asset.sha256[:16]}.{_ENDINGS.get(asset.media, 'bin')}"


def page_file(page: Page, document: Document) -> str:
    """`index.html` for the first home page, the page's type where that is unique, else both."""
    same = [p.id for p in document.all(Page) if p.type == page.type]
    order = document.shop.pages
    first = min(same, key=lambda key: (order.index(key) if key in order else len(order), key))
    if page.type == "home" and page.id == first:
        return "index.html"
    if page.type != "home" and len(same) == 1:
        return f"{page.type}.html"
    return f"{page.type}-{slug(page.id.removeprefix('page_'))}.html"


def slug(key: str) -> str:
    """An id as a file name that every host takes."""
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "_-") else f"~{ord(c):x}" for c in key)
        or "~"
    )
