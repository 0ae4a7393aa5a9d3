"""The catalogue as pages ask for it: whole lists, and the products that a rule finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from designer.document.document import Document
from designer.kinds.settings.products import ProductsValue, Sort
from designer.records import Product, Record

R = TypeVar("R", bound=Record)
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


class Lists:
    """All records of a type, looked up once for each state of a document."""

    def __init__(self) -> None:
        self._of: tuple[Document, int] | None = None
        self._lists: dict[type[Record], tuple[Any, ...]] = {}

    def all(self, document: Document, of: type[R]) -> tuple[R, ...]:
        """What `document.all(of)` gives."""
        if self._of is None or self._of[0] is not document or self._of[1] != document.revision:
            self._of, self._lists = (document, document.revision), {}
        if of not in self._lists:
            self._lists[of] = document.all(of)
        return self._lists[of]
