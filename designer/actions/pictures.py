"""What a user does with pictures and products brought to a page: replace, fill, put up new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from designer.actions.modules import add_module, known_kind
from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.document.inheritance import effective
from designer.document.pictured import pictures
from designer.document.queries import owner
from designer.errors import NotFoundError, RefusedError
from designer.language import _
from designer.records import Asset, Module, Product, Variant

if TYPE_CHECKING:
    from designer.kinds.library import Library
    from designer.kinds.manifest import Kind

POSTER, FILM, SHELF = "poster", "brand_video", "product_grid"
"""The kinds that a lone picture, a lone video and a lone product become."""

WIDTH, LOWEST, HIGHEST = 750, 160, 1600
"""Of a poster, in design pixels."""


def set_picture(
    document: Document, *, variant: str, path: str, asset: str, library: Library
) -> str:
    """Show another picture in one of a variant's pictures; its crop goes, its alt text stays."""
    shown = document.get(asset, Asset)
    found = next((p for p in pictures(document, variant, library=library) if p.path == path), None)
    if found is None:
        raise NotFoundError(_("There is no setting “{path}”.", path=path))
    value = {"asset": asset, "alt": found.value.get("alt") or shown.alt, "focus": [0.5, 0.5]}
    name = owner(document, variant, Module).name
    with document.transaction(_("Replace the picture of {name}", name=name)):
        set_setting(document, variant=variant, setting=path, value=value, library=library)
    return variant


def kind_for(media: str) -> str | None:
    """The kind that a file of this type becomes on a page; None when it becomes none."""
    kinds = {"image": POSTER, "video": FILM}
    return kinds.get(media.partition("/")[0])


def put_up(
    document: Document, *, assets: Sequence[str], floor: str, index: int, library: Library
) -> tuple[str, ...]:
    """Put up a poster for each picture, as high as it needs and with nothing written on it, and a
    film for each video. Raises RefusedError for what becomes no module."""
    shown = [document.get(key, Asset) for key in assets]
    label = (
        _("Put up {name}", name=shown[0].name)
        if len(shown) == 1
        else _("Put up {count} pictures", count=len(shown))
    )
    with document.transaction(label):
        return tuple(
            _put_up(document, one, floor=floor, index=index + offset, library=library)
            for offset, one in enumerate(shown)
        )


def add_shelf(
    document: Document, *, products: Sequence[str], floor: str, index: int, library: Library
) -> str:
    """Put up a shelf of these products, in this order."""
    kind = known_kind(library, SHELF)
    names = [_name(document, key) for key in products]
    settings = {"products": {"mode": "manual", "items": list(products)}}
    with document.transaction(_("Put up a shelf with {name}", name=names[0])):
        return _filled(document, kind, floor=floor, index=index, name=None, settings=settings,
                       library=library)  # fmt: skip


def add_products(
    document: Document,
    *,
    variant: str,
    products: Sequence[str],
    shown: Sequence[str],
    library: Library,
) -> str:
    """Put products behind those a shelf shows; one filled by a rule keeps what it shows now."""
    setting = products_setting(library, owner(document, variant, Module).kind)
    if setting is None:
        raise RefusedError(_("This module shows no products."))
    items = [*shown, *(key for key in products if key not in shown)]
    if len(items) == len(shown):
        raise RefusedError(_("“{name}” is on this shelf already.",
                             name=_name(document, products[0])))  # fmt: skip
    kind = known_kind(library, owner(document, variant, Module).kind)
    before = kind.complete(effective(document, variant))[setting]
    value = {**before, "mode": "manual", "items": items}
    with document.transaction(_("Put {name} on the shelf", name=_name(document, products[0]))):
        set_setting(document, variant=variant, setting=setting, value=value, library=library)
    return variant


def products_setting(library: Library, kind: str) -> str | None:
    """The setting of a kind that holds products; None when there is none."""
    found = library.get(kind)
    settings = found.settings if found is not None else ()
    return next((one.id for one in settings if one.type == "products"), None)


def _put_up(document: Document, asset: Asset, *, floor: str, index: int, library: Library) -> str:
    name = kind_for(asset.media)
    if name is None:
        raise RefusedError(_("“{name}” is neither a picture nor a video.", name=asset.name))
    kind = known_kind(library, name)
    film = {"video": {"asset": asset.id, "poster": None, "muted": True}}
    return _filled(
        document, kind, floor=floor, index=index, name=asset.name,
        settings=_poster(kind, asset) if name == POSTER else film, library=library,
    )  # fmt: skip


def _filled(
    document: Document,
    kind: Kind,
    *,
    floor: str,
    index: int,
    name: str | None,
    settings: dict[str, Any],
    library: Library,
) -> str:
    key = add_module(document, kind=kind.id, floor=floor, index=index, library=library, name=name)
    variant = document.get(document.get(key, Module).default, Variant)
    known = {one.id for one in kind.settings}
    kept = {name: value for name, value in settings.items() if name in known}
    document.put(msgspec.structs.replace(variant, settings=kept))
    return key


def _poster(kind: Kind, asset: Asset) -> dict[str, Any]:
    """A picture alone: in its own shape, from edge to edge, without the texts of the kind."""
    texts = {one.id: "" for one in kind.settings if one.type == "text"}
    high = round(WIDTH * asset.height / asset.width, -1) if asset.width else 640
    return {
        **texts,
        "image": {"asset": asset.id, "alt": asset.alt, "focus": [0.5, 0.5]},
        "layout": "picture",
        "height": int(max(LOWEST, min(HIGHEST, high))),
        "inset": False,
        "above": 0,
        "below": 0,
    }


def _name(document: Document, product: str) -> str:
    found = document.get(product, Product)
    return found.short or found.title
