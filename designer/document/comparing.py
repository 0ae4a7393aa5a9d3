"""Two states of a project side by side in words: what came, went, moved or changed, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from designer.document.detailing import Detail, Details, came, joined, theme
from designer.document.document import Document
from designer.document.nouns import noun
from designer.document.queries import modules_of, name_of, parent, place_of, subtree
from designer.document.telling import label, words
from designer.errors import NotFoundError
from designer.language import _, plural
from designer.records import (
    AnyRecord,
    Asset,
    Campaign,
    Category,
    Coupon,
    Experiment,
    Floor,
    Layer,
    Layout,
    Module,
    Page,
    Persona,
    Population,
    Product,
    Record,
    Segment,
    Shop,
    Struct,
    Variant,
)

if TYPE_CHECKING:
    from designer.kinds.library import Library

Change = Literal["added", "removed", "moved", "changed"]
R = TypeVar("R", bound=Record)


class Item(Struct):
    """One record that differs; `moved` goes with `changed` when it also stands elsewhere."""

    id: str
    change: Change
    title: str
    noun: str
    details: tuple[Detail, ...] = ()
    moved: bool = False
    covers: tuple[str, ...] = ()
    """The ids of the records that this item speaks for."""


class Group(Struct):
    """The differences of one layout (`layout`, `page` are its ids), or of one kind of record."""

    title: str
    items: tuple[Item, ...]
    layout: str = ""
    page: str = ""


class Comparison(Struct):
    """All differences, layouts in page order first."""

    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def items(self) -> tuple[Item, ...]:
        """The differences without their groups."""
        return tuple(item for group in self.groups for item in group.items)


def compare(before: Document, after: Document, *, library: Library) -> Comparison:
    """What leads from one state to the other; empty only when they are the same."""
    return _Comparing(before, after, library).told()


def differing(before: Document, after: Document) -> frozenset[str]:
    """The ids of the records that are not the same in both."""
    old, new = before.records, after.records
    return frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))


_SECTIONS: tuple[tuple[tuple[type[Record], ...], Any], ...] = (
    ((Segment, Persona, Population), lambda: _("Crowds")),
    ((Experiment, Layer), lambda: _("Experiments")),
    ((Campaign,), lambda: _("Campaigns")),
    ((Category, Product, Coupon), lambda: _("Catalogue")),
    ((Asset,), lambda: _("Assets")),
    ((Page, Layout, Floor, Module, Variant, Shop), lambda: _("Other")),
)


class _Comparing:
    """Walks both states once; what has been spoken of is not said again."""

    def __init__(self, before: Document, after: Document, library: Library) -> None:
        self.before, self.after, self.library = before, after, library
        self.details = Details(before, after)
        self.open = set(differing(before, after))

    def told(self) -> Comparison:
        groups = [self._shop(), *self._layouts(), *self._rest()]
        return Comparison(groups=tuple(group for group in groups if group.items))

    # ---- the shop ----

    def _shop(self) -> Group:
        old, new = self.before.find("shop"), self.after.find("shop")
        if "shop" not in self.open or not isinstance(old, Shop) or not isinstance(new, Shop):
            return Group(title="", items=())
        self.open.discard("shop")
        details = [*theme(old.theme, new.theme), *self.details.fields(old, new, leave=("theme",))]
        item = Item(id="shop", change="changed", title=new.name, noun=noun(Shop),
                    details=tuple(details), covers=("shop",))  # fmt: skip
        return Group(title=_("Shop and theme"), items=(item,))

    # ---- layouts ----

    def _layouts(self) -> Iterator[Group]:
        for page in self._either(Page):
            items = [self._page(page.id)] if page.id in self.open else []
            if items:
                yield Group(title=name_of(page), items=tuple(items), page=page.id)
            for key in joined(*(one.layouts for one in self._both(page.id, Page))):
                yield self._layout(page, key)

    def _page(self, key: str) -> Item:
        self.open.discard(key)
        old, new = self.before.find(key), self.after.find(key)
        found = new or old
        assert isinstance(found, Page)
        details: list[Detail] = []
        if isinstance(old, Page) and isinstance(new, Page):
            details = [
                *self.details.fields(old, new, leave=("rules",)),
                *self.details.rules(old, new),
            ]
        return Item(id=key, change=_change(old, new), title=found.name, noun=noun(Page),
                    details=tuple(details), covers=(key,))  # fmt: skip

    def _layout(self, page: Page, key: str) -> Group:
        found = self._both(key, Layout)
        if not found:
            return Group(title="", items=())
        title = _("{page} · {layout}", page=page.name, layout=found[-1].name)
        old, new = self.before.find(key), self.after.find(key)
        if old is None or new is None:
            items = [self._whole(key, old, new)]
        else:
            items = [*self._frame(key), *self._modules(key)]
        return Group(title=title, items=tuple(items), layout=key, page=page.id)

    def _whole(self, key: str, old: AnyRecord | None, new: AnyRecord | None) -> Item:
        """A layout that came or went with all that stands on it."""
        there = self.after if old is None else self.before
        covers = tuple(record.id for record in subtree(there, key))
        other = self.before if old is None else self.after
        covers = tuple(one for one in covers if other.find(one) is None)
        self.open -= set(covers)
        count = plural("{count} module", "{count} modules", count=len(modules_of(there, key)))
        record = there.get(key, Layout)
        return Item(id=key, change=_change(old, new), title=record.name, noun=noun(Layout),
                    details=(Detail(what=count),), covers=covers)  # fmt: skip

    def _frame(self, key: str) -> Iterator[Item]:
        """What differs of a layout itself and its floors, their modules aside."""
        floors = joined(*(one.floors for one in self._both(key, Layout)))
        own = [one for one in (key, *floors) if one in self.open]
        details: list[Detail] = []
        for one in own:
            old, new = self.before.find(one), self.after.find(one)
            if old is not None and new is not None:
                details += self.details.fields(old, new, leave=("modules",))
            else:
                said = _("Floor {level}", level=getattr(new or old, "level", ""))
                details.append(came(said, new is not None))
        self.open -= set(own)
        if details:
            yield Item(id=key, change="changed", title=name_of(self._both(key, Layout)[-1]),
                       noun=noun(Layout), details=tuple(details), covers=tuple(own))  # fmt: skip

    # ---- modules ----

    def _modules(self, layout: str) -> Iterator[Item]:
        there = [one.id for one in modules_of(self.after, layout)]
        gone = [one.id for one in modules_of(self.before, layout) if one.id not in there]
        moved = self._moved(layout)
        for key in [*there, *gone]:
            item = self._module(key, layout, moved=key in moved)
            if item is not None:
                yield item

    def _module(self, key: str, layout: str, *, moved: bool) -> Item | None:
        old, new = self.before.find(key), self.after.find(key)
        if isinstance(old, Module) and isinstance(new, Module):
            if not self._stands(self.after, key, layout):
                return None  # it is said on the layout where it stands now
            return self._altered(old, new, moved=moved)
        found = new or old
        assert isinstance(found, Module)
        covers = self._covered(key)
        self.open -= set(covers)
        detail = Detail(what=self._kind_name(found), after=self._where(key, found is new))
        return Item(id=key, change=_change(old, new), title=found.name, noun=noun(Module),
                    details=(detail,), covers=covers)  # fmt: skip

    def _altered(self, old: Module, new: Module, *, moved: bool) -> Item | None:
        covers = self._covered(new.id)
        self.open -= set(covers)
        details = list(self._contents(old, new))
        if moved:
            told = (self._where(new.id, late=False), self._where(new.id, late=True))
            details.insert(0, Detail(what=_("Place"), before=told[0], after=told[1]))
        if not details:
            return None
        change: Change = "moved" if moved and len(details) == 1 else "changed"
        return Item(id=new.id, change=change, title=new.name, noun=noun(Module),
                    details=tuple(details), moved=moved, covers=covers)  # fmt: skip

    def _contents(self, old: Module, new: Module) -> Iterator[Detail]:
        yield from self.details.fields(old, new, leave=("rules", "variants", "default"))
        for key in joined(old.variants, new.variants):
            yield from self._variant(key, new, several=len(new.variants) > 1)
        kept = [one for one in old.variants if one in new.variants]
        if kept != [one for one in new.variants if one in old.variants]:
            yield Detail(what=_("Order of variants"), before=words(old.variants, self.before),
                         after=words(new.variants, self.after))  # fmt: skip
        if old.default != new.default:
            yield Detail(what=_("Default"), before=words(old.default, self.before),
                         after=words(new.default, self.after))  # fmt: skip
        yield from self.details.rules(old, new)

    def _variant(self, key: str, module: Module, *, several: bool) -> Iterator[Detail]:
        old, new = self.before.find(key), self.after.find(key)
        if not isinstance(old, Variant) or not isinstance(new, Variant):
            found = new or old
            if found is not None:
                said = _("Variant “{name}”", name=name_of(found))
                yield came(said, new is not None)
            return
        yield from self.details.fields(old, new, leave=("settings",))
        prefix = f"{new.name} · " if several else ""
        kind = self.library.get(module.kind)
        for detail in self.details.settings(kind, old.settings, new.settings):
            yield Detail(what=prefix + detail.what, before=detail.before, after=detail.after,
                         path=detail.path)  # fmt: skip

    # ---- everything else ----

    def _rest(self) -> Iterator[Group]:
        left = sorted(self.open, key=self._sorting)
        for types, title in _SECTIONS:
            mine = [key for key in left if isinstance(self._found(key), types)]
            yield Group(title=title(), items=tuple(self._record(key) for key in mine))

    def _record(self, key: str) -> Item:
        old, new = self.before.find(key), self.after.find(key)
        found = self._found(key)
        details: tuple[Detail, ...] = ()
        if old is not None and new is not None and type(old) is type(new):
            details = tuple(self.details.fields(old, new))
        return Item(id=key, change=_change(old, new), title=name_of(found), noun=noun(type(found)),
                    details=details, covers=(key,))  # fmt: skip

    def _sorting(self, key: str) -> tuple[str, str]:
        return name_of(self._found(key)), key

    # ---- finding ----

    def _found(self, key: str) -> AnyRecord:
        found = self.after.find(key) or self.before.find(key)
        assert found is not None
        return found

    def _both(self, key: str, of: type[R]) -> list[R]:
        found = (self.before.find(key), self.after.find(key))
        return [one for one in found if isinstance(one, of)]

    def _either(self, of: type[Page]) -> Iterator[Page]:
        orders = [one.pages for one in self._both("shop", Shop)]
        for key in joined(*reversed(orders)):
            yield from self._both(key, of)[-1:]

    def _covered(self, module: str) -> tuple[str, ...]:
        """A module and its variants, in both states."""
        found = [one for m in self._both(module, Module) for one in m.variants]
        return tuple(dict.fromkeys([module, *found]))

    def _kind_name(self, module: Module) -> str:
        kind = self.library.get(module.kind)
        return label(kind.name) if kind is not None else module.kind

    def _where(self, module: str, late: bool) -> str:  # noqa: FBT001 - which of the two states
        document = self.after if late else self.before
        try:
            place = place_of(document, module)
        except NotFoundError:
            return ""
        level = document.get(place.floor, Floor).level
        return _("floor {level}, place {number}", level=level, number=place.index + 1)

    def _stands(self, document: Document, module: str, layout: str) -> bool:
        floor = parent(document, module)
        above = parent(document, floor.id) if floor is not None else None
        return above is not None and above.id == layout

    def _moved(self, layout: str) -> frozenset[str]:
        """The modules that stand elsewhere than the others around them would have it."""
        moved: set[str] = set()
        for floor in self.after.get(layout, Layout).floors:
            new = self.after.get(floor, Floor).modules
            was = self.before.find(floor)
            old = was.modules if isinstance(was, Floor) else ()
            moved |= {key for key in new if key not in old and self.before.find(key) is not None}
            stayed = [old.index(key) for key in new if key in old]
            keep = {old[place] for place in longest_rising(stayed)}
            moved |= {key for key in new if key in old and key not in keep}
        return frozenset(moved)


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest rising run that is left when others are taken out: what did not move."""
    best: list[list[int]] = []
    for number in numbers:
        longer = max((run for run in best if run[-1] < number), key=len, default=[])
        best.append([*longer, number])
    return max(best, key=len, default=[])


def _change(old: object, new: object) -> Change:
    return "added" if old is None else "removed" if new is None else "changed"
