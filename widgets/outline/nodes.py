"""The rows of the outline as nodes: pages with layouts, floors with modules and variants."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from designer.document.queries import floors_of
from designer.language import _
from designer.records import Layout, Module, Page, Run, Variant
from widgets.words import floor_title, letter

if TYPE_CHECKING:
    from widgets.session import Session

Sort = Literal["pages", "page", "layout", "floor", "module", "variant"]


@dataclass(eq=False, slots=True)
class Node:
    """One row: what it is, the record behind it, and what of it is known without looking far."""

    kind: Sort
    key: str
    title: str
    number: int = 0
    row: int = 0
    above: Node | None = None
    below: list[Node] = field(default_factory=list)
    rules: int = 0
    is_tested: bool = False
    is_default: bool = False
    is_locked: bool = False
    is_linked: bool = False
    module_kind: str = ""
    letter: str = ""

    def add(self, node: Node) -> Node:
        """Append a child and return it."""
        node.above, node.row = self, len(self.below)
        self.below.append(node)
        return node


def tree_of(session: Session) -> Node:
    """The whole outline under one unseen root."""
    root = Node("pages", "", "")
    _add_pages(root, session)
    for floor in sorted(
        floors_of(session.document, session.focus.layout), key=lambda one: -one.level
    ):
        section = root.add(Node("floor", floor.id, floor_title(floor)))
        for key in floor.modules:
            section.add(module_node(session, key))
    return root


def read_again(session: Session, node: Node) -> None:
    """Bring what a row tells up to date with its record."""
    record = session.document.find(node.key)
    if isinstance(record, Page | Layout | Module | Variant):
        node.title = record.name
    if isinstance(record, Page | Module):
        node.rules = len(record.rules)
        node.is_tested = any(isinstance(rule.outcome, Run) for rule in record.rules)
        for below in node.below:
            below.is_default = below.key == record.default
    if isinstance(record, Module):
        node.is_locked = record.locked
        node.is_linked = any(below.is_linked for below in node.below)
    if isinstance(record, Variant):
        node.is_linked = record.base is not None


def renumber(above: Node) -> None:
    """Tell the rows below one their places."""
    for row, below in enumerate(above.below):
        below.row = row


def all_below(node: Node) -> Iterator[Node]:
    """Every node below this one, from the top."""
    for below in node.below:
        yield below
        yield from all_below(below)


def _add_pages(root: Node, session: Session) -> None:
    document = session.document
    section = root.add(Node("pages", "pages", _("Pages")))
    for key in document.shop.pages:
        page = document.get(key, Page)
        node = section.add(Node("page", page.id, page.name))
        for one in page.layouts:
            node.add(Node("layout", one, document.get(one, Layout).name))
        read_again(session, node)


def module_node(session: Session, key: str) -> Node:
    """A module with its variants, not yet below anything."""
    module = session.document.get(key, Module)
    node = Node("module", key, module.name, module_kind=module.kind)
    for one in module.variants:
        node.add(variant_node(session, one, node))
    relettered(node)
    read_again(session, node)
    return node


def variant_node(session: Session, key: str, module: Node) -> Node:
    """A variant of a module, not yet below it."""
    variant = session.document.get(key, Variant)
    return Node(
        "variant", key, variant.name,
        module_kind=module.module_kind, is_linked=variant.base is not None,
    )  # fmt: skip


def relettered(module: Node) -> None:
    """Give the variants of a module their letters by their places."""
    for number, below in enumerate(module.below if module.kind == "module" else ()):
        below.letter = letter(number)
