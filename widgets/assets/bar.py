"""The library's upper bar (search, sorting, size, bring in) and its foot (counts and progress)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from designer.language import _, plural
from designer.records import Asset
from widgets.assets.order import SORTS
from widgets.look import tokens
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import Elided, SearchField
from widgets.parts.quiet import Combo, Slider
from widgets.parts.records import weight


class Head(QWidget):
    """What is looked for, and in what order and size it is shown."""

    searched = Signal(str)
    sorted = Signal(str)
    sized = Signal(int)

    def __init__(self, *, locked: bool) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.search = SearchField(_("Search by name, description, tag or folder"))
        self.search.setFixedWidth(320)
        self.search.textChanged.connect(self.searched)
        self.order = Combo()
        self.order.setAccessibleName(_("Order"))
        self.order.setFixedWidth(150)
        for key, title in SORTS.items():
            self.order.addItem(_(title), key)
        self.order.currentIndexChanged.connect(self._sort)
        self.scale = Slider()
        self.scale.setRange(96, 260)
        self.scale.setValue(148)
        self.scale.setFixedWidth(120)
        self.scale.setAccessibleName(_("Size of the pictures"))
        self.scale.valueChanged.connect(self.sized)
        self.bring = Button(_("Bring in files…"), tone="primary", icon="upload")
        self.bring.setEnabled(not locked)
        self.more = IconButton("ellipsis", _("More"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.search)
        row.addStretch(1)
        for widget in (self.scale, self.order, self.more, self.bring):
            row.addWidget(widget)

    def _sort(self, _place: int) -> None:
        self.sorted.emit(str(self.order.currentData()))


class Foot(QWidget):
    """How many there are and what they weigh; how far work has come; what was said last."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.setFixedHeight(38)
        self.counts = Elided("", "caption")
        self.said = Elided("", "body")
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(160, 6)
        self.bar.setAccessibleName(_("Progress"))
        self.now = Elided("", "caption")
        self.cancel = Button(_("Stop"), tone="quiet", height=26)
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(lambda: self.said.setText(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.counts)
        row.addWidget(self.said, 1)
        for widget in (self.now, self.bar, self.cancel):
            row.addWidget(widget)
        self.hide_progress()

    def count(self, shown: Sequence[Asset], chosen: Sequence[Asset]) -> None:
        """Say how many are shown and chosen, and what they weigh."""
        size = weight(sum(one.size for one in shown)) if shown else "0 KB"
        said = plural("{count} asset", "{count} assets", count=len(shown)) + f" · {size}"
        if chosen:
            said += " · " + _("{count} chosen", count=len(chosen))
        self.counts.setText(said)

    def show_progress(self, share: float, text: str) -> None:
        """Say how far the work has come."""
        for widget in (self.now, self.bar, self.cancel):
            widget.show()
        self.bar.setValue(round(share * 1000))
        if text:
            self.now.setText(text)

    def hide_progress(self) -> None:
        """The work is over."""
        for widget in (self.now, self.bar, self.cancel):
            widget.hide()

    def say(self, text: str, tone: str) -> None:
        """Show a sentence for as long as it takes to read."""
        self.said.setText(text)
        colour = {"problem": "danger", "done": "good"}.get(tone, "text")
        palette = self.said.palette()
        palette.setColor(self.said.foregroundRole(), tokens.of(self).colour(colour))
        self.said.setPalette(palette)
        self._quiet.start(min(14_000, 3000 + 80 * len(text)))
