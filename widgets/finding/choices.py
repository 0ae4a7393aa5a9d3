"""What can be looked for and put in its place besides text: pictures, targets and colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from designer.document.nouns import noun
from designer.document.queries import name_of
from designer.kinds.settings.base import COLOURS
from designer.language import _, mark
from designer.records import (
    Asset,
    Campaign,
    Category,
    Coupon,
    Module,
    Page,
    Product,
    Record,
)
from widgets.parts.choosing import Option
from widgets.parts.pictures import thumbnail
from widgets.parts.records import measures

if TYPE_CHECKING:
    from widgets.session import Session

_TARGETS: tuple[type[Record], ...] = (Page, Campaign, Category, Product, Coupon)
_ICONS: Mapping[type[Record], str] = {
    Page: "smartphone", Campaign: "megaphone", Category: "tag", Product: "shopping-bag",
    Coupon: "ticket-percent", Module: "box",
}  # fmt: skip
ACTIONS: Final = {
    "second_floor": mark("Go up to the second floor"), "first_floor": mark("Back to floor 1"),
    "follow": mark("Follow the shop"), "service": mark("Ask the shop"),
}  # fmt: skip
"""Targets that are no records."""


def wanted(session: Session, what: str, used: Mapping[str, int]) -> Sequence[Option]:
    """What is in use and can be looked for, the most used first."""
    return [option(session, what, key, note=_times(count)) for key, count in used.items()]


def replacements(session: Session, what: str) -> Sequence[Option]:
    """What can be put in its place."""
    document = session.document
    if what == "picture":
        found = sorted(document.all(Asset), key=lambda one: one.name)
        return [option(session, what, one.id, note=measures(one)) for one in found]
    if what == "colour":
        own = {colour.lower() for colour in document.shop.theme.colours.values()}
        return [option(session, what, key) for key in (*COLOURS, *sorted(own))]
    records = [one for of in _TARGETS for one in document.all(of)]
    return [
        *(option(session, what, one.id, note=noun(type(one))) for one in records),
        *(option(session, what, key) for key in ACTIONS),
    ]


def option(session: Session, what: str, key: str, *, note: str = "") -> Option:
    """One of them to pick."""
    record = session.document.find(key)
    if what == "picture":
        return Option(value=key, title=said(session, key), note=note,
                      picture=thumbnail(session, key))  # fmt: skip
    if what == "colour":
        colours = session.document.shop.theme.colours
        return Option(value=key, title=key, note=note, colour=colours.get(key, key))
    icon = _ICONS.get(type(record), "link") if record is not None else "link"
    return Option(value=key, title=said(session, key), note=note, icon=icon)


def said(session: Session, key: str) -> str:
    """What a picture, target or colour is called."""
    record = session.document.find(key)
    if record is not None:
        return name_of(record)
    return _(ACTIONS[key]) if key in ACTIONS else key


def _times(count: int) -> str:
    return _("used {count} times", count=count) if count != 1 else _("used once")
