"""A patched page equals a fresh one, byte for byte, after any edits."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.diff import Diff
from designer.document.document import Document
from designer.records import (
    HIDDEN,
    Category,
    Decision,
    Floor,
    Module,
    Page,
    Product,
    Shop,
    Theme,
    Variant,
)
from designer.render.module import Renderer
from designer.render.page import RenderedPage, render_with
from designer.render.patch import Fragments, Patch, Patcher
from tests.designer.two_floors import at_default, examples, store

LIBRARY = examples()
FRESH = Renderer(LIBRARY)


class Browser:
    """What the canvas does, on text: a body with sections, and named sheets."""

    def __init__(self, page: RenderedPage) -> None:
        self.load(page)

    def load(self, page: RenderedPage) -> None:
        """Show a whole page."""
        self.floors = {key: list(modules) for key, modules in page.floors.items()}
        self.sections = {key: fragment.html for key, fragment in page.fragments.items()}
        self.sheets = dict(page.sheets)
        floors = re.compile(
            r"(<section class=\"floor[^>]*>\n).*?"
            r"(</section>(?=\n(?:<section class=\"floor|<button|</main>)))",
            re.DOTALL,
        )
        self.frame = floors.sub(r"\1@@\2", page.body)

    def apply(self, patch: Patch) -> None:
        """Carry out a patch."""
        for key in patch.removed:
            del self.sections[key], self.sheets[key]
        for fragment in patch.fragments:
            self.sections[fragment.module] = fragment.html
            self.sheets[fragment.module] = fragment.css
        self.floors |= {key: list(modules) for key, modules in patch.floors.items()}
        for kind, css in patch.kind_css.items():
            self.sheets |= {f"kind:{kind}": css} if css is not None else {}
            if css is None:
                del self.sheets[f"kind:{kind}"]
        if patch.theme_css is not None:
            self.sheets["theme"] = patch.theme_css

    @property
    def body(self) -> str:
        """The body as it stands now."""
        parts = iter(self.floors.values())
        return re.sub(
            "@@", lambda _: "".join(f"{self.sections[key]}\n" for key in next(parts)), self.frame
        )


class Studio:
    """A document, a patcher and a browser that follows it."""

    def __init__(self) -> None:
        self.document = store()
        self.decision = at_default(self.document)
        self.patcher = Patcher(LIBRARY)
        self.browser = Browser(self.patcher.open(self.document, self.decision))
        self.diffs: list[Diff] = []
        self.document.listen(self.diffs.append)

    def edit(self, change: Callable[[Document], object]) -> Patch:
        """Change the document and send the patch."""
        with self.document.transaction("edit"):
            change(self.document)
        return self.send(self.diffs.pop() if self.diffs else None)

    def send(self, diff: Diff | None = None) -> Patch:
        """Send what changed."""
        patch = self.patcher.update(self.document, self.decision, diff)
        if patch.reload:
            self.browser.load(self.patcher.open(self.document, self.decision))
        else:
            self.browser.apply(patch)
        return patch

    def check(self) -> None:
        """Compare with a fresh render."""
        fresh = render_with(FRESH, self.document, self.decision)
        assert self.browser.body == fresh.body
        assert self.browser.sheets == fresh.sheets


def change(of: type[Any], key: str, **fields: Any) -> Callable[[Document], object]:
    return lambda d: d.put(msgspec.structs.replace(d.get(key, of), **fields))


def titled(variant: str, text: str) -> Callable[[Document], object]:
    return change(Variant, variant, settings={"title": text})


def test_typing_a_title_sends_one_module() -> None:
    studio = Studio()
    patch = studio.edit(titled("var_a", "新"))
    assert [fragment.module for fragment in patch.fragments] == ["mod_hero"]
    assert (patch.floors, patch.removed, patch.kind_css, patch.theme_css) == ({}, (), {}, None)
    studio.check()


def test_an_edit_that_nobody_sees_sends_nothing() -> None:
    studio = Studio()
    assert not studio.edit(titled("var_b", "不在场"))
    assert not studio.edit(change(Module, "mod_hero", rules=()))
    studio.check()


def test_a_price_reaches_every_shelf_that_shows_it_and_no_banner() -> None:
    studio = Studio()
    patch = studio.edit(change(Product, "prd_mist", price=4900))
    assert [fragment.module for fragment in patch.fragments] == ["mod_shelf"]
    assert "¥49" in patch.fragments[0].html


def test_the_theme_is_sent_as_one_sheet() -> None:
    studio = Studio()
    patch = studio.edit(change(Shop, "shop", theme=Theme(colours={"primary": "#000000"})))
    assert patch.theme_css is not None
    assert patch.fragments == ()
    studio.check()


def test_another_variant_in_view_is_a_patch_too() -> None:
    studio = Studio()
    studio.decision = msgspec.structs.replace(
        studio.decision, choices={"mod_hero": "var_c", "mod_shelf": HIDDEN}
    )
    patch = studio.send()
    assert [fragment.module for fragment in patch.fragments] == ["mod_hero", "mod_shelf"]
    assert patch.kind_css == {"shelf": None}
    studio.check()


def test_another_layout_or_another_shop_name_is_a_new_page() -> None:
    studio = Studio()
    studio.decision = Decision(page="page_home", layout="lay_vip", choices={})
    assert studio.send().reload
    studio.check()
    assert studio.edit(change(Shop, "shop", name="新山岚")).reload
    studio.check()


def test_moving_a_module_to_the_other_floor() -> None:
    studio = Studio()

    def move(document: Document) -> None:
        change(Floor, "flr_one", modules=("mod_shelf",))(document)
        change(Floor, "flr_two", modules=("mod_story", "mod_hero"))(document)

    patch = studio.edit(move)
    assert patch.floors == {"flr_one": ("mod_shelf",), "flr_two": ("mod_story", "mod_hero")}
    studio.check()


def test_edits_nobody_told_of_are_noticed() -> None:
    studio = Studio()
    with studio.document.transaction("silent"):
        titled("var_a", "静悄悄")(studio.document)
    studio.edit(titled("var_t", "大声"))
    studio.check()


def test_two_views_share_what_was_rendered() -> None:
    document, shared = store(), Fragments(LIBRARY)
    first, second = (Patcher(LIBRARY, fragments=shared) for _ in range(2))
    one = first.open(document, at_default(document)).fragments["mod_shelf"]
    assert second.open(document, at_default(document)).fragments["mod_shelf"] is one
    diffs: list[Diff] = []
    document.listen(diffs.append)
    with document.transaction("edit"):
        change(Product, "prd_mist", price=100)(document)
    patches = [
        patcher.update(document, at_default(document), diffs[0]) for patcher in (first, second)
    ]
    assert patches[0].fragments[0] is patches[1].fragments[0]


TEXTS = st.sampled_from(["秋", "<b>", "&", "", "冷泡一夏 轻得像风"])
HEROES = ("mod_hero", "mod_story")
EDITS = st.one_of(
    st.builds(titled, st.sampled_from(["var_a", "var_b", "var_t"]), TEXTS),
    st.builds(lambda h: change(Variant, "var_a", settings={"height": h}), st.integers(0, 1300)),
    st.builds(
        lambda n: change(
            Variant, "var_a", settings={"slides": [{"id": f"b{i}", "pad": i} for i in range(n)]}
        ),
        st.integers(0, 4),
    ),
    st.builds(lambda p: change(Product, "prd_mist", price=p), st.integers(1, 9999)),
    st.builds(
        lambda n: lambda d: d.put(Product(id=f"prd_{n}", title=n, short=n, price=9, sales=10**6)),
        st.sampled_from("xyz"),
    ),
    st.builds(lambda n: change(Category, "cat_red", name=n), TEXTS),
    st.builds(
        lambda c: change(Shop, "shop", theme=Theme(colours={"primary": c})),
        st.sampled_from(["#111111", "#222222"]),
    ),
    st.builds(lambda n: change(Shop, "shop", slogan=n, followers=7), TEXTS),
    st.builds(
        lambda order: change(Floor, "flr_one", modules=tuple(order)),
        st.permutations(["mod_hero", "mod_shelf"]),
    ),
    st.just(change(Floor, "flr_one", modules=("mod_hero",))),
    st.builds(lambda n: change(Module, "mod_shelf", name=n), TEXTS),
    st.builds(lambda n: change(Page, "page_items", name=n), TEXTS),
    st.builds(
        lambda k: change(Module, "mod_story", kind=k),
        st.sampled_from(["banner", "shelf", "vendor-x"]),
    ),
    st.builds(
        lambda v: change(Module, "mod_hero", default=v), st.sampled_from(["var_a", "var_b", HIDDEN])
    ),
)
LOOKS = st.builds(
    lambda layout, hero: Decision(page="page_home", layout=layout, choices={"mod_hero": hero}),
    st.sampled_from(["lay_day", "lay_day", "lay_vip"]),
    st.sampled_from(["var_a", "var_b", "var_c", HIDDEN]),
)


@settings(max_examples=60)
@given(st.lists(st.one_of(EDITS, LOOKS, st.sampled_from(["undo", "redo"])), max_size=12))
def test_any_sequence_of_edits_and_looks_ends_at_a_fresh_render(steps: list[Any]) -> None:
    studio = Studio()
    for step in steps:
        if isinstance(step, str):
            getattr(studio.document, step)()
            studio.send(studio.diffs.pop() if studio.diffs else None)
        elif isinstance(step, Decision):
            studio.decision = step
            studio.send()
        else:
            studio.edit(step)
        studio.check()
