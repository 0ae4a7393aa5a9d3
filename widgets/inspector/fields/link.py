"""The field for what happens on a tap: an action, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.document.queries import name_of
from designer.kinds.settings.link import ACTIONS, TARGETS, Link
from designer.language import _, mark
from designer.records import PREFIXES
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.picking import PickButton
from widgets.parts import records
from widgets.parts.choosing import Chooser, Option
from widgets.parts.line import Line
from widgets.parts.quiet import Combo

if TYPE_CHECKING:
    from widgets.session import Session

NAMES = {
    "none": mark("No link"), "item": mark("Open a product"), "add_to_cart": mark("Add to cart"),
    "category": mark("Open a category"), "coupon_open": mark("Open a coupon"),
    "coupon_follow": mark("Follow and claim"), "coupon_claim": mark("Claim a coupon"),
    "page": mark("Open a page"), "campaign": mark("Open a campaign"),
    "second_floor": mark("Go to the second floor"), "first_floor": mark("Back to the first floor"),
    "follow": mark("Follow the shop"), "service": mark("Open customer service"),
    "module": mark("Scroll to a module"), "url": mark("Open an address"),
}  # fmt: skip
"""The actions in words."""

_SOURCES: Mapping[str, Callable[[Session], Sequence[Option]]] = {
    "prd": records.products, "cat": records.categories, "cpn": records.coupons,
    "page": records.shop_pages, "cmp": records.campaigns, "mod": records.modules,
}  # fmt: skip


class LinkEdit(QWidget):
    """An action and its target; used by link settings and by hot zones."""

    made = Signal(object)

    def __init__(self, place: Place, *, name: str, actions: Sequence[str] = ()) -> None:
        super().__init__()
        self._place = place
        self._value = {"action": "none", "target": ""}
        self.action = Combo()
        self.action.setAccessibleName(name)
        for action in actions or ACTIONS:
            self.action.addItem(_(NAMES[action]), action)
        self.action.activated.connect(self._chose)
        self.target = PickButton(_("Choose…"))
        self.target.clicked.connect(self._open)
        self.address = Line(placeholder="https://")
        self.address.setAccessibleName(_("Address"))
        self.address.edited.connect(lambda text: self._tell(self._value["action"], text.strip()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.action, self.target, self.address):
            column.addWidget(widget)

    @cached_property
    def chooser(self) -> Chooser:
        """The list of targets, made when it is first opened."""
        made = Chooser(self)
        made.picked.connect(lambda key: self._tell(self._value["action"], key))
        return made

    def show_link(self, value: Mapping[str, str]) -> None:
        """Show a link."""
        self._value = {"action": value.get("action", "none"), "target": value.get("target", "")}
        action, target = self._value["action"], self._value["target"]
        self.action.show_data(action)
        leads = action in TARGETS
        self.target.setVisible(leads)
        self.address.setVisible(action == "url")
        if leads:
            self.target.show_option(self._option(action, target), missing=bool(target))
        self.address.show_text(target if action == "url" else "")

    def _chose(self) -> None:
        action = str(self.action.currentData())
        same = TARGETS.get(action) == TARGETS.get(self._value["action"])  # type: ignore[call-overload]
        self._tell(action, self._value["target"] if same else "")
        if action in TARGETS and not self._value["target"]:
            self._open()
        elif action == "url":
            self.address.setFocus()

    def _tell(self, action: str, target: str) -> None:
        self.show_link({"action": action, "target": target})
        self.made.emit(dict(self._value))

    def _open(self) -> None:
        options = self._options(self._value["action"])
        self.chooser.open_with(options, self.target, current=self._value["target"])

    def _options(self, action: str) -> list[Option]:
        """Everything the action can lead to, kind by kind of record."""
        types = TARGETS[action]  # type: ignore[index]
        return [one for of in types for one in _SOURCES[PREFIXES[of]](self._place.session)]

    def _option(self, action: str, target: str) -> Option | None:
        record = self._place.session.document.find(target)
        if record is None:
            return None
        known = next((one for one in self._options(action) if one.value == target), None)
        return known or Option(value=target, title=name_of(record))


class LinkField(Field):
    """A link target."""

    def __init__(self, setting: Link, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        actions = ("none", *setting.actions) if setting.actions else ()
        self.link = LinkEdit(place, name=said(setting.label), actions=actions)
        self.link.made.connect(self.edited)
        self.link.address.sealed.connect(self.sealed)
        self.setFocusProxy(self.link.action)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.link)
        self._value: Value = {}

    def show_value(self, value: Value) -> None:
        self._value = value
        self.link.show_link(value)

    def refresh(self) -> None:
        self.link.show_link(self._value)
