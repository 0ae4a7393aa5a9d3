"""What a user does to pages, their layouts and the floors of a layout."""

from __future__ import annotations

from typing import Literal

import msgspec

from designer.actions.editing import copies, free_name, inserted, moved, without
from designer.actions.modules import remove_with_contents
from designer.actions.variants import refuse_if_chosen, set_default
from designer.document.document import Document
from designer.document.queries import floor_at, owner, pages, subtree
from designer.errors import RefusedError
from designer.language import _
from designer.records import AnyRecord, Floor, Layout, Page, new_id

PageType = Literal["home", "items", "category", "member", "new", "stores", "campaign", "custom"]


def add_page(
    document: Document, *, name: str, type: PageType = "custom", index: int | None = None
) -> str:
    """Add a page with one empty layout; a home page gets both floors."""
    *floors, layout = _empty(type, name=_("Standard"))
    name = free_name(name, (page.name for page in pages(document)))
    page = Page(id=new_id(Page), name=name, type=type, layouts=(layout.id,), default=layout.id)
    shop = document.shop
    with document.transaction(_("Add page {name}", name=name)):
        for record in (*floors, layout):
            document.put(record)
        document.put(page)
        document.put(msgspec.structs.replace(shop, pages=inserted(shop.pages, page.id, index)))
    return page.id


def duplicate_page(document: Document, *, page: str) -> str:
    """Copy a page with its layouts, modules and rules; the copy follows it."""
    records = copies(subtree(document, document.get(page, Page).id))
    made = next(record for record in records if isinstance(record, Page))
    name = free_name(made.name, (one.name for one in pages(document)))
    shop = document.shop
    with document.transaction(_("Duplicate page {name}", name=made.name)):
        for record in records:
            document.put(record)
        document.put(msgspec.structs.replace(made, name=name))
        after = inserted(shop.pages, made.id, shop.pages.index(page) + 1)
        document.put(msgspec.structs.replace(shop, pages=after))
    return made.id


def move_page(document: Document, *, page: str, index: int) -> str:
    """Bring a page to `index` in the list of pages."""
    shop = document.shop
    name = document.get(page, Page).name
    with document.transaction(_("Move page {name}", name=name)):
        document.put(msgspec.structs.replace(shop, pages=moved(shop.pages, page, index)))
    return page


def remove_page(document: Document, *, page: str) -> None:
    """Take a page out with all its layouts; the last page stays."""
    gone = document.get(page, Page)
    shop = document.shop
    if shop.pages == (page,):
        raise RefusedError(_("“{name}” is the only page and stays.", name=gone.name))
    with document.transaction(_("Remove page {name}", name=gone.name)):
        document.put(msgspec.structs.replace(shop, pages=without(shop.pages, page)))
        remove_with_contents(document, page)


def add_layout(
    document: Document, *, page: str, copy_of: str | None = None, name: str | None = None
) -> str:
    """Add a layout to a page, empty or as a copy of another; rules decide who gets it."""
    at = document.get(page, Page)
    if copy_of is None:
        records = _empty(at.type, name=_("Layout"))
    else:
        records = copies(subtree(document, document.get(copy_of, Layout).id))
    made = next(record for record in records if isinstance(record, Layout))
    taken = (document.get(key, Layout).name for key in at.layouts)
    made = msgspec.structs.replace(made, name=free_name(name or made.name, taken))
    with document.transaction(_("Add layout {name} to {page}", name=made.name, page=at.name)):
        for record in records:
            document.put(record)
        document.put(made)
        document.put(msgspec.structs.replace(at, layouts=(*at.layouts, made.id)))
    return made.id


def remove_layout(document: Document, *, layout: str) -> None:
    """Take a layout out of its page; refused while it is the default or a rule shows it."""
    gone = document.get(layout, Layout)
    at = owner(document, layout, Page)
    refuse_if_chosen(at, layout, name=gone.name)
    with document.transaction(_("Remove layout {name} of {page}", name=gone.name, page=at.name)):
        document.put(msgspec.structs.replace(at, layouts=without(at.layouts, layout)))
        remove_with_contents(document, layout)


def move_layout(document: Document, *, layout: str, index: int) -> str:
    """Bring a layout to `index` among those of its page."""
    at = owner(document, layout, Page)
    with document.transaction(_("Reorder the layouts of {name}", name=at.name)):
        document.put(msgspec.structs.replace(at, layouts=moved(at.layouts, layout, index)))
    return layout


def set_default_layout(document: Document, *, page: str, layout: str) -> str:
    """Choose the layout of everybody whom no rule of the page catches."""
    return set_default(document, slot=page, variant=layout)


def add_floor(document: Document, *, layout: str, level: Literal[1, 2]) -> str:
    """Add the floor that a layout lacks."""
    at = document.get(layout, Layout)
    if floor_at(document, layout, level) is not None:
        text = _("“{name}” already has floor {level}.", name=at.name, level=level)
        raise RefusedError(text)
    floor = Floor(id=new_id(Floor), level=level)
    with document.transaction(_("Add floor {level} to {name}", level=level, name=at.name)):
        document.put(floor)
        document.put(msgspec.structs.replace(at, floors=(*at.floors, floor.id)))
    return floor.id


def remove_floor(document: Document, *, floor: str) -> None:
    """Take floor 2 out of its layout, with its modules; floor 1 stays."""
    gone = document.get(floor, Floor)
    at = owner(document, floor, Layout)
    if gone.level == 1:
        raise RefusedError(_("Every layout keeps its floor 1."))
    with document.transaction(_("Remove floor {level} of {name}", level=gone.level, name=at.name)):
        document.put(msgspec.structs.replace(at, floors=without(at.floors, floor)))
        remove_with_contents(document, floor)


def _empty(type: PageType, *, name: str) -> tuple[AnyRecord, ...]:
    levels: tuple[Literal[1, 2], ...] = (1, 2) if type == "home" else (1,)
    floors = [Floor(id=new_id(Floor), level=level) for level in levels]
    return (*floors, Layout(id=new_id(Layout), name=name, floors=tuple(f.id for f in floors)))
