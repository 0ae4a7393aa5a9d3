"""The rows of the outline as nodes, read from the session: pages, layouts, floors, modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from designer.document.inheritance import effective
from designer.document.queries import floors_of
from designer.language import _
from designer.records import HIDDEN, Layout, Module, Page, Run, Variant
from widgets.words import floor_title

if TYPE_CHECKING:
    from widgets.session import Session


@dataclass(eq=False, slots=True)
class Node:
    """One row: what it is, the record behind it, and what its row tells."""

    kind: Literal["pages", "page", "layout", "floor", "module"]
    key: str
    title: str
    number: int = 0
    above: Node | None = None
    below: list[Node] = field(default_factory=list)
    rules: int = 0
    is_tested: bool = False
    is_hidden: bool = False
    is_default: bool = False
    module_kind: str = ""
    asset: str | None = None

    def add(self, node: Node) -> Node:
        """Append a child and return it."""
        node.above = self
        self.below.append(node)
        return node

    @property
    def row(self) -> int:
        """Its place among its siblings."""
        return self.above.below.index(self) if self.above else 0


def tree_of(session: Session) -> Node:
    """The whole outline under one unseen root."""
    root = Node("pages", "", "")
    _add_pages(root, session)
    _add_floors(root, session)
    return root


def _add_pages(root: Node, session: Session) -> None:
    document = session.document
    section = root.add(Node("pages", "pages", _("Pages")))
    for key in document.shop.pages:
        page = document.get(key, Page)
        node = section.add(Node("page", page.id, page.name, rules=len(page.rules)))
        node.is_tested = any(isinstance(rule.outcome, Run) for rule in page.rules)
        if key == session.focus.page and len(page.layouts) > 1:
            for one in page.layouts:
                name = document.get(one, Layout).name
                node.add(Node("layout", one, name, is_default=one == page.default))


def _add_floors(root: Node, session: Session) -> None:
    floors = floors_of(session.document, session.focus.layout)
    for floor in sorted(floors, key=lambda one: -one.level):
        section = root.add(Node("floor", floor.id, floor_title(floor)))
        for key in floor.modules:
            section.add(_module(session, key))


def _module(session: Session, key: str) -> Node:
    module = session.document.get(key, Module)
    return Node(
        "module", key, module.name, module_kind=module.kind, rules=len(module.rules),
        is_tested=any(isinstance(rule.outcome, Run) for rule in module.rules),
        is_hidden=session.seen(key) == HIDDEN, asset=picture_of(session, module),
    )  # fmt: skip


def picture_of(session: Session, module: Module) -> str | None:
    """The SHA-256 of the first picture that the module's default variant shows."""
    document = session.document
    kind = session.library.get(module.kind)
    chosen = module.variants[0] if module.default == HIDDEN else module.default
    variant = document.find(chosen)
    if kind is None or not isinstance(variant, Variant):
        return None
    for key in kind.references(effective(document, variant.id)):
        record = document.find(key)
        shown = getattr(record, "image", None) or key
        asset = document.find(shown)
        if getattr(asset, "media", "").startswith("image/"):
            return str(getattr(asset, "sha256", ""))
    return None


def all_below(node: Node) -> list[Node]:
    """Every node below this one, from the top."""
    found = []
    for below in node.below:
        found += [below, *all_below(below)]
    return found
