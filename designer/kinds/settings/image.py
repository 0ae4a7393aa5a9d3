"""The `image` setting: a picture of the project with its text alternative and what must stay in
view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec

from designer.kinds.problems import convert
from designer.kinds.settings import crop as crops
from designer.kinds.settings.base import Rules, Scene, Setting
from designer.kinds.settings.number import figure
from designer.language import _
from designer.records import Struct

Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]


class ImageValue(Struct):
    """A picture asset, its alt text, the point that stays in view, and the part that is shown.

    `focus` and `crop` (left, top, width, height) are fractions of the whole picture from its top
    left; no crop shows all of it.
    """

    asset: str | None = None
    alt: str = ""
    focus: tuple[Fraction, Fraction] = (0.5, 0.5)
    crop: tuple[Fraction, Fraction, Fraction, Fraction] | None = None

    def __post_init__(self) -> None:
        if self.crop is not None and not crops.Crop(*self.crop).fits():
            raise ValueError(_("the crop reaches outside the picture, or keeps too little of it"))

    def part(self) -> crops.Crop | None:
        """The part that is shown when it is not the whole picture."""
        part = crops.Crop(*self.crop) if self.crop is not None else crops.WHOLE
        return None if part.is_whole() else part


class Image(Setting, tag="image"):
    """A picture; `ratio` (width, height) is what the kind is drawn for, `min_width` in pixels of
    the file."""

    ratio: tuple[Annotated[int, msgspec.Meta(ge=1)], Annotated[int, msgspec.Meta(ge=1)]] | None = (
        None
    )
    min_width: int = 0

    def initial(self) -> dict[str, Any]:
        """No picture yet."""
        return {"asset": None, "alt": "", "focus": [0.5, 0.5]}

    def parse(self, value: Any, *, at: str = "") -> ImageValue:
        """The typed value."""
        return convert(value, ImageValue, at=at)

    def references(self, value: Any) -> Iterator[str]:
        """The asset."""
        if asset := self.parse(value).asset:
            yield asset

    def rules(self, value: Any) -> Rules:
        """Where crops of this picture are centred."""
        yield focus_rule(self.id, self.parse(value))

    def view(self, value: Any, scene: Scene) -> Any:
        """An `ImageView`, or None without a picture."""
        parsed = self.parse(value)
        return scene.image(
            parsed.asset,
            alt=parsed.alt,
            focus=parsed.focus,
            css=f"focus-{self.id}",
            part=parsed.part(),
        )


def focus_rule(name: str, value: ImageValue) -> tuple[str, dict[str, str]]:
    """The rule that keeps a picture's focus in view, and shows its part alone; written even for the
    middle, so that a patch replaces it."""
    part = value.part()
    focus = value.focus if part is None else part.inside(value.focus)
    x, y = (figure(round(share * 100, 2)) for share in focus)
    cut = {} if part is None else crops.declarations(part)
    return f" .focus-{name}", {"object-position": f"{x}% {y}%", **cut}
