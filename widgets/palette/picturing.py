"""`python -m widgets.palette.picturing [KIND…]`: picture the presets of kinds for the palette.

To be run when a preset is new or looks another way; without a name every kind is pictured.
"""

from __future__ import annotations

import argparse
import os
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from designer.errors import NotFoundError
from designer.records import Coupon, Decision, Floor, Layout, Module, Shop
from widgets.palette.tiles import preset_picture

if TYPE_CHECKING:
    from designer.document.document import Document
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind
    from widgets.picture import Camera

SIZE: Final = QSize(256, 192)
STARTER: Final = "tea_daily"
"""Whose palette, products and coupons the presets are shown with."""

_PLACE: Final = """(() => {
  const box = document.getElementById('%s').getBoundingClientRect();
  return JSON.stringify([box.left + scrollX, box.top + scrollY, box.width, box.height]);
})()"""


class Shelf(dict[str, bytes]):
    """Pictures in memory, by SHA-256."""

    def add(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256."""
        name = sha256(data).hexdigest()
        self[name] = data
        return name

    def get(self, sha256: str) -> bytes:  # type: ignore[override]
        """The bytes; raises NotFoundError."""
        if sha256 not in self:
            raise NotFoundError(sha256)
        return self[sha256]

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        return sha256 in self


class Scene:
    """A shop of the starter, with one module of a kind on a layout of its own."""

    def __init__(self, kind: Kind, number: int, *, library: Library) -> None:
        from designer.actions.modules import add_module
        from designer.actions.pages import add_layout
        from designer.actions.starters import add_starter
        from designer.document.document import Document
        from designer.starters import starter
        from designer.starting import blank

        self.assets = Shelf()
        self.document: Document = Document(blank("青禾"))
        self.page = self.document.get("shop", Shop).pages[0]
        add_starter(self.document, page=self.page, starter=starter(STARTER), library=library,
                    assets=self.assets, palette="take")  # fmt: skip
        self.layout = add_layout(self.document, page=self.page)
        floors = self.document.get(self.layout, Layout).floors
        level = kind.floors[0]
        floor = next(k for k in floors if self.document.get(k, Floor).level == level)
        self.module = add_module(
            self.document, kind=kind.id, floor=floor, index=0, library=library, preset=number
        )
        self._fill(library)

    def decision(self) -> Decision:
        """The module as everybody sees it."""
        found = self.document.get(self.module, Module)
        return Decision(page=self.page, layout=self.layout, choices={found.id: found.default})

    def _fill(self, library: Library) -> None:
        """Coupons are chosen by hand, so the shop's own are put in."""
        from designer.actions.variants import set_setting

        module = self.document.get(self.module, Module)
        if module.kind == "coupons":
            coupons = sorted(self.document.all(Coupon), key=lambda one: one.amount)
            set_setting(self.document, variant=module.default, setting="coupons",
                        value=[one.id for one in coupons], library=library)  # fmt: skip


def cut(whole: QImage, place: QRect, *, tall: bool) -> QImage:
    """A module as a tile: as wide as the tile and cut at its foot, a tall one small and whole."""
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = whole.copy(place)
    shown.setDevicePixelRatio(1)
    fitted = (
        shown.scaledToHeight(SIZE.height(), smooth)
        if tall
        else shown.scaledToWidth(SIZE.width(), smooth)
    )
    tile = QImage(SIZE, QImage.Format.Format_RGB32)
    tile.fill(shown.pixelColor(shown.width() // 2, 2))
    left = (SIZE.width() - fitted.width()) // 2
    top = max(0, (SIZE.height() - fitted.height()) // 2)
    painter = QPainter(tile)
    painter.drawImage(left, top, fitted)
    painter.end()
    return tile


def main() -> int:
    """Read the command line and write the pictures."""
    reader = argparse.ArgumentParser(prog="widgets.palette.picturing", description=__doc__)
    reader.add_argument("kinds", nargs="*", help="ids of kinds")
    given = reader.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = "2"
    from PySide6.QtWidgets import QApplication

    from designer.kinds.library import Library
    from widgets.application import prepare

    prepare()
    app = QApplication(sys.argv[:1])
    library = Library.load()
    for kind in library.kinds.values():
        if not given.kinds or kind.id in given.kinds:
            _picture(kind, library=library)
    app.processEvents()
    return 0


def _picture(kind: Kind, *, library: Library) -> None:
    from designer.render.page import render_page
    from widgets.canvas.scheme import Browser, address
    from widgets.canvas.site import Site
    from widgets.picture import Camera

    for number in range(len(kind.presets)):
        scene, browser = Scene(kind, number, library=library), Browser()
        site = Site(scene.document, scene.assets, scripts=False)
        site.show(render_page(scene.document, scene.decision(), library=library))
        browser.serve("preset", site)
        camera = Camera(browser, width=375)
        try:
            whole = camera.take(address("preset", "index.html"))
            place = _place(camera, scene.module, whole.devicePixelRatio())
            tile = cut(whole, place, tall=1 not in kind.floors)
        finally:
            camera.close()
            browser.close()
        tile.save(preset_picture(kind.id, number), quality=86)
        sys.stdout.write(f"{kind.id} {number}\n")


def _place(camera: Camera, module: str, ratio: float) -> QRect:
    told = msgspec.json.decode(camera.measure(_PLACE % module), type=tuple[float, ...])
    left, top, width, height = (round(one * ratio) for one in told)
    return QRect(left, top, width, height)


if __name__ == "__main__":
    sys.exit(main())
