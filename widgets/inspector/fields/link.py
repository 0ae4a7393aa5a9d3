"""The field for what happens on a tap: an action, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.document.queries import floors_of, name_of
from designer.kinds.settings.link import ACTIONS, TARGETS, Link
from designer.language import _, mark
from designer.records import PREFIXES, Module, Page, Product
from widgets.inspector.fields.field import Field, Place, Value, said
from widgets.inspector.fields.priced import ProductChooser
from widgets.inspector.picking import PickButton
from widgets.look.icons import icon
from widgets.parts import records
from widgets.parts.choosing import Chooser, Option
from widgets.parts.line import Line
from widgets.parts.quiet import Combo
from widgets.words import floor_title

if TYPE_CHECKING:
    from widgets.session import Session

C = TypeVar("C", bound=Chooser)
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

ICONS = {
    "none": "ban", "item": "shopping-bag", "add_to_cart": "shopping-cart", "category": "tag",
    "coupon_open": "ticket", "coupon_follow": "heart", "coupon_claim": "ticket-percent",
    "page": "file", "campaign": "megaphone", "second_floor": "layers-2", "first_floor": "store",
    "follow": "star", "service": "headset", "module": "anchor", "url": "external-link",
}  # fmt: skip
"""The actions as signs."""


def _places(session: Session) -> Sequence[Option]:
    """The modules of the layout in focus with the floor each stands on, from top to bottom."""
    found = []
    for floor in floors_of(session.document, session.focus.layout):
        for key in floor.modules:
            module = session.document.get(key, Module)
            note = f"{floor_title(floor)} · {records.kind_name(session, module)}"
            found.append(Option(value=key, title=module.name, note=note))
    return found


def _pages(session: Session) -> Sequence[Option]:
    """The pages, those of campaigns first."""
    at = {page.id: page.type != "campaign" for page in session.document.all(Page)}
    return sorted(records.shop_pages(session), key=lambda one: at[one.value])


_SOURCES: Mapping[str, Callable[[Session], Sequence[Option]]] = {
    "prd": records.products, "cat": records.categories, "cpn": records.coupons,
    "page": _pages, "cmp": records.campaigns, "mod": _places,
}  # fmt: skip


class LinkEdit(QWidget):
    """An action and its target; used by link settings and by hot zones."""

    made = Signal(object)

    def __init__(self, session: Session, *, name: str, actions: Sequence[str] = ()) -> None:
        super().__init__()
        self._session = session
        self._value = {"action": "none", "target": ""}
        self.action = Combo()
        self.action.setAccessibleName(name)
        for action in actions or ACTIONS:
            self.action.addItem(icon(ICONS[action]), _(NAMES[action]), action)
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
        return self._made(Chooser(self))

    @cached_property
    def products(self) -> ProductChooser:
        """The list of products, made when it is first opened."""
        return self._made(ProductChooser(self._session, self))

    def _made(self, chooser: C) -> C:
        chooser.picked.connect(lambda key: self._tell(self._value["action"], key))
        return chooser

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
        goods = TARGETS.get(self._value["action"]) == (Product,)  # type: ignore[call-overload]
        chooser = self.products if goods else self.chooser
        chooser.open_with(options, self.target, current=self._value["target"])

    def _options(self, action: str) -> list[Option]:
        """Everything the action can lead to, kind by kind of record."""
        types = TARGETS[action]  # type: ignore[index]
        return [one for of in types for one in _SOURCES[PREFIXES[of]](self._session)]

    def _option(self, action: str, target: str) -> Option | None:
        record = self._session.document.find(target)
        if record is None:
            return None
        known = next((one for one in self._options(action) if one.value == target), None)
        return known or Option(value=target, title=name_of(record))


class LinkField(Field):
    """A link target."""

    def __init__(self, setting: Link, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(setting, place, parent)
        actions = ("none", *setting.actions) if setting.actions else ()
        self.link = LinkEdit(place.session, name=said(setting.label), actions=actions)
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
