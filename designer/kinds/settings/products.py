"""The `products` setting: items chosen by hand, or by a rule over the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec

from designer.errors import InvalidError
from designer.kinds.problems import convert, joined
from designer.kinds.settings.base import Scene, Setting
from designer.language import _
from designer.records import Struct

Sort = Literal["sales", "new", "price_up", "price_down"]


class ProductsValue(Struct):
    """`manual` shows `items` in order; `rule` finds `count` products of a category with any of the
    tags, sorted."""

    mode: Literal["manual", "rule"] = "manual"
    items: tuple[str, ...] = ()
    category: str | None = None
    tags: tuple[str, ...] = ()
    sort: Sort = "sales"
    count: Annotated[int, msgspec.Meta(ge=1)] = 6


class Products(Setting, tag="products"):
    """A product list of at most `max`; a new module starts with the `count` best sellers."""

    max: Annotated[int, msgspec.Meta(ge=1, le=200)] = 60
    count: Annotated[int, msgspec.Meta(ge=1)] = 6

    def initial(self) -> dict[str, Any]:
        """The best sellers of the whole catalogue."""
        return {"mode": "rule", "category": None, "tags": [], "sort": "sales", "count": self.count}

    def parse(self, value: Any, *, at: str = "") -> ProductsValue:
        """The typed value."""
        parsed = convert(value, ProductsValue, at=at)
        for name, count in (("items", len(parsed.items)), ("count", parsed.count)):
            if count > self.max:
                sentence = _(
                    "has {count} entries, at most {limit} fit", count=count, limit=self.max
                )
                raise InvalidError(f"{joined(at, name)}: {sentence}")
        return parsed

    def references(self, value: Any) -> Iterator[str]:
        """The chosen products, or the category of the rule."""
        parsed = self.parse(value)
        if parsed.mode == "manual":
            yield from parsed.items
        elif parsed.category:
            yield parsed.category

    def view(self, value: Any, scene: Scene) -> Any:
        """A tuple of `ProductView`."""
        return scene.products(self.parse(value))
