"""The catalogue in a popup: look up, narrow down, sort, and tick products in an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from designer.document.catalogue import Order, Wanted, found, tags_of
from designer.language import _, mark
from designer.records import Category, Product
from widgets.look.buttons import Button, IconButton
from widgets.look.controls import SearchField, Text
from widgets.parts import records
from widgets.parts.chips import Chip, ChipChoice
from widgets.parts.choosing import OptionList
from widgets.parts.popup import Popup
from widgets.parts.quiet import Combo, Spin

if TYPE_CHECKING:
    from widgets.session import Session

ORDERS: dict[Order, str] = {
    "sales": mark("Best sellers first"), "price_up": mark("Cheapest first"),
    "price_down": mark("Dearest first"), "stock": mark("Best stocked first"),
    "name": mark("By name"),
}  # fmt: skip
WIDTH = 372
TAGS = 8
"""How many tags are offered."""


class GoodsPicker(Popup):
    """Ticked products have the number of their place; the list stays open."""

    made = Signal(object)
    """The ids that are ticked, in their order."""

    def __init__(self, session: Session, owner: QWidget, *, most: int) -> None:
        super().__init__(owner, padding=10, spacing=8)
        self._session, self._most = session, most
        self._ticked: list[str] = []
        self.search = SearchField(_("Search products"))
        self.search.textChanged.connect(self.sift)
        self.search.installEventFilter(self)
        self.category = Combo()
        self.category.setAccessibleName(_("Category"))
        self.order = Combo()
        self.order.setAccessibleName(_("Order"))
        for key, text in ORDERS.items():
            self.order.addItem(_(text), key)
        self.low = _price(_("Lowest price"))
        self.high = _price(_("Highest price"))
        self.stocked = Chip("stock", _("In stock"))
        self.tags = ChipChoice()
        self.list = OptionList(self, rows=7)
        self.list.numbered = True
        self.list.picked.connect(self._toggle)
        self.nothing = Text(_("Nothing matches."), "caption")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(64)
        self.count = Text("", "small")
        self.clear = IconButton("x", _("Clear the filters"), size=28)
        self.all = Button(_("Add all shown"), tone="quiet", height=28)
        self.done = Button(_("Done"), height=28)
        self._listen()
        self._lay_out()

    def _listen(self) -> None:
        for combo in (self.category, self.order):
            combo.activated.connect(self.sift)
        for box in (self.low, self.high):
            box.valueChanged.connect(self.sift)
        self.stocked.clicked.connect(self.sift)
        self.tags.changed.connect(self.sift)
        self.clear.clicked.connect(self._clear)
        self.all.clicked.connect(self._add_all)
        self.done.clicked.connect(self.close)

    def _lay_out(self) -> None:
        first, second, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (first, (self.category, self.order)),
            (second, (self.low, Text("–", "caption"), self.high, self.stocked)),
        ):
            row.setSpacing(6)
            for widget in widgets:
                row.addWidget(widget)
        second.addStretch(1)
        second.addWidget(self.clear)
        foot.setSpacing(6)
        foot.addWidget(self.count, 1)
        foot.addWidget(self.all)
        foot.addWidget(self.done)
        self.body.addWidget(self.search)
        self.body.addLayout(first)
        self.body.addLayout(second)
        for part in (self.tags, self.list, self.nothing):
            self.body.addWidget(part)
        self.body.addLayout(foot)

    def open_with(self, anchor: QWidget, *, ticked: Sequence[str]) -> None:
        """Open beside a control with these products ticked."""
        self._ticked = list(ticked)
        self._fill()
        self.sift()
        self.open_at(anchor, width=WIDTH)
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def wanted(self) -> Wanted:
        """What the filters ask for now."""
        return Wanted(
            words=self.search.text(), category=self.category.currentData(),
            tags=tuple(self.tags.on()), in_stock=self.stocked.isChecked(),
            low=round(self.low.value() * 100) or None, high=round(self.high.value() * 100) or None,
            order=self.order.currentData() or "sales",
        )  # fmt: skip

    def sift(self) -> None:
        """Show the products that match."""
        shown = found(self._session.document.all(Product), self.wanted())
        options = [records.product_option(self._session, one) for one in shown]
        kept = self.list.currentIndex().row()
        self.list.show_options(options, ticked=self._ticked)
        if 0 <= kept < len(options) and not self.search.hasFocus():
            self.list.setCurrentIndex(self.list.model().index(kept, 0))
        self.list.setVisible(bool(options))
        self.nothing.setVisible(not options)
        self._say(len(options))
        if self.isVisible():
            self.fit()

    def shown(self) -> list[str]:
        """The ids on the list, in order."""
        return [one.value for one in self.list._all]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.list.walk(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.pick_current()
            return True
        return False

    # ---- inside ----

    def _fill(self) -> None:
        chosen = self.category.currentData()
        self.category.clear()
        self.category.addItem(_("All categories"), None)
        for one in self._session.document.all(Category):
            self.category.addItem(one.name, one.id)
        self.category.show_data(chosen)
        offered = tags_of(self._session.document.all(Product))[:TAGS]
        self.tags.show_choices([(tag, tag) for tag in offered], on=self.tags.on())
        self.tags.setVisible(bool(offered))

    def _toggle(self, key: str) -> None:
        if key in self._ticked:
            self._ticked.remove(key)
        elif len(self._ticked) < self._most:
            self._ticked.append(key)
        else:
            return
        self._tell()

    def _add_all(self) -> None:
        new = [key for key in self.shown() if key not in self._ticked]
        self._ticked += new[: max(0, self._most - len(self._ticked))]
        self._tell()

    def _tell(self) -> None:
        self.list.tick(self._ticked)
        self._say(len(self.shown()))
        self.made.emit(list(self._ticked))

    def _say(self, shown: int) -> None:
        text = _("{count} of {most} chosen, {shown} shown", count=len(self._ticked),
                 most=self._most, shown=shown)  # fmt: skip
        self.count.setText(text)
        self.all.setEnabled(shown > 0 and len(self._ticked) < self._most)
        idle = Wanted(order=self.order.currentData() or "sales")
        self.clear.setEnabled(self.wanted() != idle)

    def _clear(self) -> None:
        self.search.clear()
        self.category.show_data(None)
        for box in (self.low, self.high):
            box.show_number(0)
        self.stocked.setChecked(False)
        self.tags.show_choices([(key, key) for key in self.tags.chips], on=())
        self.sift()
        self.search.setFocus()


def _price(name: str) -> Spin:
    box = Spin(low=0, high=999_999, step=1)
    box.setPrefix("¥ ")
    box.setSpecialValueText(_("Any price"))
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setFixedWidth(88)
    return box
