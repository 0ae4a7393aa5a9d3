"""The field for a product list: chosen by hand in an order, or found by a rule."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from designer.kinds.settings.products import Products
from designer.language import _, mark, plural
from designer.records import Product
from widgets.inspector.fields.choice import stretched
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.rows import ItemRow
from widgets.look.buttons import Button, SegmentedControl
from widgets.look.controls import Row, Text
from widgets.parts import records
from widgets.parts.chips import ChipChoice
from widgets.parts.choosing import Chooser, Option
from widgets.parts.quiet import Combo, Spin
from widgets.parts.stack import Stack


class GoodsField(Field):
    """Two ways to fill a shelf; what was chosen the other way is kept."""

    def __init__(self, setting: Products, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        self._setting = setting
        self._value: dict[str, Value] = setting.initial()
        self.mode = SegmentedControl([("manual", _("By hand")), ("rule", _("By a rule"))])
        self.mode.setAccessibleName(said(setting.label))
        self.mode.chosen.connect(lambda mode: self._put(mode=mode))
        self.hand = HandPicked(place, most=setting.max)
        self.hand.setAccessibleName(said(setting.label))
        self.hand.made.connect(lambda items: self._put(items=items))
        self.rule = ByRule(place, most=setting.max)
        self.rule.made.connect(lambda parts: self._put(**parts))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (stretched(self.mode), self.hand, self.rule):
            column.addWidget(widget)

    def show_value(self, value: Value) -> None:
        self._value = dict(value)
        self.refresh()

    def refresh(self) -> None:
        mode = str(self._value.get("mode", "manual"))
        self.mode.choose(mode)
        self.hand.setVisible(mode == "manual")
        self.rule.setVisible(mode == "rule")
        self.hand.show_items(list(self._value.get("items", ())))
        self.rule.show_rule(self._value)

    def _put(self, **parts: object) -> None:
        self._value = {**self._value, **parts}
        self.refresh()
        self._made(self._value)


class HandPicked(QWidget):
    """Chosen products in order, and a button for more."""

    made = Signal(object)
    """The ids of the products, in order."""

    def __init__(self, place: Place, *, most: int) -> None:
        super().__init__()
        self._place, self._most = place, most
        self._items: list[str] = []
        self.stack = Stack(spacing=2)
        self.stack.moved.connect(self._move)
        self.add = Button(_("Add products"), icon="plus")
        self.add.clicked.connect(self._open)
        self.count = Text("", "small")
        self.chooser: Chooser | None = None
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.stack)
        column.addLayout(foot)

    def show_items(self, items: list[str]) -> None:
        """Show these products in this order."""
        self._items = items
        self.stack.show_rows([self._row(item) for item in items])
        self.stack.setVisible(bool(items))
        self.add.setEnabled(len(items) < self._most)
        self.count.setText(f"{len(items)} / {self._most}")

    def _row(self, item: str) -> ItemRow:
        product = self._place.session.document.find(item)
        if isinstance(product, Product):
            shown = records.product_option(self._place.session, product)
        else:
            shown = Option(value=item, title=_("What was chosen is gone"))
        row = ItemRow(shown)
        row.removed.connect(self._toggle)
        return row

    def _open(self) -> None:
        self.chooser = Chooser(self, hint=_("Search products"), stays=self._items)
        self.chooser.picked.connect(self._toggle)
        self.chooser.open_with(records.products(self._place.session), self.add)

    def _toggle(self, item: str) -> None:
        if item in self._items:
            self.made.emit([one for one in self._items if one != item])
        elif len(self._items) < self._most:
            self.made.emit([*self._items, item])

    def _move(self, index: int, target: int) -> None:
        items = list(self._items)
        items.insert(target, items.pop(index))
        self.made.emit(items)
        self.stack.focus_row(target)


class ByRule(QWidget):
    """Category, tags, order and number; how many products that finds."""

    made = Signal(object)
    """What changed of the rule, by its part."""

    def __init__(self, place: Place, *, most: int) -> None:
        super().__init__()
        self._place = place
        self._rule: dict[str, Value] = {}
        self.category = Combo()
        self.category.activated.connect(lambda: self._tell("category", self.category))
        self.tags = ChipChoice()
        self.tags.changed.connect(lambda on: self.made.emit({"tags": on}))
        self.sort = Combo()
        for key, text in SORTS.items():
            self.sort.addItem(_(text), key)
        self.sort.activated.connect(lambda: self._tell("sort", self.sort))
        self.count = Spin(low=1, high=most)
        self.count.valueChanged.connect(lambda: self.made.emit({"count": self.count.number()}))
        self.found = Text("", "small")
        self.found.setAlignment(Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label, widget in (
            (_("Category"), self.category), (_("Tags"), self.tags), (_("Order"), self.sort),
            (_("Number"), self.count),
        ):  # fmt: skip
            column.addWidget(Row(label, widget, label_width=56))
        column.addWidget(self.found)

    def show_rule(self, rule: dict[str, Value]) -> None:
        """Show a rule over the catalogue as it is now."""
        self._rule = rule
        self.category.clear()
        self.category.addItem(_("All categories"), None)
        for option in records.categories(self._place.session):
            self.category.addItem(option.title, option.value)
        self.category.show_data(rule.get("category"))
        tags = sorted({tag for product in self._products() for tag in product.tags})
        self.tags.show_choices([(tag, tag) for tag in tags], on=rule.get("tags", ()))
        self.sort.show_data(rule.get("sort", "sales"))
        self.count.show_number(rule.get("count", 6))
        found = len(self._matching())
        self.found.setText(plural("{count} product matches", "{count} products match", count=found))

    def _tell(self, part: str, combo: Combo) -> None:
        self.made.emit({part: combo.currentData()})

    def _products(self) -> tuple[Product, ...]:
        return self._place.session.document.all(Product)

    def _matching(self) -> list[Product]:
        category, tags = self._rule.get("category"), set(self._rule.get("tags", ()))
        return [
            one
            for one in self._products()
            if (not category or one.category == category) and (not tags or tags & set(one.tags))
        ]


SORTS = {
    "sales": mark("Best sellers first"), "new": mark("Newest first"),
    "price_up": mark("Cheapest first"), "price_down": mark("Dearest first"),
}  # fmt: skip
"""The orders in words."""
