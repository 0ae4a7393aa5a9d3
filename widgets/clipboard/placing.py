"""Pictures and products put where the hand let them go: on a picture, on a shelf, or between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from designer.actions.pictures import (
    add_products,
    add_shelf,
    products_setting,
    put_up,
    set_picture,
)
from designer.document.inheritance import effective
from designer.document.pictured import pictures, showing
from designer.kinds.settings.products import ProductsValue
from designer.language import _
from designer.records import HIDDEN, Module, Product
from designer.render.catalogue import asked
from widgets.clipboard.files import Read, bring_in

if TYPE_CHECKING:
    from widgets.session import Session


class Spot(NamedTuple):
    """Where something is put: onto a module (`source` is the picture's address there, empty for
    its empty one; `path` the setting itself, when it is known), or on a floor at a position."""

    floor: str = ""
    position: int = 0
    module: str = ""
    source: str = ""
    path: str = ""


def place_files(session: Session, read: Sequence[Read], spot: Spot) -> None:
    """Bring pictures in and show them at a spot, all as one step."""
    label = (
        _("Place {name}", name=read[0].name)
        if len(read) == 1
        else _("Place {count} pictures", count=len(read))
    )

    def work() -> tuple[str, ...]:
        with session.document.transaction(label):
            return _placed(session, bring_in(session, read), spot)

    _show(session, session.attempt(work))


def place_assets(session: Session, assets: Sequence[str], spot: Spot) -> None:
    """Show pictures of the project at a spot."""
    _show(session, session.attempt(lambda: _placed(session, assets, spot)))


def place_products(session: Session, products: Sequence[str], spot: Spot) -> None:
    """Put products on the shelf at a spot, or put a shelf up there."""

    def work() -> tuple[str, ...]:
        document, library = session.document, session.library
        if not spot.module:
            return (add_shelf(document, products=products, floor=spot.floor, index=spot.position,
                              library=library),)  # fmt: skip
        variant = shown_variant(session, spot.module)
        add_products(document, variant=variant, products=products,
                     shown=_on_shelf(session, spot.module, variant), library=library)  # fmt: skip
        return (spot.module,)

    _show(session, session.attempt(work))


def shown_variant(session: Session, module: str) -> str:
    """The variant of a module that the canvas shows, else its default, else its first."""
    found = session.document.get(module, Module)
    choices = (session.decision().choices.get(module, HIDDEN), found.default, *found.variants)
    return next(one for one in choices if one != HIDDEN)


def takes_pictures(session: Session) -> dict[str, list[str]]:
    """By module what a picture can replace: the beginnings of files' names, "" for an empty one."""
    document = session.document
    found: dict[str, list[str]] = {}
    for module in session.modules():
        if document.get(module, Module).locked:
            continue
        variant = shown_variant(session, module)
        held = pictures(document, variant, library=session.library)
        names = [_file(session, one.asset) for one in held]
        if names:
            found[module] = list(dict.fromkeys(names))
    return found


def takes_products(session: Session) -> dict[str, list[str]]:
    """The modules that show products."""
    document = session.document
    found = (document.get(key, Module) for key in session.modules())
    return {
        one.id: [""]
        for one in found
        if not one.locked and products_setting(session.library, one.kind) is not None
    }


def _placed(session: Session, assets: Sequence[str], spot: Spot) -> tuple[str, ...]:
    document, library = session.document, session.library
    if not spot.module:
        return put_up(document, assets=assets, floor=spot.floor, index=spot.position,
                      library=library)  # fmt: skip
    variant = shown_variant(session, spot.module)
    path = spot.path
    if not path:
        found = showing(document, pictures(document, variant, library=library), spot.source)
        path = found.path if found is not None else ""
    if path:
        set_picture(document, variant=variant, path=path, asset=assets[0], library=library)
    return (spot.module,)


def _on_shelf(session: Session, module: str, variant: str) -> list[str]:
    """The products a shelf shows now, whether by hand or by its rule."""
    document, library = session.document, session.library
    kind = library.kinds[document.get(module, Module).kind]
    setting = products_setting(library, kind.id) or ""
    value = kind.complete(effective(document, variant))[setting]
    query = kind.setting(setting).parse(value)
    assert isinstance(query, ProductsValue)
    if query.mode == "manual":
        return list(query.items)
    return [one.id for one in asked(document.all(Product), query)]


def _file(session: Session, asset: str) -> str:
    found = session.document.find(asset)
    return str(getattr(found, "sha256", ""))[:16]


def _show(session: Session, made: tuple[str, ...] | None) -> None:
    if made:
        session.look(modules=made)
