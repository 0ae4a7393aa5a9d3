"""What a template reads: plain, frozen values; each field's meaning stands beside it and in
docs/kinds.md."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from designer.records import Struct


def _told(text: str) -> msgspec.Meta:
    return msgspec.Meta(description=text)


class View(Struct):
    """A value for templates; it has fields and nothing else."""


class ImageView(View):
    """A picture."""

    url: Annotated[str, _told("address of the file, for src")]
    width: Annotated[int, _told("width in pixels of the file, or of its shown part")]
    height: Annotated[int, _told("height in pixels of the file, or of its shown part")]
    alt: Annotated[str, _told("text alternative, empty for decoration")]
    focus: Annotated[tuple[float, float], _told("what stays in view, fractions from top left")]
    css: Annotated[str, _told("class that carries focus and crop; picture() writes it")]


class MediaView(View):
    """A video, panorama or 3D model."""

    url: Annotated[str, _told("address of the file, empty when only a poster was chosen")]
    media: Annotated[str, _told("media type of the file, such as video/mp4")]
    poster: Annotated[ImageView | None, _told("picture shown before and instead of it")]
    muted: Annotated[bool, _told("whether it starts without sound")]


class LinkView(View):
    """What a tap does; print it with attrs(link)."""

    action: Annotated[str, _told("one of the link actions")]
    target: Annotated[str, _told("record id or address, empty for actions without one")]
    href: Annotated[str, _told("address for href")]
    label: Annotated[str, _told("name of what it leads to, such as a product's title")]


class CategoryView(View):
    """A category of the catalogue."""

    id: Annotated[str, _told("record id")]
    name: Annotated[str, _told("name")]
    image: Annotated[ImageView | None, _told("its picture")]
    link: Annotated[LinkView, _told("leads to the category")]
    count: Annotated[int, _told("how many products it holds")]


class ProductView(View):
    """A product."""

    id: Annotated[str, _told("record id")]
    title: Annotated[str, _told("full title")]
    short: Annotated[str, _told("short title, the full one where none was given")]
    price: Annotated[int, _told("price in fen; print with the filter yuan")]
    original: Annotated[int | None, _told("price before, in fen, only when above the price")]
    image: Annotated[ImageView | None, _told("its picture")]
    category: Annotated[str, _told("name of its category, may be empty")]
    tags: Annotated[tuple[str, ...], _told("its tags")]
    sales: Annotated[int, _told("items sold; print with the filter count")]
    stock: Annotated[int, _told("items in stock")]
    link: Annotated[LinkView, _told("leads to the product")]
    cart: Annotated[LinkView, _told("puts it into the cart")]


class CouponView(View):
    """A coupon."""

    id: Annotated[str, _told("record id")]
    name: Annotated[str, _told("name")]
    amount: Annotated[int, _told("what it takes off, in fen")]
    threshold: Annotated[int, _told("from which sum it works, in fen, 0 for any")]
    start: Annotated[datetime | None, _told("valid from")]
    end: Annotated[datetime | None, _told("valid until")]
    link: Annotated[LinkView, _told("claims it")]


class ModuleView(View):
    """The module that is being rendered."""

    id: Annotated[str, _told("record id; begin ids inside the module with it")]
    name: Annotated[str, _told("the designer's name for it")]
    floor: Annotated[int, _told("level it stands on, 1 or 2")]


class ShopView(View):
    """The shop."""

    name: Annotated[str, _told("name")]
    slogan: Annotated[str, _told("slogan, may be empty")]
    logo: Annotated[ImageView | None, _told("logo")]
    followers: Annotated[int, _told("followers; print with the filter count")]
