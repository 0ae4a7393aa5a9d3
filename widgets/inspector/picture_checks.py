"""How a picture suits its place: shape, sharpness and weight against the platform's numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.kinds.settings.crop import WHOLE, Crop
from designer.kinds.settings.image import Image
from designer.language import _
from designer.lint.rules import limit
from designer.records import Asset
from widgets.look import icons, tokens
from widgets.look.buttons import Button
from widgets.look.controls import Text
from widgets.look.paint import painting
from widgets.parts.records import weight

SIGNS = {"good": "check", "warn": "triangle-alert"}


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it is well, what is said, and a way to mend it."""

    good: bool
    text: str
    mend: str = ""


def checks(setting: Image, asset: Asset, crop: Crop | None) -> list[Check]:
    """What is well and what is not, of the part that shows."""
    part = crop or WHOLE
    found: list[Check] = []
    shown = part.size(asset.width, asset.height) if asset.width and asset.height else None
    if setting.ratio is not None and shown is not None:
        found.append(_shape(setting.ratio, shown))
    least = setting.min_width or int(limit("picture.min_width"))
    if shown is not None:
        found.append(_sharpness(shown[0], least))
    heaviest = int(limit("picture.max_bytes"))
    size, most = weight(asset.size), weight(heaviest)
    if asset.size > heaviest:
        found.append(Check(good=False, text=_("{size}, more than {most}", size=size, most=most)))
    else:
        found.append(Check(good=True, text=_("{size} of {most}", size=size, most=most)))
    return found


def _shape(ratio: tuple[int, int], shown: tuple[int, int]) -> Check:
    wanted = "{} : {}".format(*ratio)
    off = shown[0] / shown[1] / (ratio[0] / ratio[1])
    if max(off, 1 / off) - 1 > limit("picture.ratio_tolerance"):
        text = _("Will be cut to {ratio}", ratio=wanted)
        return Check(good=False, text=text, mend=_("Crop to {ratio}", ratio=wanted))
    return Check(good=True, text=_("Fits {ratio}", ratio=wanted))


def _sharpness(width: int, least: int) -> Check:
    if width < least:
        text = _("{width} px wide, {least} px would be sharp", width=width, least=least)
        return Check(good=False, text=text)
    return Check(good=True, text=_("{width} px wide, sharp", width=width))


class CheckList(QWidget):
    """The checks: what is well on one quiet line, what is not on a line each."""

    mend = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3)
        self._shown: list[Check] | None = None

    def show_checks(self, found: list[Check]) -> None:
        """Show what was found."""
        if found == self._shown:
            return
        self._shown = found
        while (item := self.column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for check in (one for one in found if not one.good):
            self.column.addWidget(self._line(check))
        well = [one.text for one in found if one.good]
        if well:
            self.column.addWidget(self._line(Check(good=True, text=" · ".join(well))))
        self.setVisible(bool(found))

    def said(self) -> list[str]:
        """What is on show, line by line."""
        return [one.text for one in self._shown or ()]

    def _line(self, check: Check) -> QWidget:
        line = QWidget(self)
        text = Text(check.text, "small")
        text.setWordWrap(True)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(Sign("good" if check.good else "warn"))
        row.addWidget(text, 1)
        if check.mend:
            button = Button(check.mend, tone="quiet", height=22)
            button.clicked.connect(self.mend)
            row.addWidget(button)
        return line


class Sign(QWidget):
    """A tick or a warning sign in its colour."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(14, 16)

    def sizeHint(self) -> QSize:
        return QSize(14, 16)

    def paintEvent(self, event: object) -> None:
        look = tokens.of(self)
        with painting(self) as painter:
            icons.paint(painter, SIGNS[self._tone], at=QRectF(self.rect()),
                        colour=look.colour(self._tone), size=12)  # fmt: skip
