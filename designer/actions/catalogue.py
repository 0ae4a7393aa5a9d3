"""What a user does to the catalogue: products, categories and coupons."""

from __future__ import annotations

from designer.actions.editing import free_name, kept
from designer.document.document import Document
from designer.document.queries import name_of
from designer.language import _
from designer.records import Category, Coupon, Instant, Product, new_id


def add_product(
    document: Document,
    *,
    title: str,
    price: int,
    short: str = "",
    original: int | None = None,
    image: str | None = None,
    category: str | None = None,
    tags: tuple[str, ...] = (),
    sales: int = 0,
    stock: int = 0,
) -> str:
    """Add a product; prices in fen."""
    made = Product(
        id=new_id(Product), title=title, short=short, price=price, original=original, image=image,
        category=category, tags=tags, sales=sales, stock=stock,
    )  # fmt: skip
    with document.transaction(_("Add product {name}", name=name_of(made))):
        document.put(made)
    return made.id


def set_product(document: Document, *, product: Product) -> str:
    """Replace the product that has this id."""
    kept(document, product, label=_("Change product {name}", name=name_of(product)), of=Product)
    return product.id


def remove_product(document: Document, *, product: str) -> None:
    """Take a product out; refused while a module names it."""
    gone = document.get(product, Product)
    with document.transaction(_("Remove product {name}", name=name_of(gone))):
        document.remove(product)


def add_category(document: Document, *, name: str, image: str | None = None) -> str:
    """Add a shelf of the catalogue."""
    others = (category.name for category in document.all(Category))
    made = Category(id=new_id(Category), name=free_name(name, others), image=image)
    with document.transaction(_("Add category {name}", name=made.name)):
        document.put(made)
    return made.id


def set_category(document: Document, *, category: Category) -> str:
    """Replace the category that has this id."""
    kept(document, category, label=_("Change category {name}", name=category.name), of=Category)
    return category.id


def remove_category(document: Document, *, category: str) -> None:
    """Take a category out; refused while a product or a module names it."""
    gone = document.get(category, Category)
    with document.transaction(_("Remove category {name}", name=gone.name)):
        document.remove(category)


def add_coupon(
    document: Document,
    *,
    name: str,
    amount: int,
    threshold: int = 0,
    start: Instant | None = None,
    end: Instant | None = None,
) -> str:
    """Add a coupon; amounts in fen."""
    made = Coupon(
        id=new_id(Coupon), name=name, amount=amount, threshold=threshold, start=start, end=end
    )
    with document.transaction(_("Add coupon {name}", name=name)):
        document.put(made)
    return made.id


def set_coupon(document: Document, *, coupon: Coupon) -> str:
    """Replace the coupon that has this id."""
    kept(document, coupon, label=_("Change coupon {name}", name=coupon.name), of=Coupon)
    return coupon.id


def remove_coupon(document: Document, *, coupon: str) -> None:
    """Take a coupon out; refused while a module names it."""
    gone = document.get(coupon, Coupon)
    with document.transaction(_("Remove coupon {name}", name=gone.name)):
        document.remove(coupon)
