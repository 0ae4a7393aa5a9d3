"""A list of products to pick one from, narrowed by words and by price."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.language import _
from designer.records import Product
from widgets.look.controls import Text
from widgets.parts.choosing import Chooser, Option
from widgets.parts.quiet import Spin
from widgets.session import Session

DEAREST = 1_000_000
"""The highest price that can be asked for, in yuan."""


class ProductChooser(Chooser):
    """Products with picture and price; a price of 0 does not narrow."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner, hint=_("Search products"))
        self._session = session
        self._options: Sequence[Option] = ()
        self.low, self.high = (Spin(low=0, high=DEAREST, step=0.01) for __ in range(2))
        for spin, name in ((self.low, _("Price from")), (self.high, _("Price to"))):
            spin.setPrefix("¥ ")
            spin.setDecimals(0)
            spin.setSpecialValueText(name)
            spin.setAccessibleName(name)
            spin.valueChanged.connect(self._narrow)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.low, 1)
        row.addWidget(Text("–", "caption"))
        row.addWidget(self.high, 1)
        self.body.insertLayout(1, row)

    def open_with(
        self, options: Sequence[Option], anchor: QWidget, *, current: str = "", width: int = 320
    ) -> None:
        """Open with these products, of any price."""
        self._options = options
        for spin in (self.low, self.high):
            spin.show_number(0)
        super().open_with(options, anchor, current=current, width=width)

    def _narrow(self) -> None:
        low, high = self.low.value() * 100, self.high.value() * 100 or float("inf")
        shown = [one for one in self._options if low <= self._price(one.value) <= high]
        self.list.show_options(shown, ticked=tuple(self.list.ticked))
        self._filter(self.search.text())

    def _price(self, key: str) -> int:
        found = self._session.document.find(key)
        return found.price if isinstance(found, Product) else 0
