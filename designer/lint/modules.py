"""Findings on modules: settings that do not fit, the kind's own advice, pictures, hot zones,
links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.queries import owner
from designer.errors import DesignerError
from designer.kinds.library import Library
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.coupons import Coupons
from designer.kinds.settings.cube import Cube
from designer.kinds.settings.hot_zones import HotZones
from designer.kinds.settings.image import Image
from designer.kinds.settings.link import Link
from designer.kinds.settings.media import Media
from designer.kinds.settings.products import Products
from designer.language import Language, _
from designer.lint import cubes, pictures, zones
from designer.lint.finding import Finding
from designer.lint.place import Place
from designer.records import Asset, Coupon, Module, Page, Product, Variant


def findings(document: Document, *, library: Library, language: Language) -> Iterator[Finding]:
    """The findings on every variant of every module."""
    for module in document.all(Module):
        yield from module_findings(document, module, library=library, language=language)


def module_findings(
    document: Document, module: Module, *, library: Library, language: Language
) -> Iterator[Finding]:
    """The findings on one module."""
    kind = library.get(module.kind)
    if kind is None:
        yield Finding(
            rule="kind.missing",
            severity="warn",
            record=module.id,
            message=_(
                "The module kind “{kind}” of “{module}” is not installed here",
                kind=module.kind,
                module=module.name,
            ),
            mend=_("Install it, or remove the module; its content is kept."),
        )
        return
    for key in module.variants:
        variant = document.find(key)
        if isinstance(variant, Variant):
            place = Place(document, module, variant, "")
            yield from _variant(kind, place, language=language)


def _variant(kind: Kind, place: Place, *, language: Language) -> Iterator[Finding]:
    try:
        kind.check(effective(place.document, place.variant.id))
    except DesignerError as error:
        path, __, reason = str(error).partition(": ")
        yield place._replace(path=path).finding(
            "setting.unfit",
            "error",
            _("A setting does not fit: {reason}", reason=reason or path),
            _("Fill it in anew; the default is shown until then."),
        )
    settings = kind.fitting(effective(place.document, place.variant.id))
    own = _own(place.document, place.variant)
    for finding in _settings(kind, kind.settings, settings, place):
        if own is None or finding.setting.partition(".")[0] in own:
            yield finding
    spoken = _spoken(settings, place.document)
    for rule in kind.lint:
        asked = {path.partition(".")[0] for path in rule.when.settings()}
        if rule.when.holds(spoken) and (own is None or asked & own):
            first = min(rule.when.settings(), default="")
            message = rule.message.zh if language == "zh_CN" else rule.message.en
            yield place._replace(path=first).finding(rule.id, rule.severity, message, "")


def _own(document: Document, variant: Variant) -> set[str] | None:
    """The settings that are told of here alone: what a variant takes from another of its page is
    told of there. None when all are."""
    if variant.base is None or not isinstance(document.find(variant.base), Variant):
        return None
    here, there = (owner(document, key, Page).id for key in (variant.id, variant.base))
    return set(variant.settings) if here == there else None


def _spoken(value: Any, document: Document) -> Any:
    """Settings in which a picture's own words stand in for missing ones, as they do on the page."""
    if isinstance(value, list | tuple):
        return [_spoken(part, document) for part in value]
    if not isinstance(value, Mapping):
        return value
    filled = {key: _spoken(part, document) for key, part in value.items()}
    asset = document.find(filled.get("asset")) if isinstance(filled.get("asset"), str) else None
    if isinstance(asset, Asset) and not filled.get("alt"):
        filled["alt"] = asset.alt
    return filled


def _settings(
    kind: Kind, fields: Iterable[AnySetting], values: Mapping[str, Any], place: Place
) -> Iterator[Finding]:
    for field in fields:
        here = place._replace(path=".".join(filter(None, (place.path, field.id))))
        if field.visible_if is not None and not field.visible_if.holds(values):
            continue
        if isinstance(field, Blocks):
            for number, part in enumerate(values[field.id]):
                inner = kind.blocks[field.block].settings
                yield from _settings(kind, inner, part, here._replace(path=f"{here.path}.{number}"))
        elif isinstance(field, HotZones):
            shown = field.shown_width(values)
            yield from zones.findings(field.parse(values[field.id]), here, shown=shown)
            yield from pictures.full_width(field.parse(values[field.id]).image, here)
        else:
            yield from _setting(field, values[field.id], here)


def _setting(field: AnySetting, value: Any, place: Place) -> Iterator[Finding]:
    if isinstance(field, Image):
        yield from pictures.image(field, field.parse(value), place)
    elif isinstance(field, Cube):
        yield from cubes.findings(field.parse(value), place)
    elif isinstance(field, Media):
        yield from pictures.media(field.parse(value), place)
    elif isinstance(field, Link):
        yield from zones.link(field.parse(value), place)
    elif isinstance(field, Products | Coupons):
        yield from _listed(field, value, place)


def _listed(field: Products | Coupons, value: Any, place: Place) -> Iterator[Finding]:
    record: type[Product | Coupon] = Product if isinstance(field, Products) else Coupon
    by_hand = isinstance(field, Coupons) or field.parse(value).mode == "manual"
    for key in field.references(value) if by_hand else ():  # a rule without products is told below
        if not isinstance(place.document.find(key), record):
            yield place.finding(
                "list.gone",
                "warn",
                _("“{id}” is no longer in the project and is left out", id=key),
                _("Take it off the list."),
            )
    if isinstance(field, Products) and not _shown(field, value, place):
        yield place.finding(
            "list.empty",
            "warn",
            _("The shelf finds no product"),
            _("Widen its rule, or choose products."),
        )


def _shown(field: Products, value: Any, place: Place) -> bool:
    from designer.render.scene import Scene

    return bool(Scene(place.document).products(field.parse(value)))
