"""The manifest of a kind: what `kind.json` holds, and what it says about the settings of a
module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from designer.errors import InvalidError, NotFoundError
from designer.kinds.migration import Migration, migrated
from designer.kinds.problems import convert, joined
from designer.kinds.settings.base import Setting, SettingId
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.choice import Choice
from designer.kinds.settings.colour import Colour
from designer.kinds.settings.coupons import Coupons
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.date_time import Countdown, DateTime
from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.image import Image
from designer.kinds.settings.link import Link
from designer.kinds.settings.media import Model, Panorama, Video
from designer.kinds.settings.number import Number
from designer.kinds.settings.products import Products
from designer.kinds.settings.range import Range
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.spacing import Spacing
from designer.kinds.settings.text import Text
from designer.kinds.settings.toggle import Toggle
from designer.kinds.when import When, read
from designer.language import _
from designer.records import Label, Struct

AnySetting = (
    Text
    | RichText
    | Number
    | Range
    | Toggle
    | Choice
    | Colour
    | Image
    | Video
    | Panorama
    | Model
    | Link
    | HotZones
    | Cube
    | Products
    | Coupons
    | DateTime
    | Countdown
    | Spacing
    | Blocks
)
Group = Literal["frame", "picture", "shelf", "marketing", "people", "brand"]
GROUPS: tuple[Group, ...] = ("frame", "picture", "shelf", "marketing", "people", "brand")
Behaviour = Literal["carousel", "countdown", "video"]
KindId = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_-]{0,39}$")]


class Block(Struct):
    """A repeatable part of a module with its own settings; `title` names the setting that names a
    part in lists."""

    name: Label
    settings: tuple[AnySetting, ...]
    title: str | None = None


class Preset(Struct):
    """A ready-filled start for a new module."""

    name: Label
    settings: Mapping[str, Any] = {}
    info: Label | None = None


class LintRule(Struct):
    """Advice on the module's own settings: spoken when `when` holds for its completed settings."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]*\.[a-z0-9._-]+$")]
    when: When
    message: Label
    severity: Literal["error", "warn", "info"] = "warn"


class Kind(Struct):
    """What a module can be. `limit` is how many of it one floor may hold; `floors` the levels it
    may stand on."""

    schema: Literal[1]
    id: KindId
    version: Annotated[int, msgspec.Meta(ge=1)]
    name: Label
    group: Group
    settings: tuple[AnySetting, ...]
    info: Label | None = None
    floors: Annotated[tuple[Literal[1, 2], ...], msgspec.Meta(min_length=1, max_length=2)] = (1, 2)
    limit: Annotated[int, msgspec.Meta(ge=1)] | None = None
    behaviours: tuple[Behaviour, ...] = ()
    blocks: Mapping[SettingId, Block] = {}
    presets: tuple[Preset, ...] = ()
    lint: tuple[LintRule, ...] = ()
    migrations: tuple[Migration, ...] = ()

    # ---- finding a field ----

    def setting(self, path: str) -> Setting:
        """The setting at a path such as `height`, `image.alt` or `slides.2.title`; raises
        NotFoundError."""
        fields: Iterable[Setting] = self.settings
        found: Setting | None = None
        for step in path.split("."):
            if isinstance(found, Blocks):
                fields = self.blocks[found.block].settings
                if step.isdigit():
                    continue
            elif found is not None:
                break
            found = next((field for field in fields if field.id == step), None)
            if found is None:
                break
        if found is None:
            raise NotFoundError(_("“{kind}” has no setting “{path}”.", kind=self.id, path=path))
        return found

    def in_section(self, section: Literal["content", "style"]) -> tuple[AnySetting, ...]:
        """The module's own settings of one inspector tab, in order."""
        return tuple(setting for setting in self.settings if setting.section == section)

    def visible(self, setting: Setting, values: Mapping[str, Any]) -> bool:
        """Whether the field shows, given the completed values beside it (of the module, or of the
        part)."""
        return setting.visible_if is None or setting.visible_if.holds(values)

    # ---- the values of a variant ----

    def check(self, settings: Mapping[str, Any]) -> None:
        """Raise InvalidError with the path of the first setting that does not fit; unknown names
        are let be."""
        self._check(self.settings, migrated(settings, self.migrations), at="")

    def defaults(self) -> dict[str, Any]:
        """Every setting with the value a new module starts with."""
        return self.complete({})

    def complete(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """All settings of this kind: the given values, renamed by migrations, and defaults for the
        rest."""
        return self._completed(self.settings, migrated(settings, self.migrations))

    def value(self, settings: Mapping[str, Any], path: str) -> Any:
        """The value at a path, the default where none was given; raises NotFoundError for an
        unknown setting."""
        self.setting(path)
        return read(self.complete(settings), path)

    def references(self, settings: Mapping[str, Any]) -> tuple[str, ...]:
        """The ids of all records that fitting settings name, each once, in order."""
        return tuple(dict.fromkeys(self._references(self.settings, self.fitting(settings))))

    def fitting(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """The completed settings with the default in place of every value that does not fit."""
        return self._fitting(self.settings, migrated(settings, self.migrations))

    # ---- inside ----

    def _check(self, fields: Iterable[AnySetting], values: Mapping[str, Any], *, at: str) -> None:
        for field in fields:
            if field.id not in values:
                continue
            place = joined(at, field.id)
            field.check(values[field.id], at=place)
            for number, part in self._parts(field, values[field.id]):
                self._check(self.blocks[_block(field)].settings, part, at=f"{place}.{number}")

    def _completed(self, fields: Iterable[AnySetting], values: Mapping[str, Any]) -> dict[str, Any]:
        full: dict[str, Any] = {}
        for field in fields:
            value = values.get(field.id, _MISSING)
            value = field.initial() if value is _MISSING else value
            if isinstance(field, Blocks) and isinstance(value, list | tuple):
                inner = self.blocks[field.block].settings
                parts = [part for part in value if isinstance(part, Mapping)]
                value = [{"id": p.get("id", ""), **self._completed(inner, p)} for p in parts]
            full[field.id] = value
        return full

    def _references(self, fields: Iterable[AnySetting], values: Mapping[str, Any]) -> Iterator[str]:
        for field in fields:
            yield from field.references(values[field.id])
            for __, part in self._parts(field, values[field.id]):
                yield from self._references(self.blocks[_block(field)].settings, part)

    def _fitting(self, fields: Iterable[AnySetting], values: Mapping[str, Any]) -> dict[str, Any]:
        return self._completed(
            fields, {f.id: self._kept(f, values) for f in fields if f.id in values}
        )

    def _kept(self, field: AnySetting, values: Mapping[str, Any]) -> Any:
        try:
            field.check(values[field.id])
        except InvalidError:
            return field.initial()
        if not isinstance(field, Blocks):
            return values[field.id]
        inner = self.blocks[field.block].settings
        return [{"id": part["id"], **self._fitting(inner, part)} for part in values[field.id]]

    def _parts(self, field: AnySetting, value: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
        if isinstance(field, Blocks):
            yield from enumerate(value)


_MISSING = object()


def _block(field: AnySetting) -> str:
    assert isinstance(field, Blocks)
    return field.block


def read_manifest(data: Any) -> Kind:
    """The kind that a decoded `kind.json` describes; raises InvalidError with the path of what is
    wrong."""
    return convert(data, Kind, at="")
