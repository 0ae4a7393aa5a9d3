"""What the meta-schema cannot say about a manifest: that its parts agree with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from designer.errors import DesignerError
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.hot_zones import HotZones
from designer.language import _

RESERVED = frozenset({"u", "id", "index", "css"})
PARTS = frozenset({"block", "zone", "cell", "focus"})
"""What the class names of parts begin with; a list called so could bear another's."""


class Fault(NamedTuple):
    """Where in `kind.json`, what is wrong, and how to mend it."""

    place: str
    message: str
    mend: str


def manifest_faults(kind: Kind, *, folder: str) -> Iterator[Fault]:
    """Everything in a manifest that disagrees with the rest of it."""
    if kind.id != folder:
        yield Fault(
            "id",
            _("“{id}” is not the folder's name", id=kind.id),
            _("call it “{folder}”", folder=folder),
        )
    yield from _fields(kind.settings, place="settings")
    for name, block in kind.blocks.items():
        yield from _fields(block.settings, place=f"blocks.{name}.settings")
        yield from _block(name, kind)
    yield from _block_use(kind)
    yield from _first_parts(kind)
    yield from _presets(kind)
    yield from _lint(kind)


def _fields(settings: Iterable[AnySetting], *, place: str) -> Iterator[Fault]:
    counts = Counter(setting.id for setting in settings)
    for name, count in counts.items():
        if count > 1:
            yield Fault(place, _("two settings are called “{name}”", name=name), _("rename one"))
        if name in RESERVED:
            yield Fault(
                place, _("“{name}” has a meaning of its own", name=name), _("choose another id")
            )
    if sum(isinstance(setting, HotZones) for setting in settings) > 1:
        yield Fault(place, _("two hot-zone pictures share their zones' class names"), _("keep one"))
    if sum(isinstance(setting, Cube) for setting in settings) > 1:
        yield Fault(place, _("two cubes share their cells' class names"), _("keep one"))
    for setting in settings:
        if isinstance(setting, Blocks) and setting.id in PARTS:
            text = _("“{name}” begins class names of the program's own", name=setting.id)
            yield Fault(place, text, _("choose another id"))
    for setting in settings:
        yield from _field(setting, known=frozenset(counts), place=f"{place}.{setting.id}")


def _field(setting: AnySetting, *, known: frozenset[str], place: str) -> Iterator[Fault]:
    try:
        setting.check(setting.initial())
    except DesignerError as error:
        yield Fault(f"{place}.default", str(error), _("choose a default that fits"))
    if setting.visible_if is not None:
        for name in sorted(setting.visible_if.settings() - known):
            yield Fault(
                f"{place}.visible_if",
                _("there is no setting “{name}” beside it", name=name),
                _known(known),
            )


def _block(name: str, kind: Kind) -> Iterator[Fault]:
    place, block = f"blocks.{name}", kind.blocks[name]
    if any(isinstance(setting, Blocks) for setting in block.settings):
        yield Fault(place, _("parts cannot hold parts"), _("take the inner blocks setting out"))
    known = frozenset(setting.id for setting in block.settings)
    if block.title is not None and block.title not in known:
        yield Fault(
            f"{place}.title",
            _("there is no setting “{name}” beside it", name=block.title),
            _known(known),
        )


def _block_use(kind: Kind) -> Iterator[Fault]:
    used = [setting for setting in kind.settings if isinstance(setting, Blocks)]
    for setting in used:
        if setting.block not in kind.blocks:
            place = f"settings.{setting.id}.block"
            yield Fault(
                place,
                _("there is no block “{name}”", name=setting.block),
                _known(frozenset(kind.blocks)),
            )
    for name in sorted(set(kind.blocks) - {setting.block for setting in used}):
        yield Fault(
            f"blocks.{name}",
            _("no setting uses this block"),
            _("add a blocks setting, or take it out"),
        )


def _first_parts(kind: Kind) -> Iterator[Fault]:
    """What is wrong inside the parts that a new module starts with."""
    for setting in kind.settings:
        if isinstance(setting, Blocks) and setting.block in kind.blocks:
            fields = {field.id: field for field in kind.blocks[setting.block].settings}
            for number, part in enumerate(setting.default):
                place = f"settings.{setting.id}.default.{number}"
                yield from _first_part(part, fields, place=place)


def _first_part(
    part: Mapping[str, Any], fields: Mapping[str, AnySetting], *, place: str
) -> Iterator[Fault]:
    for name in sorted(set(part) - set(fields) - {"id"}):
        text = _("there is no setting “{name}”", name=name)
        yield Fault(f"{place}.{name}", text, _known(frozenset(fields)))
    for name in sorted(set(part) & set(fields)):
        try:
            fields[name].check(part[name])
        except DesignerError as error:
            yield Fault(f"{place}.{name}", str(error), _("choose a value that fits"))


def _presets(kind: Kind) -> Iterator[Fault]:
    known = frozenset(setting.id for setting in kind.settings)
    for number, preset in enumerate(kind.presets):
        place = f"presets.{number}.settings"
        for name in sorted(set(preset.settings) - known):
            yield Fault(
                f"{place}.{name}", _("there is no setting “{name}”", name=name), _known(known)
            )
        yield from _fits(kind, preset.settings, place=place)


def _fits(kind: Kind, settings: Mapping[str, Any], *, place: str) -> Iterator[Fault]:
    try:
        kind.check(settings)
    except DesignerError as error:
        yield Fault(place, str(error), _("choose a value that fits"))
    except KeyError:
        return  # an unknown block, which has been told already


def _lint(kind: Kind) -> Iterator[Fault]:
    known = frozenset(setting.id for setting in kind.settings)
    for number, rule in enumerate(kind.lint):
        place = f"lint.{number}"
        if not rule.id.startswith(f"{kind.id}."):
            yield Fault(
                f"{place}.id",
                _("“{id}” does not name its kind", id=rule.id),
                _("begin it with “{kind}.”", kind=kind.id),
            )
        for name in sorted(rule.when.settings() - known):
            yield Fault(
                f"{place}.when", _("there is no setting “{name}”", name=name), _known(known)
            )


def _known(names: frozenset[str]) -> str:
    return _("use one of {known}", known=", ".join(sorted(names)))
