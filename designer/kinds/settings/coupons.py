"""The `coupons` setting: coupons of the shop, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Scene, Setting
from designer.language import _


class Coupons(Setting, tag="coupons"):
    """At most `max` coupons."""

    max: Annotated[int, msgspec.Meta(ge=1)] = 12

    def initial(self) -> list[str]:
        """No coupons."""
        return []

    def parse(self, value: Any, *, at: str = "") -> tuple[str, ...]:
        """The coupon ids."""
        parsed = convert(value, tuple[str, ...], at=at)
        if len(parsed) > self.max:
            sentence = _(
                "has {count} entries, at most {limit} fit", count=len(parsed), limit=self.max
            )
            raise InvalidError(f"{at}: {sentence}")
        return parsed

    def references(self, value: Any) -> Iterator[str]:
        """The coupons."""
        yield from self.parse(value)

    def view(self, value: Any, scene: Scene) -> Any:
        """A tuple of `CouponView`."""
        return scene.coupons(self.parse(value))
