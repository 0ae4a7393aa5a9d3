"""Products by rule: which items of the catalogue a shelf shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from designer.kinds.settings.products import ProductsValue, Sort
from designer.records import Product

NEW_TAGS = frozenset({"new", "新品"})

_ORDERS: Mapping[Sort, Callable[[Product], tuple[Any, ...]]] = {
    "sales": lambda p: (-p.sales, p.id),
    "new": lambda p: (NEW_TAGS.isdisjoint(p.tags), -p.stock, p.id),
    "price_up": lambda p: (p.price, p.id),
    "price_down": lambda p: (-p.price, p.id),
}
"""New means tagged `new` or 新品, better stocked ones first, since the catalogue holds no dates."""


def asked(products: Iterable[Product], query: ProductsValue) -> list[Product]:
    """The products of the rule's category that carry any of its tags, in its order, as many as it
    wants."""
    wanted = frozenset(query.tags)
    found = [
        p
        for p in products
        if query.category in (None, p.category) and (not wanted or not wanted.isdisjoint(p.tags))
    ]
    return sorted(found, key=_ORDERS[query.sort])[: query.count]
