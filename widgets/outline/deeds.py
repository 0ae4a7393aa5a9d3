"""What a row of the outline does: its buttons, its menu, Enter, and adding pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, get_args

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from designer.actions import pages as pages_verbs
from designer.actions import variants as variant_verbs
from designer.actions.modules import hide_modules, set_locked, show_modules
from designer.actions.pages import PageType
from designer.document.queries import is_hidden, owner, parent
from designer.language import _, mark
from designer.records import Layout, Module, Page
from widgets.parts.choosing import Chooser, Option

if TYPE_CHECKING:
    from widgets.outline.nodes import Node
    from widgets.outline.view import Outline
    from widgets.session import Session

PAGE_TYPES: Final[Mapping[PageType, tuple[str, str, str]]] = {
    "home": ("house", mark("Home page"), mark("Two floors: shelf and brand space")),
    "items": ("layout-grid", mark("All items"), mark("The whole catalogue on shelves")),
    "category": ("tag", mark("Category page"), mark("One shelf of the catalogue")),
    "member": ("crown", mark("Member centre"), mark("Levels, gifts and member prices")),
    "new": ("sparkles", mark("New arrivals page"), mark("What has come in lately")),
    "campaign": ("megaphone", mark("Campaign page"), mark("A meeting place for one occasion")),
    "stores": ("map-pin", mark("Stores page"), mark("Where the shop stands in the street")),
    "custom": ("file", mark("Page of your own"), mark("Empty, for anything else")),
}
_REMOVE: Final = ("Del", "Backspace")
_STEPS: Final = {"Ctrl+Up": -1, "Ctrl+Down": 1}
assert set(PAGE_TYPES) == set(get_args(PageType))


def look_at(session: Session, nodes: Sequence[Node], current: Node) -> None:
    """Bring what was selected into focus."""
    modules = [node.key for node in nodes if node.kind == "module"]
    if current.kind == "variant" and not modules and any(node is current for node in nodes):
        assert current.above is not None
        session.look(modules=(current.above.key,), variant=current.key)
    elif modules:
        order = session.modules()
        session.look(modules=tuple(sorted(modules, key=order.index)))
    elif current.kind == "layout" and nodes:
        page = owner(session.document, current.key, Page)
        session.look(page=page.id, layout=current.key, modules=())
    elif current.kind == "page" and nodes:
        session.look(page=current.key, modules=())


def enter(outline: Outline, node: Node) -> None:
    """Go into a row: a module's or variant's settings, a page or layout, a section's rows."""
    session = outline.session
    if node.kind in ("module", "variant"):
        variant = session.variant()
        if variant is not None:
            session.wanted.emit(variant, "")
    elif node.kind in ("pages", "floor"):
        index = outline.tree.index_of(node.key)
        outline.setExpanded(index, not outline.isExpanded(index))
    else:
        look_at(session, [node], node)


def is_own_key(event: QKeyEvent, node: Node) -> bool:
    """Whether a key removes or moves a page, layout or variant, and not the selected module."""
    if node.kind not in ("page", "layout", "variant"):
        return False
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return name in _REMOVE or name in _STEPS


def press(outline: Outline, node: Node, event: QKeyEvent) -> None:
    """Remove a page, layout or variant, or move it by one place."""
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    document, key, to = outline.session.document, node.key, node.row + _STEPS.get(name, 0)
    removing: Mapping[str, Callable[[], object]] = {
        "page": lambda: pages_verbs.remove_page(document, page=key),
        "layout": lambda: pages_verbs.remove_layout(document, layout=key),
        "variant": lambda: variant_verbs.remove_variant(document, variant=key),
    }
    moving: Mapping[str, Callable[[], object]] = {
        "page": lambda: pages_verbs.move_page(document, page=key, index=to),
        "layout": lambda: pages_verbs.move_layout(document, layout=key, index=to),
        "variant": lambda: variant_verbs.move_variant(document, variant=key, index=to),
    }
    if name in _REMOVE:
        outline.session.attempt(removing[node.kind])
    elif node.above is not None and 0 <= to < len(node.above.below):
        outline.session.attempt(moving[node.kind])
        outline.setCurrentIndex(outline.tree.index_of(key))


def push(outline: Outline, node: Node, deed: str) -> None:
    """A button of a row was pressed; several selected modules go together."""
    session, document = outline.session, outline.session.document
    chosen = session.focus.modules if node.key in session.focus.modules else (node.key,)
    if deed == "hide":
        verb = show_modules if is_hidden(document, node.key) else hide_modules
        session.attempt(lambda: verb(document, modules=chosen))
    elif deed == "lock":
        locked = not document.get(node.key, Module).locked
        session.attempt(lambda: set_locked(document, modules=chosen, locked=locked))
    elif node.kind == "pages":
        offer_pages(outline)
    elif node.kind == "page":
        _add_layout(outline, node.key)
    else:
        outline.kinds_wanted.emit()


def offer_pages(outline: Outline, *, anchor: QWidget | None = None) -> Chooser:
    """The types of page to choose from; the new page is named right in its row."""
    options = [
        Option(value=key, title=_(title), note=_(note), icon=icon)
        for key, (icon, title, note) in PAGE_TYPES.items()
    ]
    chooser = outline.findChild(Chooser) or _page_chooser(outline)
    chooser.open_with(options, anchor or outline)
    if anchor is None:
        chooser.move(outline.viewport().mapToGlobal(QPoint(8, 34)))
    return chooser


def _page_chooser(outline: Outline) -> Chooser:
    chooser = Chooser(outline, hint=_("Type of page"))
    chooser.picked.connect(partial(make_page, outline))
    return chooser


def make_page(outline: Outline, type: str) -> None:
    """Add a page of a type, go there and edit its name."""
    session = outline.session
    known = next(key for key in PAGE_TYPES if key == type)
    name = _(PAGE_TYPES[known][1])
    made = session.attempt(lambda: pages_verbs.add_page(session.document, name=name, type=known))
    if made is not None:
        session.look(page=made, modules=())
        outline.expand(outline.tree.index_of("pages"))
        rename_soon(outline, made)


def rename_soon(outline: Outline, key: str) -> None:
    """Edit a name once the window has the keyboard back from the popup that asked: an editor that
    is opened before would lose it, and close."""
    outline.activateWindow()
    QTimer.singleShot(0, outline, partial(_rename_active, outline, key, 20))


def _rename_active(outline: Outline, key: str, patience: int) -> None:
    if outline.isActiveWindow() or not patience:
        outline.rename(key)
        return
    outline.activateWindow()
    QTimer.singleShot(25, outline, partial(_rename_active, outline, key, patience - 1))


def open_menu(outline: Outline, node: Node, at: QPoint) -> QMenu:
    """The menu of a page, a layout, a variant or a section."""
    menu = QMenu(outline)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    writable = not outline.session.project.read_only
    for text, run, able in _offers(outline, node):
        if not text:
            menu.addSeparator()
            continue
        action = menu.addAction(text)
        action.setEnabled(able and (writable or run in (outline.expandAll, outline.fold_all)))
        action.triggered.connect(lambda _on=False, run=run: run())
    menu.popup(at)
    return menu


_Offer = tuple[str, Callable[[], object], bool]


def _offers(outline: Outline, node: Node) -> list[_Offer]:
    line: _Offer = ("", lambda: None, True)
    folds: list[_Offer] = [
        (_("Unfold all"), outline.expandAll, True), (_("Fold all"), outline.fold_all, True),
    ]  # fmt: skip
    makers = {"page": _page_offers, "layout": _layout_offers, "variant": _variant_offers}
    if node.kind in makers:
        return [*makers[node.kind](outline, node), line, *folds]
    if node.kind == "pages":
        return [(_("New page…"), lambda: offer_pages(outline), True), line, *folds]
    return [(_("New module"), outline.kinds_wanted.emit, True), line, *folds]


def _page_offers(outline: Outline, node: Node) -> list[_Offer]:
    document, key = outline.session.document, node.key
    last = len(document.shop.pages) - 1

    def to(index: int) -> Callable[[], object]:
        return _trying(outline, lambda: pages_verbs.move_page(document, page=key, index=index))

    return [
        (_("Rename"), lambda: outline.rename(key), True),
        (_("New empty layout"), lambda: _add_layout(outline, key), True),
        (_("Duplicate page"), _trying(
            outline, lambda: pages_verbs.duplicate_page(document, page=key), go="page"), True),
        ("", lambda: None, True),
        (_("Move page up"), to(node.row - 1), node.row > 0),
        (_("Move page down"), to(node.row + 1), node.row < last),
        ("", lambda: None, True),
        (_("Delete page"), _trying(
            outline, lambda: pages_verbs.remove_page(document, page=key)), last > 0),
    ]  # fmt: skip


def _layout_offers(outline: Outline, node: Node) -> list[_Offer]:
    document, key = outline.session.document, node.key
    page = owner(document, key, Page)
    last = len(page.layouts) - 1

    def to(index: int) -> Callable[[], object]:
        return _trying(outline, lambda: pages_verbs.move_layout(document, layout=key, index=index))

    return [
        (_("Rename"), lambda: outline.rename(key), True),
        (_("New layout from this one"), _trying(
            outline, lambda: pages_verbs.add_layout(document, page=page.id, copy_of=key),
            go="layout"), True),
        (_("Make this layout the default"), _trying(outline, lambda: pages_verbs.set_default_layout(
            document, page=page.id, layout=key)), page.default != key),
        ("", lambda: None, True),
        (_("Move layout up"), to(node.row - 1), node.row > 0),
        (_("Move layout down"), to(node.row + 1), node.row < last),
        ("", lambda: None, True),
        (_("Delete layout"), _trying(
            outline, lambda: pages_verbs.remove_layout(document, layout=key)), last > 0),
    ]  # fmt: skip


def _variant_offers(outline: Outline, node: Node) -> list[_Offer]:
    session, document, key = outline.session, outline.session.document, node.key
    module = parent(document, key)
    assert isinstance(module, Module)

    def copy() -> object:
        return variant_verbs.add_variant(document, module=module.id, copy_of=key)

    def settings() -> None:
        session.look(modules=(module.id,), variant=key)
        session.wanted.emit(key, "")

    return [
        (_("Rename"), lambda: outline.rename(key), True),
        (_("Go to its settings"), settings, True),
        (_("New variant"), _trying(outline, copy), True),
        (_("Show by default"), _trying(outline, lambda: variant_verbs.set_default(
            document, slot=module.id, variant=key)), module.default != key),
        ("", lambda: None, True),
        (_("Delete variant"), _trying(
            outline, lambda: variant_verbs.remove_variant(document, variant=key)),
         len(module.variants) > 1),
    ]  # fmt: skip


def _trying(outline: Outline, work: Callable[[], object], *, go: str = "") -> Callable[[], object]:
    """Attempt a verb, and go to the page or layout it made."""

    def run() -> None:
        made = outline.session.attempt(work)
        if go and isinstance(made, str):
            page = made if go == "page" else owner(outline.session.document, made, Page).id
            layout = outline.session.document.get(page, Page).default if go == "page" else made
            outline.session.look(page=page, layout=layout, modules=())

    return run


def _add_layout(outline: Outline, page: str) -> None:
    session = outline.session
    made = session.attempt(lambda: pages_verbs.add_layout(session.document, page=page))
    if made is not None:
        session.look(page=page, layout=session.document.get(made, Layout).id, modules=())
        outline.expand(outline.tree.index_of(page))
        rename_soon(outline, made)
