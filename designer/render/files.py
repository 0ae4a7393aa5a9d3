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
    named = page.type if page.type != "home" and len(same) == 1 else f"{page.type}-{page.id}"
    return f"{named.replace('page_', '')}.html"
