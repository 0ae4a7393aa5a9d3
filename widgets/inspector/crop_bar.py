"""The line below a picture while it is cropped: the shape to keep, the way back, and done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.kinds.settings.crop import WHOLE, Crop, shaped
from designer.language import _
from designer.records import Asset
from widgets.look.buttons import Button, IconButton
from widgets.parts.quiet import Combo

SHAPES = ((1, 1), (3, 4), (4, 3), (9, 16), (16, 9))
"""Shapes that are offered besides the kind's own and the picture's."""


class CropBar(QWidget):
    """What shape a crop keeps, in fractions of the picture it is made on."""

    reshaped = Signal()
    emptied = Signal()
    """The whole picture shall show."""
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asset: Asset | None = None
        self.shape = Combo()
        self.shape.setAccessibleName(_("Shape of the crop"))
        self.shape.activated.connect(self.reshaped)
        self.whole = IconButton("rotate-ccw", _("Show the whole picture"), size=28)
        self.whole.clicked.connect(self.emptied)
        self.end = Button(_("Done"), height=28)
        self.end.clicked.connect(self.done)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.shape, 1)
        row.addWidget(self.whole)
        row.addWidget(self.end)
        self.hide()

    def offer(self, asset: Asset | None, ratio: tuple[int, int] | None) -> None:
        """Offer the shapes that suit a picture and a module drawn for `ratio`."""
        self._asset, kept = asset, self.shape.currentData()
        self.shape.clear()
        self.shape.addItem(_("Any shape"), None)
        if ratio is not None:
            text = "{} : {}".format(*ratio)
            self.shape.addItem(_("As the module, {ratio}", ratio=text), ratio)
        if asset is not None:
            self.shape.addItem(_("As the picture"), (asset.width, asset.height))
        for one in SHAPES:
            if one != ratio:
                self.shape.addItem("{} : {}".format(*one), one)
        self.shape.show_data(kept if self.shape.place_of(kept) >= 0 else None)

    def chosen(self) -> float | None:
        """The chosen shape in fractions of the picture."""
        shape, asset = self.shape.currentData(), self._asset
        if shape is None or asset is None or not asset.height:
            return None
        return float(shape[0] / shape[1] / (asset.width / asset.height))


def around(part: Crop | None, asset: Asset, ratio: tuple[int, int], focus: tuple[float, float]
           ) -> Crop:  # fmt: skip
    """The largest part of a shape within `part` that keeps a point in its middle if it can."""
    whole = part or WHOLE
    made = shaped(whole, ratio=ratio[0] / ratio[1], picture=asset.width / asset.height)
    left = min(whole.x + whole.w - made.w, max(whole.x, focus[0] - made.w / 2))
    top = min(whole.y + whole.h - made.h, max(whole.y, focus[1] - made.h / 2))
    return Crop(left, top, made.w, made.h)


def rounded(crop: Crop) -> list[float]:
    """A crop as the four figures a setting keeps."""
    x, y = (round(max(0.0, side), 4) for side in crop[:2])
    return [x, y, round(min(crop.w, 1 - x), 4), round(min(crop.h, 1 - y), 4)]
