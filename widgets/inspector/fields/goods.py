"""The field for a product list: chosen by hand in an order, or found by a rule."""

from __future__ import annotations

from functools import cached_property

import msgspec
from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from designer.kinds.settings.products import Products, ProductsValue
from designer.language import _, mark, plural
from designer.records import Product
from designer.render.catalogue import asked
from widgets.inspector.fields.choice import stretched
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.goods_picker import GoodsPicker
from widgets.inspector.rows import ItemRow
from widgets.look import tokens
from widgets.look.buttons import Button, SegmentedControl
from widgets.look.controls import Row, Text
from widgets.look.paint import painting
from widgets.parts import records
from widgets.parts.chips import ChipChoice, Flow
from widgets.parts.choosing import Option, paint_picture
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
        self.rule.taken.connect(lambda items: self._put(mode="manual", items=items))
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
        self.nothing = Text(_("No product chosen yet; add some from the catalogue."), "small")
        self.nothing.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.stack)
        column.addWidget(self.nothing)
        column.addLayout(foot)

    def show_items(self, items: list[str]) -> None:
        """Show these products in this order."""
        self._items = items
        self.stack.show_rows([self._row(item) for item in items])
        self.stack.setVisible(bool(items))
        self.nothing.setVisible(not items)
        self.count.setText(f"{len(items)} / {self._most}")

    def _row(self, item: str) -> ItemRow:
        product = self._place.session.document.find(item)
        if isinstance(product, Product):
            shown = records.product_option(self._place.session, product)
        else:
            shown = Option(value=item, title=_("What was chosen is gone"))
        row = ItemRow(shown)
        row.removed.connect(self._drop)
        return row

    @cached_property
    def picker(self) -> GoodsPicker:
        """The catalogue to choose from, made when it is first opened."""
        made = GoodsPicker(self._place.session, self, most=self._most)
        made.made.connect(self.made)
        return made

    def _open(self) -> None:
        self.picker.open_with(self.add, ticked=self._items)

    def _drop(self, item: str) -> None:
        self.made.emit([one for one in self._items if one != item])

    def _move(self, index: int, target: int) -> None:
        items = list(self._items)
        items.insert(target, items.pop(index))
        self.made.emit(items)
        self.stack.focus_row(target)


class ByRule(QWidget):
    """Category, tags, order and number; how many products that finds."""

    made = Signal(object)
    """What changed of the rule, by its part."""
    taken = Signal(object)
    """What the rule finds now shall be kept by hand."""

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
        self.result = Goods(place)
        self.take = Button(_("Keep these by hand"), tone="quiet", icon="hand", height=28)
        self.take.clicked.connect(lambda: self.taken.emit(self.finds()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for label, widget in (
            (_("Category"), self.category), (_("Tags"), self.tags), (_("Order"), self.sort),
            (_("Number"), self.count),
        ):  # fmt: skip
            column.addWidget(Row(label, widget, label_width=56))
        foot = QHBoxLayout()
        foot.addWidget(self.found, 1)
        foot.addWidget(self.take)
        column.addLayout(foot)
        column.addWidget(self.result)

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
        shown = self.finds()
        self.result.show_goods(shown)
        self.take.setEnabled(bool(shown))

    def finds(self) -> list[str]:
        """The products that the page shows by this rule, in its order."""
        query = msgspec.convert({**self._rule, "mode": "rule"}, ProductsValue)
        return [one.id for one in asked(self._products(), query)]

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


class Goods(QWidget):
    """Small pictures of products in their order."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._ids: list[str] = []
        self.flow = Flow(self, gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_goods(self, ids: list[str]) -> None:
        """Show these products; the pictures of those that stay are not made again."""
        if ids == self._ids:
            return
        self._ids = ids
        while (item := self.flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, key in enumerate(ids, 1):
            product = self._place.session.document.find(key)
            if isinstance(product, Product):
                shown = records.product_option(self._place.session, product)
                picture = Thumb(number, shown, self)
                self.flow.addWidget(picture)
                picture.show()
        self.setVisible(bool(ids))
        self.updateGeometry()


class Thumb(QWidget):
    """A product as a small picture with the number of its place."""

    def __init__(self, number: int, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self._option = option
        self.setFixedSize(40, 40)
        self.setToolTip(f"{number}  {option.title}\n{option.note}")
        self.setAccessibleName(f"{number} {option.title}")

    def sizeHint(self) -> QSize:
        return QSize(40, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        with painting(self) as painter:
            if self._option.picture is not None:
                look = tokens.of(self)
                paint_picture(painter, QRectF(self.rect()), self._option.picture, look)


SORTS = {
    "sales": mark("Best sellers first"), "new": mark("Newest first"),
    "price_up": mark("Cheapest first"), "price_down": mark("Dearest first"),
}  # fmt: skip
"""The orders in words."""
