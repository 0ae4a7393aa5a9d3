"""The files behind shown pages: HTML and CSS as rendered, scripts, pictures of the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from designer.records import Asset
from widgets.canvas.scheme import Answer

if TYPE_CHECKING:
    from designer.document.document import Document
    from designer.render.page import RenderedPage

ROOT: Final = Path(__file__).resolve().parents[2] / "assets"
_MEDIA: Final = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


class Vault(Protocol):
    """Where the bytes of pictures are, by SHA-256."""

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError."""

    def has(self, sha256: str) -> bool:
        """Whether they are there."""


class Site:
    """Answers requests for rendered pages and everything they name; nothing else.

    While a page is edited its own scripts keep still (`scripts=False`), so that what stands on the
    canvas is what was rendered, and nothing moves under the hand.
    """

    def __init__(self, document: Document, assets: Vault, *, scripts: bool) -> None:
        self._document = document
        self._assets = assets
        self._scripts = scripts
        self._pages: dict[str, RenderedPage] = {}
        self._shown = 0
        self._index: dict[str, Asset] = {}

    def show(self, rendered: RenderedPage, *, key: str = "") -> None:
        """Answer with this page from now on; `key` tells several pages of one site apart."""
        self._pages[key] = rendered
        self._shown += 1

    def __call__(self, path: str, query: str) -> Answer | None:
        if path.startswith("assets/"):
            return self._asset(path)
        if path.endswith(".js"):
            return _script(path) if self._scripts else Answer(_MEDIA[".js"], b"")
        rendered = self._pages.get(_key(query))
        if rendered is None:
            return None
        if path == "page.css":
            return Answer("text/css", rendered.css.encode())
        return Answer("text/html", self._fresh(rendered)) if path == "index.html" else None

    def _fresh(self, rendered: RenderedPage) -> bytes:
        """The page with an address of its own for its rules, which a browser keeps by address."""
        named = f'href="page.css?shown={self._shown}"'
        return rendered.html.replace('href="page.css"', named, 1).encode()

    def _asset(self, path: str) -> Answer | None:
        prefix = path.removeprefix("assets/").partition(".")[0]
        if prefix not in self._index:
            self._index = {one.sha256[:16]: one for one in self._document.all(Asset)}
        record = self._index.get(prefix)
        if record is None or not self._assets.has(record.sha256):
            return None
        return Answer(record.media, self._assets.get(record.sha256))


def _key(query: str) -> str:
    pairs = (part.partition("=") for part in query.split("&"))
    return next((value for name, __, value in pairs if name == "key"), "")


def _script(path: str) -> Answer | None:
    for folder in (ROOT / "pages", ROOT / "vendor"):
        file = (folder / path).resolve()
        if file.is_relative_to(folder) and file.is_file():
            return Answer(_MEDIA[".js"], file.read_bytes())
    return None
