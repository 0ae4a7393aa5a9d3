"""What can be done to pages and their layouts: add, copy, order, choose what everybody sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from designer.actions import pages as verbs
from designer.document.queries import floor_at
from designer.language import _, mark
from widgets.command import Command

if TYPE_CHECKING:
    from widgets.window import Window


def _held(window: Window) -> str:
    """Why nothing may be changed; empty when it may."""
    return window.session.project.read_only


def add_page(window: Window) -> None:
    """Offer the types of page; the new page is named right in the outline."""
    from widgets.outline.deeds import offer_pages

    window.design().side.show_tab("outline")
    offer_pages(window.design().side.outline)


def duplicate_page(window: Window) -> None:
    """Copy the page in focus and go to the copy."""
    session = window.session
    made = session.attempt(lambda: verbs.duplicate_page(session.document, page=session.focus.page))
    if made is not None:
        session.look(page=made, modules=())


def move_page(by: int) -> Callable[[Window], None]:
    """A command that moves the page in focus in the list of pages."""

    def run(window: Window) -> None:
        session = window.session
        at = session.document.shop.pages.index(session.focus.page) + by
        session.attempt(
            lambda: verbs.move_page(session.document, page=session.focus.page, index=at)
        )

    return run


def new_layout(window: Window) -> None:
    """Add an empty layout to the page in focus and go there."""
    session = window.session
    made = session.attempt(lambda: verbs.add_layout(session.document, page=session.focus.page))
    if made is not None:
        session.look(layout=made, modules=())


def move_layout(by: int) -> Callable[[Window], None]:
    """A command that moves the layout in focus among those of its page."""

    def run(window: Window) -> None:
        session = window.session
        at = session.page().layouts.index(session.focus.layout) + by
        session.attempt(
            lambda: verbs.move_layout(session.document, layout=session.focus.layout, index=at)
        )

    return run


def default_layout(window: Window) -> None:
    """Let everybody whom no rule catches see the layout in focus."""
    session, focus = window.session, window.session.focus
    session.attempt(
        lambda: verbs.set_default_layout(session.document, page=focus.page, layout=focus.layout)
    )


def second_floor(window: Window) -> None:
    """Give the layout in focus its second floor, or take it away when it is there."""
    session = window.session
    document, layout = session.document, session.layout()
    floor = floor_at(document, layout.id, 2)
    if floor is None:
        session.attempt(lambda: verbs.add_floor(document, layout=layout.id, level=2))
    else:
        session.attempt(lambda: verbs.remove_floor(document, floor=floor.id))


def campaigns(window: Window) -> None:
    """Open the campaigns and their phases."""
    from widgets.campaigns.dialog import CampaignDialog

    CampaignDialog(window.session, parent=window).show()


def _not_default(window: Window) -> str:
    if window.session.page().default == window.session.focus.layout:
        return _("It is the default already.")
    return _held(window)


def _no_page(by: int) -> Callable[[Window], str]:
    def why(window: Window) -> str:
        pages = window.session.document.shop.pages
        at = pages.index(window.session.focus.page) + by
        return _held(window) if 0 <= at < len(pages) else _("There is no place beyond.")

    return why


def _no_layout(by: int) -> Callable[[Window], str]:
    def why(window: Window) -> str:
        layouts = window.session.page().layouts
        at = layouts.index(window.session.focus.layout) + by
        return _held(window) if 0 <= at < len(layouts) else _("There is no place beyond.")

    return why


def _no_floors(window: Window) -> str:
    if window.session.page().type != "home":
        return _("Only a home page has a second floor.")
    return _held(window)


COMMANDS: tuple[Command, ...] = (
    Command("page.add", mark("New page…"), "page", (), add_page, _held),
    Command("page.duplicate", mark("Duplicate page"), "page", (), duplicate_page, _held),
    Command("page.up", mark("Move page up"), "page", (), move_page(-1), _no_page(-1)),
    Command("page.down", mark("Move page down"), "page", (), move_page(1), _no_page(1)),
    Command("layout.new", mark("New empty layout"), "page", (), new_layout, _held),
    Command("layout.default", mark("Make this layout the default"), "page", (), default_layout,
            _not_default),
    Command("layout.up", mark("Move layout up"), "page", (), move_layout(-1), _no_layout(-1)),
    Command("layout.down", mark("Move layout down"), "page", (), move_layout(1), _no_layout(1)),
    Command("floor.second", mark("Add or remove the second floor"), "page", (), second_floor,
            _no_floors),
    Command("campaigns.edit", mark("Campaigns and phases…"), "file", (), campaigns),
)  # fmt: skip
