"""Patches: what of a page must be sent again after an edit or another decision, so that it equals a
fresh render."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from designer.document.diff import Diff
from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import Category, Decision, Page, Product, Record
from designer.render import style
from designer.render.module import Fragment, Renderer
from designer.render.page import RenderedPage, assemble, chosen, document_html, floors_of
from designer.render.scene import ALL_CATEGORIES, ALL_PAGES, ALL_PRODUCTS

_LISTS: Mapping[type[Record], str] = {
    Product: ALL_PRODUCTS,
    Category: ALL_CATEGORIES,
    Page: ALL_PAGES,
}


class Patch(msgspec.Struct, frozen=True, kw_only=True):
    """What to change in a page that shows the state before.

    `fragments` replace (or add) modules with their CSS; `removed` are modules to take out with
    their CSS; `floors`
    gives every floor whose order changed its module ids from top to bottom; `kind_css` holds the
    stylesheets of
    kinds that came (None for those that went); `theme_css` the theme when it changed. With `reload`
    nothing else
    counts: the page must be opened anew.
    """

    fragments: tuple[Fragment, ...] = ()
    floors: Mapping[str, tuple[str, ...]] = {}
    removed: tuple[str, ...] = ()
    kind_css: Mapping[str, str | None] = {}
    theme_css: str | None = None
    reload: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to change."""
        return self.reload or bool(
            self.fragments
            or self.floors
            or self.removed
            or self.kind_css
            or self.theme_css is not None
        )


class Fragments:
    """Rendered modules by module and choice, kept until something they were made from changes; may
    be shared.

    It follows one document by its revision: an edit it was not told of makes it forget everything.
    """

    def __init__(self, library: Library) -> None:
        self.renderer = Renderer(library)
        self._kept: dict[tuple[str, str, int], Fragment] = {}
        self._readers: dict[str, set[tuple[str, str, int]]] = {}
        self._revision = 0

    def get(self, document: Document, module: str, choice: str, level: int) -> Fragment:
        """The fragment, rendered at the first need."""
        if document.revision != self._revision:
            self._clear(document.revision)
        key = (module, choice, level)
        if key not in self._kept:
            made = self.renderer.module(document, module, choice, level=level)
            self._kept[key] = made
            for read in made.reads:
                self._readers.setdefault(read, set()).add(key)
        return self._kept[key]

    def forget(self, diff: Diff, *, revision: int) -> None:
        """Drop what was made from changed records; each user of a shared cache may say so."""
        if revision != self._revision + 1:
            return
        self._revision = revision
        for name in changed_names(diff):
            for key in self._readers.pop(name, ()):
                self._kept.pop(key, None)

    def _clear(self, revision: int) -> None:
        self._kept.clear()
        self._readers.clear()
        self._revision = revision


class Patcher:
    """Remembers what one view shows and tells the difference; several patchers may share their
    fragments."""

    def __init__(self, library: Library, *, fragments: Fragments | None = None) -> None:
        self.library = library
        self._fragments = Fragments(library) if fragments is None else fragments
        self._last: RenderedPage | None = None
        self._head = ""

    def open(self, document: Document, decision: Decision) -> RenderedPage:
        """The whole page, to be loaded."""
        self._last = assemble(document, decision, self._source(document), library=self.library)
        self._head = self._headless(document, decision)
        return self._last

    def update(self, document: Document, decision: Decision, diff: Diff | None = None) -> Patch:
        """What changed since `open` or the last `update`, through the edit `diff` or through
        another decision."""
        if diff is not None:
            self._fragments.forget(diff, revision=document.revision)
        before, head = self._last, self._headless(document, decision)
        if before is None or not self._same_shell(document, decision, before) or head != self._head:
            self.open(document, decision)
            return Patch(reload=True)
        floors = {floor.id: floor for floor in floors_of(document, decision.layout)}
        shown = {
            module: self._fragments.get(
                document, module, chosen(document, decision, module), floor.level
            )
            for floor in floors.values()
            for module in floor.modules
        }
        named = style.sheets(document.shop.theme, shown.values(), library=self.library)
        patch = _difference(
            before, {key: floor.modules for key, floor in floors.items()}, shown, named
        )
        if patch:
            self._last = msgspec.structs.replace(
                before,
                floors={key: floor.modules for key, floor in floors.items()},
                fragments=shown,
                sheets=named,
            )
        return patch

    def shown(self, module: str) -> Fragment | None:
        """What the page shows of a module, as of the last `open` or `update`."""
        return None if self._last is None else self._last.fragments.get(module)

    def _source(self, document: Document) -> Callable[[str, str, int], Fragment]:
        return lambda module, choice, level: self._fragments.get(document, module, choice, level)

    def _same_shell(self, document: Document, decision: Decision, before: RenderedPage) -> bool:
        if (decision.page, decision.layout) != (before.page, before.layout):
            return False
        return tuple(before.floors) == tuple(
            floor.id for floor in floors_of(document, decision.layout)
        )

    def _headless(self, document: Document, decision: Decision) -> str:
        """Everything of the HTML that patches do not reach."""
        page = document.get(decision.page, Page)
        return (
            document_html(document, decision, page.name, root="", scripts=()) + document.shop.name
        )


def changed_names(diff: Diff) -> Iterable[str]:
    """What a diff changes, as fragments note it: ids, and the lists the records belong to."""
    for key, change in diff.changes.items():
        yield key
        record = change.after or change.before
        if record is not None and (name := _LISTS.get(type(record))):
            yield name


def _difference(
    before: RenderedPage,
    floors: Mapping[str, tuple[str, ...]],
    shown: Mapping[str, Fragment],
    named: Mapping[str, str],
) -> Patch:
    kinds = {name: named.get(name) for name in (*before.sheets, *named) if name.startswith("kind:")}
    theme = named["theme"]
    return Patch(
        fragments=tuple(f for key, f in shown.items() if not _alike(before.fragments.get(key), f)),
        floors={key: modules for key, modules in floors.items() if modules != before.floors[key]},
        removed=tuple(key for key in before.fragments if key not in shown),
        kind_css={
            name.removeprefix("kind:"): css
            for name, css in kinds.items()
            if before.sheets.get(name) != css
        },
        theme_css=theme if theme != before.sheets["theme"] else None,
    )


def _alike(old: Fragment | None, new: Fragment) -> bool:
    return old is new or (old is not None and (old.html, old.css) == (new.html, new.css))
