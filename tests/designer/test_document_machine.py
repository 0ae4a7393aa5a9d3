"""Anything a user can do, in any order, with undo, redo and reopening: memory, disk and every
listener agree after each step."""

from __future__ import annotations

import functools
import shutil
import sqlite3
import tempfile
from pathlib import Path

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from designer.actions import (
    campaigns,
    catalogue,
    crowds,
    experiments,
    modules,
    pages,
    rules,
    shop,
    variants,
)
from designer.actions.registry import ACTIONS, Target
from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.diff import Diff
from designer.document.invariants import problems
from designer.document.queries import CHILDREN
from designer.errors import DesignerError
from designer.kinds.library import Library
from designer.records import (
    EVERYBODY,
    HIDDEN,
    AnyOf,
    AnyRecord,
    Category,
    Consumer,
    Decision,
    Experiment,
    Floor,
    Hide,
    InSegment,
    Layout,
    Module,
    Not,
    Page,
    Persona,
    Product,
    Run,
    Segment,
    Show,
    Variant,
    from_json,
)
from designer.render.page import RenderedPage, render_page
from designer.render.patch import Patcher
from designer.storage.project import Project
from tests.designer import small_shop

KINDS = ("poster", "title", "coupons")
PICK = st.integers(0, 2**16)
NAMES = st.sampled_from(["茶", "Tea", "新品 2", "x" * 40, "🏙️", "“quoted”"])


class Machine(RuleBasedStateMachine):
    """One project, one copy that is kept from diffs alone, one page that is kept from patches."""

    @initialize()
    def open_project(self) -> None:
        self.room = Path(tempfile.mkdtemp(prefix="duplex-machine-"))
        self.path = self.room / "a.duplex"
        self.library = _library()
        self.start(Project.create(self.path, _start(), library=self.library,
                                  assets=[small_shop.PICTURE]))  # fmt: skip
        self.versions = 0

    def start(self, project: Project) -> None:
        project._file.run("PRAGMA synchronous = OFF")  # what a kill leaves is another test
        self.project = project
        self.document = project.document
        self.copy: dict[str, AnyRecord] = dict(self.document.records)
        self.patcher = Patcher(self.library)
        self.shown = self.patcher.open(self.document, self.decision())
        self.document.listen(self.follow)

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            assert list(self.room.iterdir()) == [self.path]
            shutil.rmtree(self.room)

    def follow(self, diff: Diff) -> None:
        """Keep the copy from the diff alone, and the page from its patch."""
        for key, change in diff.changes.items():
            assert self.copy.get(key) == change.before
            if change.after is None:
                del self.copy[key]
            else:
                self.copy[key] = change.after
        self.shown = patched(self.shown, self.patcher, self, diff)

    def decision(self) -> Decision:
        page = self.document.shop.pages[0]
        someone = Consumer(id="c7", attributes={"age": 22, "fan": True})
        book = Rulebook.of(self.document)
        return decide_page(page, someone, small_shop.DOUBLE_ELEVEN, book=book)

    def one(self, of: type, pick: int) -> str | None:
        found = [record.id for record in self.document.all(of)]
        return found[pick % len(found)] if found else None

    def attempt(self, work, *needed: object, **given: object) -> None:
        """Do it; a refusal is an answer too, and changes nothing."""
        if None in needed:
            return
        before = dict(self.document.records)
        try:
            work(self.document, **given)
        except DesignerError:
            assert dict(self.document.records) == before

    # ---- modules

    @rule(kind=st.sampled_from(KINDS), floor=PICK, index=st.integers(-1, 5), crowd=st.booleans())
    def add_module(self, kind, floor, index, crowd) -> None:
        at = self.one(Floor, floor)
        audience = small_shop.FANS if crowd else None
        self.attempt(modules.add_module, at, kind=kind, floor=at, index=index,
                     library=self.library, audience=audience)  # fmt: skip

    @rule(module=PICK, floor=PICK, index=st.integers(0, 5))
    def move_module(self, module, floor, index) -> None:
        one, at = self.one(Module, module), self.one(Floor, floor)
        self.attempt(modules.move_module, one, at, module=one, floor=at, index=index)

    @rule(picks=st.lists(PICK, min_size=1, max_size=3))
    def remove_modules(self, picks) -> None:
        chosen = sorted({key for pick in picks if (key := self.one(Module, pick))})
        self.attempt(modules.remove_modules, modules=chosen)

    @rule(picks=st.lists(PICK, min_size=1, max_size=3))
    def duplicate_modules(self, picks) -> None:
        chosen = sorted({key for pick in picks if (key := self.one(Module, pick))})
        self.attempt(modules.duplicate_modules, modules=chosen)

    @rule(pick=PICK, of=st.sampled_from([Module, Page, Segment, Product, Variant]), name=NAMES)
    def rename(self, pick, of, name) -> None:
        key = self.one(of, pick)
        self.attempt(modules.rename, key, id=key, name=name)

    @rule(action=st.sampled_from(ACTIONS), module=PICK, variant=PICK, layout=PICK)
    def use_the_menu(self, action, module, variant, layout) -> None:
        one = self.one(Module, module)
        target = Target(
            page=self.one(Page, layout), layout=self.one(Layout, layout),
            modules=() if one is None else (one,), variant=self.one(Variant, variant),
        )  # fmt: skip
        if action.enabled(self.document, target):
            self.attempt(lambda document: action.run(document, target))

    # ---- variants and rules

    @rule(variant=PICK, text=NAMES)
    def type_a_title(self, variant, text) -> None:
        key = self.one(Variant, variant)
        self.attempt(variants.set_setting, key, variant=key, setting="title", value=text)

    @rule(variant=PICK)
    def reset_a_title(self, variant) -> None:
        key = self.one(Variant, variant)
        self.attempt(variants.reset_setting, key, variant=key, setting="title")

    @rule(module=PICK, name=NAMES, copy=st.booleans())
    def add_variant(self, module, name, copy) -> None:
        key = self.one(Module, module)
        source = self.document.get(key, Module).variants[0] if copy and key else None
        self.attempt(variants.add_variant, key, module=key, name=name, copy_of=source)

    @rule(variant=PICK)
    def remove_variant(self, variant) -> None:
        key = self.one(Variant, variant)
        self.attempt(variants.remove_variant, key, variant=key)

    @rule(module=PICK, pick=PICK)
    def set_default(self, module, pick) -> None:
        key = self.one(Module, module)
        if key:
            choices = (*self.document.get(key, Module).variants, HIDDEN)
            self.attempt(variants.set_default, slot=key, variant=choices[pick % len(choices)])

    @rule(module=PICK, pick=PICK, crowd=PICK, index=st.integers(0, 3), kind=st.integers(0, 2))
    def add_rule(self, module, pick, crowd, index, kind) -> None:
        key, segment, test = (
            self.one(Module, module),
            self.one(Segment, crowd),
            self.one(Experiment, pick),
        )
        if key is None:
            return
        own = self.document.get(key, Module).variants
        outcome = Show(variant=own[pick % len(own)]) if kind else Hide()
        if kind == 2 and test:
            arms = self.document.get(test, Experiment).arms
            outcome = Run(experiment=test, arms={arm.id: own[pick % len(own)] for arm in arms})
        audience = Not(of=InSegment(segment=segment)) if segment else EVERYBODY
        self.attempt(rules.add_rule, slot=key, outcome=outcome, audience=audience, index=index)

    @rule(module=PICK, pick=PICK, index=st.integers(-1, 3), gone=st.booleans())
    def move_or_remove_rule(self, module, pick, index, gone) -> None:
        key = self.one(Module, module)
        own = self.document.get(key, Module).rules if key else ()
        if own and gone:
            self.attempt(rules.remove_rule, slot=key, rule=own[pick % len(own)].id)
        elif own:
            self.attempt(rules.move_rule, slot=key, rule=own[pick % len(own)].id, index=index)

    # ---- pages

    @rule(name=NAMES, type=st.sampled_from(["home", "member", "custom"]))
    def add_page(self, name, type) -> None:
        self.attempt(pages.add_page, name=name, type=type)

    @rule(page=PICK)
    def remove_page(self, page) -> None:
        key = self.one(Page, page)
        self.attempt(pages.remove_page, key, page=key)

    @rule(page=PICK, layout=PICK, copy=st.booleans(), default=st.booleans())
    def add_layout(self, page, layout, copy, default) -> None:
        key = self.one(Page, page)
        if key is None:
            return
        own = self.document.get(key, Page).layouts
        source = own[layout % len(own)] if copy else None
        self.attempt(pages.add_layout, page=key, copy_of=source)
        if default:
            newest = self.document.get(key, Page).layouts[-1]
            self.attempt(pages.set_default_layout, page=key, layout=newest)

    @rule(layout=PICK, level=st.sampled_from([1, 2]))
    def add_floor(self, layout, level) -> None:
        key = self.one(Layout, layout)
        self.attempt(pages.add_floor, key, layout=key, level=level)

    @rule(floor=PICK)
    def remove_floor(self, floor) -> None:
        key = self.one(Floor, floor)
        self.attempt(pages.remove_floor, key, floor=key)

    # ---- crowds, tests, catalogue

    @rule(name=NAMES, other=PICK, gone=st.booleans())
    def segments(self, name, other, gone) -> None:
        key = self.one(Segment, other)
        if gone and key:
            self.attempt(crowds.remove_segment, segment=key)
        else:
            parts = (InSegment(segment=key), small_shop.YOUNG) if key else (small_shop.YOUNG,)
            self.attempt(crowds.add_segment, name=name, when=AnyOf(of=parts))

    @rule(one=PICK, two=PICK)
    def tie_segments(self, one, two) -> None:
        first, second = self.one(Segment, one), self.one(Segment, two)
        if first and second:
            record = self.document.get(first, Segment)
            tied = msgspec.structs.replace(record, when=InSegment(segment=second))
            self.attempt(crowds.set_segment, segment=tied)

    @rule(name=NAMES, age=st.integers(0, 99))
    def add_persona(self, name, age) -> None:
        self.attempt(crowds.add_persona, name=name, attributes={"age": age})

    @rule(pick=PICK)
    def remove_persona(self, pick) -> None:
        key = self.one(Persona, pick)
        self.attempt(crowds.remove_persona, key, persona=key)

    @rule(name=NAMES, coverage=st.sampled_from([0.0, 0.3, 1.0, 1.5]))
    def add_experiment(self, name, coverage) -> None:
        self.attempt(experiments.add_experiment, name=name, coverage=coverage)

    @rule(pick=PICK, more=st.booleans())
    def change_arms(self, pick, more) -> None:
        key = self.one(Experiment, pick)
        if key is None:
            return
        record = self.document.get(key, Experiment)
        count = len(record.arms) + (1 if more else -1)
        names = [
            *record.arms,
            msgspec.structs.replace(record.arms[0], id=f"arm_{len(record.arms)}x"),
        ]
        arms = tuple(msgspec.structs.replace(arm, weight=1 / count) for arm in names[:count])
        changed = msgspec.structs.replace(record, arms=arms)
        self.attempt(experiments.set_experiment, experiment=changed)

    @rule(pick=PICK)
    def remove_experiment(self, pick) -> None:
        key = self.one(Experiment, pick)
        self.attempt(experiments.remove_experiment, key, experiment=key)

    @rule(share=st.sampled_from([0.0, 0.05, 1.2]))
    def set_holdout(self, share) -> None:
        self.attempt(experiments.set_holdout, share=share)

    @rule(title=NAMES, price=st.integers(-5, 10**6), pick=PICK)
    def products(self, title, price, pick) -> None:
        category = self.one(Category, pick)
        self.attempt(catalogue.add_product, title=title, price=price, category=category)

    @rule(pick=PICK)
    def remove_product(self, pick) -> None:
        key = self.one(Product, pick)
        self.attempt(catalogue.remove_product, key, product=key)

    @rule()
    def remove_the_campaign(self) -> None:
        self.attempt(campaigns.remove_campaign, campaign="cmp_11")

    @rule(tone=st.sampled_from(["#102030", "#aabbcc", "blue"]))
    def paint(self, tone) -> None:
        theme = self.document.shop.theme
        colours = {**theme.colours, "primary": tone}
        self.attempt(shop.set_theme, theme=msgspec.structs.replace(theme, colours=colours))

    # ---- time

    @rule(times=st.integers(1, 4))
    def undo(self, times) -> None:
        for __ in range(times):
            self.document.undo()

    @rule(times=st.integers(1, 4))
    def redo(self, times) -> None:
        for __ in range(times):
            self.document.redo()

    @rule(name=NAMES)
    def an_edit_after_undo_ends_redo(self, name) -> None:
        if self.document.undo():
            made = self.document.history.undoable
            modules.rename(self.document, id="shop", name=f"{name} {self.document.revision}")
            assert self.document.history.undoable != made
            assert self.document.redo() is None

    @rule()
    def end_a_burst(self) -> None:
        self.document.history.seal()

    @rule()
    def name_a_version(self) -> None:
        self.versions += 1
        self.project.name_version(f"v{self.versions}")

    @precondition(lambda self: getattr(self, "versions", 0))
    @rule(pick=PICK)
    def restore_a_version(self, pick) -> None:
        version = self.project.versions()[pick % self.versions]
        then = dict(self.project.look(version).records)
        self.project.restore(version)
        assert dict(self.document.records) == then

    @rule()
    def reopen(self) -> None:
        done, undone = self.document.history.done, self.document.history.undone
        before = dict(self.document.records)
        self.project.close()
        self.start(Project.open(self.path, library=self.library))
        assert dict(self.document.records) == before
        assert (self.document.history.done, self.document.history.undone) == (done, undone)

    # ---- what always holds

    @invariant()
    def memory_is_disk_is_the_copy(self) -> None:
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        rows = connection.execute("SELECT id, kind, state FROM record").fetchall()
        connection.close()
        disk = {key: from_json(state) for key, __, state in rows}
        assert disk == dict(self.document.records) == self.copy

    @invariant()
    def the_patched_page_is_a_fresh_render(self) -> None:
        fresh = render_page(self.document, self.decision(), library=self.library)
        assert self.shown.floors == fresh.floors
        assert {k: (f.html, f.css) for k, f in self.shown.fragments.items()} == {
            k: (f.html, f.css) for k, f in fresh.fragments.items()
        }
        assert dict(self.shown.sheets) == dict(fresh.sheets)

    @invariant()
    def everything_holds(self) -> None:
        assert list(problems(self.document, library=self.library)) == []

    @invariant()
    def the_index_knows_every_parent(self) -> None:
        for record in self.document.records.values():
            for field in CHILDREN.get(type(record), ()):
                for child in getattr(record, field):
                    assert record.id in self.document.users(child)


def patched(shown: RenderedPage, patcher: Patcher, machine: Machine, diff: Diff) -> RenderedPage:
    """What a canvas that applies every patch shows now."""
    decision = machine.decision()
    patch = patcher.update(machine.document, decision, diff)
    if patch.reload:
        return render_page(machine.document, decision, library=machine.library)
    fragments = {k: f for k, f in shown.fragments.items() if k not in patch.removed}
    fragments |= {fragment.module: fragment for fragment in patch.fragments}
    sheets = {k: css for k, css in shown.sheets.items() if k not in patch.removed}
    sheets |= {fragment.module: fragment.css for fragment in patch.fragments}
    for kind, css in patch.kind_css.items():
        sheets.pop(f"kind:{kind}", None)
        if css is not None:
            sheets[f"kind:{kind}"] = css
    if patch.theme_css is not None:
        sheets["theme"] = patch.theme_css
    floors = {**shown.floors, **patch.floors}
    return msgspec.structs.replace(shown, floors=floors, fragments=fragments, sheets=sheets)


@functools.cache
def _library() -> Library:
    return Library.load()


def _start() -> list[AnyRecord]:
    """The small shop without modules of kinds that only tests know."""
    kept = [r for r in small_shop.records() if not isinstance(r, Module | Variant)]
    return [msgspec.structs.replace(r, modules=()) if isinstance(r, Floor) else r for r in kept]


Machine.TestCase.settings = settings(max_examples=25, stateful_step_count=25)
TestMachine = Machine.TestCase
