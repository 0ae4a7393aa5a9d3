"""Findings on pages, layouts and floors."""

from __future__ import annotations

from collections.abc import Iterator

from designer.document.document import Document
from designer.language import _
from designer.lint.finding import Finding
from designer.lint.rules import limit
from designer.records import Floor, Layout, Page, Product


def findings(document: Document) -> Iterator[Finding]:
    """Empty floors, pages with too many modules, products that cannot be shown well."""
    for page in document.all(Page):
        yield from _page(document, page)
    for product in document.all(Product):
        yield from _product(document, product)


def _page(document: Document, page: Page) -> Iterator[Finding]:
    most = int(limit("home.max_layouts"))
    if len(page.layouts) > most:
        yield Finding(
            rule="page.layouts",
            severity="info",
            record=page.id,
            message=_(
                "“{page}” has {count} layouts, more than {limit}",
                page=page.name,
                count=len(page.layouts),
                limit=most,
            ),
            mend=_("Remove layouts that no rule shows."),
        )
    for key in page.layouts:
        yield from _layout(document, document.get(key, Layout))


def _layout(document: Document, layout: Layout) -> Iterator[Finding]:
    floors = [document.get(key, Floor) for key in layout.floors]
    count, most = sum(len(floor.modules) for floor in floors), int(limit("layout.max_modules"))
    if count > most:
        yield Finding(
            rule="layout.modules",
            severity="warn",
            record=layout.id,
            message=_(
                "“{layout}” has {count} modules, more than {limit}",
                layout=layout.name,
                count=count,
                limit=most,
            ),
            mend=_("Put some of them on a page of their own."),
        )
    for floor in floors:
        if not floor.modules:
            yield Finding(
                rule="floor.empty",
                severity="warn",
                record=layout.id,
                message=_(
                    "Floor {level} of “{layout}” is empty", level=floor.level, layout=layout.name
                ),
                mend=_("Add modules to it."),
            )


def _product(document: Document, product: Product) -> Iterator[Finding]:
    if document.find(product.image) is None:
        yield Finding(
            rule="product.picture",
            severity="warn",
            record=product.id,
            message=_("The product “{name}” has no picture", name=product.short or product.title),
            mend=_("Choose one in the catalogue."),
        )
    if product.price <= 0:
        yield Finding(
            rule="product.price",
            severity="error",
            record=product.id,
            message=_("The product “{name}” has no price", name=product.short or product.title),
            mend=_("Enter its price."),
        )
    if not product.title.strip():
        yield Finding(
            rule="product.title",
            severity="error",
            record=product.id,
            message=_("The product “{id}” has no title", id=product.id),
            mend=_("Enter its title."),
        )
