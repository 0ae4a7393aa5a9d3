"""The catalogue searched as a merchant does: words, shelf, tags, price, stock, and an order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from designer.records import Product, Struct

Order = Literal["sales", "price_up", "price_down", "stock", "name"]

ORDERS: Mapping[Order, Callable[[Product], tuple[Any, ...]]] = {
    "sales": lambda one: (-one.sales, one.id),
    "price_up": lambda one: (one.price, one.id),
    "price_down": lambda one: (-one.price, one.id),
    "stock": lambda one: (-one.stock, one.id),
    "name": lambda one: (one.short or one.title, one.id),
}


class Wanted(Struct):
    """What is looked for; prices in fen, both ends included, None where there is no limit."""

    words: str = ""
    category: str | None = None
    tags: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    in_stock: bool = False
    order: Order = "sales"


def found(products: Iterable[Product], wanted: Wanted) -> list[Product]:
    """The products that match, in the wanted order."""
    words = wanted.words.casefold().split()
    kept = (one for one in products if _matches(one, wanted, words))
    return sorted(kept, key=ORDERS[wanted.order])


def tags_of(products: Iterable[Product]) -> list[str]:
    """Every tag of the catalogue, the most used first."""
    counts: dict[str, int] = {}
    for one in products:
        for tag in one.tags:
            counts[tag] = counts.get(tag, 0) + 1
    return sorted(counts, key=lambda tag: (-counts[tag], tag))


def _matches(product: Product, wanted: Wanted, words: list[str]) -> bool:
    if wanted.category is not None and product.category != wanted.category:
        return False
    if wanted.tags and not set(wanted.tags) & set(product.tags):
        return False
    if wanted.low is not None and product.price < wanted.low:
        return False
    if wanted.high is not None and product.price > wanted.high:
        return False
    if wanted.in_stock and product.stock <= 0:
        return False
    text = " ".join((product.title, product.short, product.id, *product.tags)).casefold()
    return all(word in text for word in words)
