"""Which setting stands behind which text of a module: the module once more, its texts marked.

A mark is two private characters around the text and the number of its setting. Take the marks out
and what is left is the module's own HTML, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, Self

import msgspec
from markupsafe import Markup, escape

from designer.document.document import Document
from designer.kinds.library import Library
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.coupons import Coupons
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.date_time import Countdown
from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.products import Products
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.text import Text
from designer.render.module import Renderer
from designer.render.scene import Scene
from designer.render.values import Values, inside

OPEN, MIDDLE, CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
MARKS: Final = re.compile(f"{OPEN}\\d+{MIDDLE}|{CLOSE}")
LONGEST: Final = 200
"""Characters of a text that has no limit of its own."""
_NAMES: Final[Mapping[type, tuple[str, ...]]] = {
    Products: ("title", "short", "category"),
    Coupons: ("name",),
    HotZones: ("label",),
    Cube: ("label",),
}
"""Texts of records and zones that a page shows: not settings, but they tell which one it is."""


class Mark(msgspec.Struct, frozen=True):
    """A setting that a text of the page shows.

    `path` goes by numbers (`slides.2.title`), `key` by the ids of parts (`slides.blk_x.title`).
    Texts and rich texts can be written in place; `other` is shown, but written elsewhere.
    """

    path: str
    key: str
    how: Literal["text", "rich", "other"]
    limit: int = LONGEST
    lines: int = 1


class Marked(msgspec.Struct, frozen=True):
    """A module's HTML with marks, and what their numbers mean."""

    html: str
    marks: tuple[Mark, ...]


class Marker(Renderer):
    """Renders single modules with marks; the page that is shown or exported never has them."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._marks: list[Mark] = []

    def marked(self, document: Document, module: str, choice: str) -> Marked:
        """The module with this choice, and its marks; a module that cannot be drawn has none."""
        self._marks = []
        html = self.module(document, module, choice).html
        return Marked(html, tuple(self._marks))

    def _views(self, kind: Kind, settings: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
        views = super()._views(kind, settings, scene)
        return self._told(kind, kind.settings, views, at=("", ""))

    def _told(
        self, kind: Kind, fields: Iterable[AnySetting], views: Mapping[str, Any],
        *, at: tuple[str, str],
    ) -> dict[str, Any]:  # fmt: skip
        told = dict(views)
        for field in fields:
            place = (f"{at[0]}{field.id}", f"{at[1]}{field.id}")
            told[field.id] = self._field(kind, field, views[field.id], place)
        return told

    def _field(self, kind: Kind, field: AnySetting, view: Any, at: tuple[str, str]) -> Any:
        if isinstance(field, Blocks):
            return [self._part(kind, field, part, at, index) for index, part in enumerate(view)]
        if isinstance(field, Text):
            return self._text(view, Mark(*at, "text", field.max_length, field.lines))
        if isinstance(field, RichText):
            return self._text(view, Mark(*at, "rich", field.max_length, 0))
        if isinstance(field, Countdown):
            label = Mark(f"{at[0]}.label", f"{at[1]}.label", "text")
            return msgspec.structs.replace(view, label=self._text(view.label, label))
        if isinstance(field, HotZones):
            return msgspec.structs.replace(view, zones=self._all(field, view.zones, at))
        if isinstance(field, Cube):
            return msgspec.structs.replace(view, cells=self._all(field, view.cells, at))
        if isinstance(field, Products | Coupons):
            return self._all(field, view, at)
        return view

    def _all(self, field: AnySetting, views: Iterable[Any], at: tuple[str, str]) -> tuple[Any, ...]:
        return tuple(self._named(one, _NAMES[type(field)], at) for one in views)

    def _part(
        self, kind: Kind, field: Blocks, part: Values, at: tuple[str, str], index: int
    ) -> Values:
        values = inside(part)
        below = (f"{at[0]}.{index}.", f"{at[1]}.{values['id'] or index}.")
        return Values(self._told(kind, kind.blocks[field.block].settings, values, at=below))

    def _named(self, view: Any, names: tuple[str, ...], at: tuple[str, str]) -> Any:
        mark = Mark(*at, "other")
        return msgspec.structs.replace(
            view, **{name: self._text(getattr(view, name), mark) for name in names}
        )

    def _text(self, text: str, mark: Mark) -> str:
        if not text or any(sign in text for sign in (OPEN, MIDDLE, CLOSE)):
            return text
        if mark not in self._marks:
            self._marks.append(mark)
        number = self._marks.index(mark)
        return _Rich(text, number) if isinstance(text, Markup) else _Plain(text, number)


class _Plain(str):
    """A text that prints itself between its marks; whatever is made of it has none."""

    __slots__ = ("number",)
    number: int

    def __new__(cls, text: str, number: int) -> Self:
        made = super().__new__(cls, text)
        made.number = number
        return made

    def __html__(self) -> str:
        return f"{OPEN}{self.number}{MIDDLE}{escape(str(self))}{CLOSE}"


class _Rich(Markup):
    """The same for a text that is HTML already."""

    number: int

    def __new__(cls, text: str, number: int) -> Self:
        made = super().__new__(cls, text)
        made.number = number
        return made

    def __html__(self) -> str:  # type: ignore[override]
        return f"{OPEN}{self.number}{MIDDLE}{str.__str__(self)}{CLOSE}"


def unmarked(html: str) -> str:
    """The HTML without its marks."""
    return MARKS.sub("", html)
