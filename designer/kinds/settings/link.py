"""The `link` setting: what happens on a tap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args

from designer.errors import InvalidError
from designer.kinds.problems import convert, joined
from designer.kinds.settings.base import Scene, Setting
from designer.language import _
from designer.records import Campaign, Category, Coupon, Module, Page, Product, Record, Struct

Action = Literal[
    "none",
    "item",
    "add_to_cart",
    "category",
    "coupon_open",
    "coupon_follow",
    "coupon_claim",
    "page",
    "campaign",
    "second_floor",
    "first_floor",
    "follow",
    "service",
    "module",
    "url",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
TARGETS: dict[Action, tuple[type[Record], ...]] = {
    "item": (Product,),
    "add_to_cart": (Product,),
    "category": (Category,),
    "coupon_open": (Coupon,),
    "coupon_follow": (Coupon,),
    "coupon_claim": (Coupon,),
    "page": (Page,),
    "campaign": (Campaign, Page),
    "module": (Module,),
}
"""The actions that lead to a record, with the types it may have."""

_URL = re.compile(r"https?://[^\s\"'<>\\]{1,2000}", re.IGNORECASE)


class LinkValue(Struct):
    """An action and what it leads to: a record id, an http(s) address, or nothing."""

    action: Action = "none"
    target: str = ""


class Link(Setting, tag="link"):
    """A link target; `actions` narrows what the inspector offers."""

    actions: tuple[Action, ...] = ()

    def initial(self) -> dict[str, Any]:
        """No link."""
        return {"action": "none", "target": ""}

    def parse(self, value: Any, *, at: str = "") -> LinkValue:
        """The typed value."""
        parsed = checked(convert(value, LinkValue, at=at), at=at)
        if self.actions and parsed.action != "none" and parsed.action not in self.actions:
            known = ", ".join(self.actions)
            sentence = _("“{value}” is not one of {known}", value=parsed.action, known=known)
            raise InvalidError(f"{at}: {sentence}")
        return parsed

    def references(self, value: Any) -> Iterator[str]:
        """The record the link leads to."""
        yield from named(self.parse(value))

    def view(self, value: Any, scene: Scene) -> Any:
        """A `LinkView`, or None when the link leads nowhere."""
        parsed = self.parse(value)
        return scene.link(parsed.action, parsed.target)


def checked(value: LinkValue, *, at: str) -> LinkValue:
    """The link; raises InvalidError when an address is not http(s)."""
    if value.action == "url" and value.target and not _URL.fullmatch(value.target):
        sentence = _(
            "“{value}” must start with https:// or http:// and hold no spaces", value=value.target
        )
        raise InvalidError(f"{joined(at, 'target')}: {sentence}")
    return value


def named(value: LinkValue) -> Iterator[str]:
    """The id of the record a link leads to, if any."""
    if value.action in TARGETS and value.target:
        yield value.target
