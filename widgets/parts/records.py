"""The shop's things as options to pick from: products, categories, coupons, pages, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from designer.document.queries import modules_of, name_of, pages
from designer.language import _, current
from designer.records import Asset, Campaign, Category, Coupon, Module, Product, Record
from widgets.parts.choosing import Option
from widgets.parts.pictures import thumbnail

if TYPE_CHECKING:
    from widgets.session import Session


def yuan(fen: int) -> str:
    """An amount in fen as a price, such as ¥59 or ¥59.9."""
    return f"¥{fen / 100:,.2f}".rstrip("0").rstrip(".")


def people(count: int) -> str:
    """A number of people with its unit."""
    return _("{count} people", count=f"{count:,}")


def percent(share: float) -> str:
    """A share with one decimal; never 0 % for somebody, never 100 % for not all."""
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1:
        return ">99.9%"
    return f"{share * 100:.1f}%"


def weight(size: int) -> str:
    """A number of bytes for people."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"


def products(session: Session) -> Sequence[Option]:
    """All products, best sellers first."""
    found = sorted(session.document.all(Product), key=lambda one: -one.sales)
    return [product_option(session, product) for product in found]


def product_option(session: Session, product: Product) -> Option:
    """A product with picture and price."""
    note = f"{yuan(product.price)} · {_('{count} sold', count=f'{product.sales:,}')}"
    picture = thumbnail(session, product.image)
    return Option(value=product.id, title=name_of(product), note=note, picture=picture)


def categories(session: Session) -> Sequence[Option]:
    """All categories."""
    return [
        Option(value=one.id, title=one.name, icon="tag") for one in session.document.all(Category)
    ]


def coupons(session: Session) -> Sequence[Option]:
    """All coupons, the largest first."""
    found = sorted(session.document.all(Coupon), key=lambda one: -one.amount)
    return [
        Option(value=one.id, title=one.name, note=coupon_terms(one), icon="ticket-percent")
        for one in found
    ]


def coupon_terms(coupon: Coupon) -> str:
    """What a coupon gives, and from which amount on."""
    if not coupon.threshold:
        return _("{amount} off, no minimum", amount=yuan(coupon.amount))
    least = yuan(coupon.threshold)
    return _("{amount} off from {least}", amount=yuan(coupon.amount), least=least)


def shop_pages(session: Session) -> Sequence[Option]:
    """All pages in the shop's order."""
    return [Option(value=p.id, title=p.name, icon="file") for p in pages(session.document)]


def campaigns(session: Session) -> Sequence[Option]:
    """All campaigns."""
    found = session.document.all(Campaign)
    return [Option(value=one.id, title=one.name, icon="megaphone") for one in found]


def modules(session: Session) -> Sequence[Option]:
    """The modules of the layout in focus."""
    found = modules_of(session.document, session.focus.layout)
    return [Option(value=m.id, title=m.name, note=kind_name(session, m)) for m in found]


def kind_name(session: Session, module: Module) -> str:
    """What a module is, in the interface's language."""
    kind = session.library.get(module.kind)
    if kind is None:
        return module.kind
    return kind.name.zh if current() == "zh_CN" else kind.name.en


def pictures(session: Session, *, media: str = "image/") -> Sequence[Option]:
    """All assets of a media type, by name."""
    found = sorted(session.document.all(Asset), key=lambda one: one.name)
    return [asset_option(session, one) for one in found if one.media.startswith(media)]


def asset_option(session: Session, asset: Asset) -> Option:
    """An asset with its size."""
    picture = thumbnail(session, asset.id)
    return Option(value=asset.id, title=asset.name, note=measures(asset), picture=picture)


def measures(asset: Asset) -> str:
    """Pixels and weight of an asset."""
    size = weight(asset.size)
    return f"{asset.width} × {asset.height} · {size}" if asset.width else size


def named(records: Iterable[Record]) -> dict[str, str]:
    """The names of records by id."""
    return {record.id: name_of(record) for record in records}
