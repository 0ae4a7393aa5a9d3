"""What a user does with starter layouts: put one on a page, with its pictures and its palette."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol
from zoneinfo import ZoneInfo

import msgspec

from designer.actions.editing import free_name
from designer.actions.modules import known_kind, remove_with_contents, said
from designer.document.document import Document
from designer.document.media import inspected
from designer.document.queries import modules_of, pages
from designer.errors import ReadOnlyError
from designer.language import _
from designer.records import (
    Asset,
    Category,
    Coupon,
    Floor,
    Layout,
    Module,
    Page,
    Product,
    Variant,
    new_id,
)
from designer.starters import Starter, StarterFloor, StarterModule, goods, picture

if TYPE_CHECKING:
    from designer.kinds.library import Library

MEDIA = "image/webp"


class Vault(Protocol):
    """Where the bytes of pictures go."""

    def add(self, data: bytes) -> str:
        """Keep the bytes; returns their SHA-256."""


def add_starter(
    document: Document,
    *,
    page: str,
    starter: Starter,
    library: Library,
    assets: Vault,
    palette: Literal["keep", "take"] = "keep",
    now: datetime | None = None,
) -> str:
    """Put a starter on a page as a new layout, in one step; returns the layout.

    A shop without products or coupons gets the starter's samples. Only a home page takes floor 2.
    The page's only layout gives way when nothing stands on it yet.
    """
    if document.read_only:
        raise ReadOnlyError(document.read_only)
    at = document.get(page, Page)
    floors = [one for one in starter.floors if one.level == 1 or at.type == "home"]
    for module in _modules(floors):
        known_kind(library, module.kind)
    made = _Making(document, starter, assets=assets, now=now)
    with document.transaction(
        _("New layout “{name}” on {page}", name=said(starter.name), page=at.name)
    ):
        made.goods()
        layout = made.layout(floors, taken=_names(document, at))
        _stand(document, page, layout)
        if palette == "take":
            made.paint()
    return layout.id


def left_out(document: Document, *, page: str, starter: Starter) -> tuple[str, ...]:
    """The modules of a starter that a page cannot take, by name: floor 2 where there is none."""
    if document.get(page, Page).type == "home":
        return ()
    return tuple(said(m.name) for m in _modules(f for f in starter.floors if f.level == 2))


class _Making:
    """Makes the records of one starter, with everything a project alone can tell filled in."""

    def __init__(
        self, document: Document, starter: Starter, *, assets: Vault, now: datetime | None
    ) -> None:
        self._document, self._starter, self._assets = document, starter, assets
        zone = ZoneInfo(document.shop.time_zone)
        self._now = (now or datetime.now(zone)).astimezone(zone)
        self._ids: dict[str, str] = {}

    def goods(self) -> None:
        """Bring products and coupons where the shop has none."""
        document, samples = self._document, goods(self._starter.trade)
        if not document.all(Product):
            shelves = {name: new_id(Category) for name in samples.categories}
            for name, key in shelves.items():
                document.put(Category(id=key, name=name))
            for good in samples.products:
                fields = {**msgspec.structs.asdict(good), "category": shelves[good.category]}
                image = self._picture(fields.pop("picture"), alt=good.short)
                document.put(Product(id=new_id(Product), image=image, **fields))
        if not document.all(Coupon):
            for name, amount, least in samples.coupons:
                coupon = Coupon(
                    id=new_id(Coupon), name=name, amount=amount * 100, threshold=least * 100
                )
                document.put(coupon)

    def layout(self, floors: list[StarterFloor], *, taken: set[str]) -> Layout:
        """The layout with its floors, modules and variants."""
        for module in _modules(floors):
            self._ids[f"module:{module.key}"] = new_id(Module)
        made = tuple(self._floor(floor) for floor in floors)
        layout = Layout(
            id=new_id(Layout), name=free_name(said(self._starter.name), taken), floors=made
        )
        self._document.put(layout)
        return layout

    def paint(self) -> None:
        """Give the shop the colours and corners the starter was drawn for."""
        shop, starter = self._document.shop, self._starter
        theme = msgspec.structs.replace(
            shop.theme,
            colours={**shop.theme.colours, **starter.colours},
            radius=starter.radius,
            heading=starter.heading,
        )
        self._document.put(msgspec.structs.replace(shop, theme=theme))

    def _floor(self, floor: StarterFloor) -> str:
        modules = tuple(self._module(module) for module in floor.modules)
        made = Floor(id=new_id(Floor), level=floor.level, modules=modules)
        self._document.put(made)
        return made.id

    def _module(self, module: StarterModule) -> str:
        name = said(module.name)
        settings: dict[str, Any] = self._filled(module.settings)
        variant = Variant(id=new_id(Variant), name=name, settings=settings)
        made = Module(
            id=self._ids[f"module:{module.key}"],
            kind=module.kind,
            name=name,
            variants=(variant.id,),
            default=variant.id,
        )
        self._document.put(variant)
        self._document.put(made)
        return made.id

    def _filled(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            if value.keys() == {"action", "target"}:
                return self._link(value)
            alt = value.get("alt", "")
            return {key: self._asset_or(item, alt) for key, item in value.items()}
        if isinstance(value, list):
            return [found for item in value if (found := self._filled(item)) is not None]
        return self._told(value) if isinstance(value, str) else value

    def _asset_or(self, item: Any, alt: str) -> Any:
        if isinstance(item, str) and item.startswith("picture:"):
            return self._picture(item.removeprefix("picture:"), alt=alt)
        return self._filled(item)

    def _told(self, text: str) -> str | None:
        kind, __, rest = text.partition(":")
        if kind == "coupon" and rest.isdigit():
            coupons = sorted(self._document.all(Coupon), key=lambda one: (one.amount, one.id))
            return coupons[int(rest)].id if int(rest) < len(coupons) else None
        if kind == "next":
            return _next(rest, self._now).isoformat()
        return text

    def _link(self, link: Mapping[str, str]) -> dict[str, str]:
        action, target = link["action"], link["target"]
        if target.startswith("page:"):
            found = (p.id for p in pages(self._document) if p.type == target.removeprefix("page:"))
            target = next(found, "")
        elif target.startswith("module:"):
            target = self._ids.get(target, "")
        elif action == "second_floor":
            known = any(key == "module:loft" for key in self._ids)
            return {"action": action if known else "none", "target": ""}
        else:
            return {"action": action, "target": target}
        return {"action": action if target else "follow", "target": target}

    def _picture(self, name: str, *, alt: str) -> str:
        if f"picture:{name}" not in self._ids:
            self._ids[f"picture:{name}"] = self._asset(name, alt)
        return self._ids[f"picture:{name}"]

    def _asset(self, name: str, alt: str) -> str:
        data = picture(name)
        digest = hashlib.sha256(data).hexdigest()
        known = next((a for a in self._document.all(Asset) if a.sha256 == digest), None)
        if known is not None:
            return known.id
        facts = inspected(data, MEDIA, name=name)
        made = Asset(
            id=new_id(Asset), name=alt or name, sha256=self._assets.add(data), media=MEDIA,
            size=len(data), width=facts.width, height=facts.height, alt=alt,
        )  # fmt: skip
        self._document.put(made)
        return made.id


def _modules(floors: Any) -> Iterator[StarterModule]:
    for floor in floors:
        yield from floor.modules


def _names(document: Document, page: Page) -> set[str]:
    return {document.get(key, Layout).name for key in page.layouts}


def _stand(document: Document, page: str, layout: Layout) -> None:
    """Put the layout on its page; the only one gives way when it is empty."""
    at = document.get(page, Page)
    first = at.layouts[0]
    if len(at.layouts) > 1 or modules_of(document, first):
        document.put(msgspec.structs.replace(at, layouts=(*at.layouts, layout.id)))
        return
    document.put(msgspec.structs.replace(at, layouts=(layout.id,), default=layout.id))
    remove_with_contents(document, first)


def _next(moment: str, now: datetime) -> datetime:
    """The next time the calendar says `MM-DDTHH:MM`, in the shop's zone."""
    this = datetime.fromisoformat(f"{now.year}-{moment}:00").replace(tzinfo=now.tzinfo)
    return this if this > now else this.replace(year=now.year + 1)
