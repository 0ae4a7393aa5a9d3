"""The scene of one rendering: answers what settings and templates ask of the document, and notes
what was read."""

from __future__ import annotations

from collections.abc import Iterator

from designer.document.document import Document
from designer.kinds.settings.crop import Crop
from designer.kinds.settings.link import TARGETS
from designer.kinds.settings.products import ProductsValue
from designer.records import Asset, Category, Coupon, Page, Product
from designer.render.catalogue import Lists, asked
from designer.render.files import asset_file, page_file
from designer.render.views import (
    CategoryView,
    CouponView,
    ImageView,
    LinkView,
    MediaView,
    ModuleView,
    ProductView,
    ShopView,
)

ALL_PRODUCTS = "*product"
ALL_CATEGORIES = "*category"
ALL_PAGES = "*page"
"""What a scene notes when it looked through all records of a type."""


class Scene:
    """Views of the document's records for one module; `reads` and `assets` tell afterwards what
    they came from.

    `root` is the way from the page's file to the package's root, such as `../` for pages in a
    folder.
    """

    def __init__(self, document: Document, *, root: str = "", lists: Lists | None = None) -> None:
        self.document = document
        self._lists = Lists() if lists is None else lists
        self.root = root
        self.reads: set[str] = set()
        self.assets: set[str] = set()

    # ---- asked by settings ----

    def image(
        self,
        asset: str | None,
        *,
        alt: str = "",
        focus: tuple[float, float] = (0.5, 0.5),
        css: str = "",
        part: Crop | None = None,
    ) -> ImageView | None:
        """A picture or a part of it; its own alt text stands in for a missing one."""
        record = self._asset(asset)
        if record is None or not record.media.startswith("image/"):
            return None
        size = (record.width, record.height)
        width, height = part.size(*size) if part is not None and all(size) else size
        return ImageView(
            url=self._url(record),
            width=width,
            height=height,
            alt=alt or record.alt,
            focus=focus if part is None else part.inside(focus),
            css=css if part is None else f"{css} cropped".strip(),
        )

    def media(self, asset: str | None, *, poster: str | None, muted: bool) -> MediaView | None:
        """A video, panorama or model with its poster."""
        record, picture = self._asset(asset), self.image(poster)
        if record is None:
            return (
                None
                if picture is None
                else MediaView(url="", media="", poster=picture, muted=muted)
            )
        return MediaView(url=self._url(record), media=record.media, poster=picture, muted=muted)

    def link(self, action: str, target: str) -> LinkView | None:
        """A link, None when it leads nowhere or to something that is gone."""
        if action == "none":
            return None
        if action == "url":
            return (
                LinkView(action=action, target=target, href=target, label=target)
                if target
                else None
            )
        if action not in TARGETS:
            return LinkView(action=action, target="", href=f"#/{action}", label="")
        record = self._find(target)
        if not isinstance(record, TARGETS[action]):
            return None
        href = f"#{target}" if action == "module" else f"#/{action}/{target}"
        if isinstance(record, Page):
            self.reads.add(ALL_PAGES)
            href = self.root + page_file(record, self.document)
        return LinkView(
            action=action,
            target=target,
            href=href,
            label=str(getattr(record, "name", "") or _title(record)),
        )

    def products(self, query: ProductsValue) -> tuple[ProductView, ...]:
        """The products a setting names or finds."""
        if query.mode == "rule":
            self.reads.add(ALL_PRODUCTS)
            return tuple(
                self._product(p) for p in asked(self._lists.all(self.document, Product), query)
            )
        found = (self._find(key) for key in query.items)
        return tuple(self._product(p) for p in found if isinstance(p, Product))

    def coupons(self, ids: tuple[str, ...]) -> tuple[CouponView, ...]:
        """These coupons, without those that are gone."""
        found = (self._find(key) for key in ids)
        return tuple(self._coupon(c) for c in found if isinstance(c, Coupon))

    # ---- asked by templates ----

    def shop(self) -> ShopView:
        """The shop."""
        shop = self.document.shop
        self.reads.add("shop")
        return ShopView(
            name=shop.name,
            slogan=shop.slogan,
            logo=self.image(shop.logo, alt=shop.name),
            followers=shop.followers,
        )

    def categories(self) -> tuple[CategoryView, ...]:
        """All categories by id, with how many products each holds."""
        self.reads |= {ALL_CATEGORIES, ALL_PRODUCTS}
        counts: dict[str | None, int] = {}
        for product in self._lists.all(self.document, Product):
            counts[product.category] = counts.get(product.category, 0) + 1
        return tuple(self._categories(counts))

    def module(self, key: str, *, name: str, floor: int) -> ModuleView:
        """The module itself."""
        return ModuleView(id=key, name=name, floor=floor)

    # ---- inside ----

    def _categories(self, counts: dict[str | None, int]) -> Iterator[CategoryView]:
        for category in self._lists.all(self.document, Category):
            link = LinkView(
                action="category",
                target=category.id,
                href=f"#/category/{category.id}",
                label=category.name,
            )
            yield CategoryView(
                id=category.id,
                name=category.name,
                image=self.image(category.image, alt=""),
                link=link,
                count=counts.get(category.id, 0),
            )

    def _product(self, product: Product) -> ProductView:
        category = self._find(product.category)
        return ProductView(
            id=product.id,
            title=product.title,
            short=product.short or product.title,
            price=product.price,
            original=product.original if (product.original or 0) > product.price else None,
            image=self.image(product.image, alt=product.short or product.title),
            category=category.name if isinstance(category, Category) else "",
            tags=product.tags,
            sales=product.sales,
            stock=product.stock,
            link=LinkView(
                action="item", target=product.id, href=f"#/item/{product.id}", label=product.title
            ),
            cart=LinkView(
                action="add_to_cart",
                target=product.id,
                href=f"#/add_to_cart/{product.id}",
                label=product.title,
            ),
        )

    def _coupon(self, coupon: Coupon) -> CouponView:
        link = LinkView(
            action="coupon_claim",
            target=coupon.id,
            href=f"#/coupon_claim/{coupon.id}",
            label=coupon.name,
        )
        return CouponView(
            id=coupon.id,
            name=coupon.name,
            amount=coupon.amount,
            threshold=coupon.threshold,
            start=coupon.start,
            end=coupon.end,
            link=link,
        )

    def _find(self, key: str | None) -> object:
        if key:
            self.reads.add(key)
        return self.document.find(key)

    def _asset(self, key: str | None) -> Asset | None:
        record = self._find(key)
        if not isinstance(record, Asset):
            return None
        self.assets.add(record.sha256)
        return record

    def _url(self, asset: Asset) -> str:
        return self.root + asset_file(asset)


def _title(record: object) -> str:
    return record.title if isinstance(record, Product) else ""
