"""What every setting type shares, and what it may ask of the page that is being rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

import msgspec

from designer.kinds.problems import convert
from designer.kinds.when import When
from designer.records import Label, Struct

if TYPE_CHECKING:
    from designer.kinds.settings.crop import Crop

SettingId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,39}$")]
COLOURS = (
    "primary",
    "on-primary",
    "accent",
    "on-accent",
    "paper",
    "surface",
    "ink",
    "muted",
    "line",
    "price",
    "gold",
    "night",
    "on-night",
)
"""The theme's colour tokens; each is the custom property `--c-<name>` on the page."""

Rules = Iterator[tuple[str, Mapping[str, str]]]
"""CSS of a setting: a selector below the module (`` is the module itself) with its declarations."""


class Scene(Protocol):
    """What a setting may ask while it becomes what a template reads; missing records give None or
    are left out."""

    def image(
        self,
        asset: str | None,
        *,
        alt: str,
        focus: tuple[float, float],
        css: str,
        part: Crop | None = None,
    ) -> Any:
        """The view of a picture, or of a part of it."""

    def media(self, asset: str | None, *, poster: str | None, muted: bool) -> Any:
        """The view of a video, a panorama or a 3D model with its poster."""

    def link(self, action: str, target: str) -> Any:
        """The view of a link, None when it leads nowhere."""

    def products(self, query: Any) -> Any:
        """The views of the products a `ProductsValue` names or finds."""

    def coupons(self, ids: tuple[str, ...]) -> Any:
        """The views of these coupons."""


class Setting(Struct, tag_field="type"):
    """One field a designer fills in; `section` is the inspector's tab, `visible_if` reads its
    neighbours."""

    id: SettingId
    label: Label
    info: Label | None = None
    section: Literal["content", "style"] = "content"
    visible_if: When | None = None

    @property
    def type(self) -> str:
        """The name of the setting type, such as `image`."""
        return str(self.__struct_config__.tag)

    def initial(self) -> Any:
        """The value as long as none was given."""
        raise NotImplementedError

    def parse(self, value: Any, *, at: str = "") -> Any:
        """The value as a typed one; raises InvalidError with the path below `at`."""
        raise NotImplementedError

    def check(self, value: Any, *, at: str = "") -> None:
        """Raise InvalidError when the value does not fit."""
        self.parse(value, at=at or self.id)

    def references(self, value: Any) -> Iterator[str]:
        """The ids of records the value names."""
        del value
        return iter(())

    def rules(self, value: Any) -> Rules:
        """The CSS the value turns into: mostly one custom property named after the setting."""
        del value
        return iter(())

    def view(self, value: Any, scene: Scene) -> Any:
        """What a template reads."""
        del scene
        return value


def shaped(value: Any, shape: Any, *, at: str) -> Any:
    """`value` converted to the declared shape."""
    return convert(value, shape, at=at)
