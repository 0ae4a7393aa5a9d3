"""Which text is which setting: marked modules of every kind, preset and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.actions.paths import value_at
from designer.document.document import Document
from designer.kinds.library import Library
from designer.kinds.manifest import Kind
from designer.kinds.settings.rich_text import cleaned
from designer.records import Module, Variant
from designer.render.marks import CLOSE, MIDDLE, OPEN, Marked, Marker, unmarked
from designer.render.module import Renderer
from tests.kind_shop import extremes, furnished, records, typed

LIBRARY = Library.load()
KINDS = LIBRARY.kinds
MARKER, RENDERER = Marker(LIBRARY), Renderer(LIBRARY)
WHOLE = re.compile(f">\\s*{OPEN}(\\d+){MIDDLE}([^{OPEN}{CLOSE}<]*){CLOSE}\\s*<")
NASTY = ("<b>", "&amp;", '"', "'", "{{ s }}", "第一行\n第二行", " 前后 ", "😀", "ﬁ", "</p>", "乙")
TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=9)
    | st.sampled_from(NASTY),
    min_size=1, max_size=8,
)  # fmt: skip


def shop(kind: Kind, filled: dict[str, Any]) -> Document:
    variant = Variant(id="var_a", name="甲", settings=filled)
    module = Module(
        id="mod_a", kind=kind.id, name=kind.name.zh, variants=("var_a",), default="var_a"
    )
    return Document([*records(), variant, module])


def both(kind: Kind, filled: dict[str, Any]) -> tuple[Marked, str]:
    """The module marked and plain."""
    document = shop(kind, filled)
    return (
        MARKER.marked(document, "mod_a", "var_a"),
        RENDERER.module(document, "mod_a", "var_a").html,
    )


def fillings(kind: Kind) -> Iterator[dict[str, Any]]:
    """The defaults, every preset, everything furnished, and each setting at its edges."""
    yield {}
    for preset in kind.presets:
        yield dict(preset.settings)
    whole = furnished(kind)
    yield whole
    for setting in kind.settings:
        for value in extremes(kind, setting):
            yield {**whole, setting.id: value}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_without_its_marks_a_module_is_just_what_is_exported(name: str) -> None:
    for filled in fillings(KINDS[name]):
        marked, plain = both(KINDS[name], filled)
        assert unmarked(marked.html) == plain


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_marked_text_is_the_value_of_its_setting_and_nothing_more(name: str) -> None:
    kind = KINDS[name]
    for filled in fillings(kind):
        marked, __ = both(kind, filled)
        full = kind.fitting(filled)
        for number, text in WHOLE.findall(marked.html):
            mark = marked.marks[int(number)]
            if mark.how == "other":
                continue
            value = value_at(full, mark.path)
            assert value == value_at(full, mark.key)
            said = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
            assert said.replace("&#39;", "'").replace("&amp;", "&") == value
            assert len(str(value)) <= mark.limit


@pytest.mark.parametrize("name", sorted(KINDS))
def test_any_text_at_all_leaves_the_module_as_it_is(name: str) -> None:
    @settings(max_examples=15)
    @given(TEXTS)
    def holds(texts: list[str]) -> None:
        filled = {**furnished(KINDS[name]), **typed(KINDS[name], cycle(texts))}
        document = shop(KINDS[name], filled)
        plain = RENDERER.module(document, "mod_a", "var_a").html
        marked = MARKER.marked(document, "mod_a", "var_a")
        if not any(sign in plain for sign in (OPEN, MIDDLE, CLOSE)):
            assert unmarked(marked.html) == plain
        assert all(mark.how == "other" or mark.path for mark in marked.marks)

    holds()


def test_a_text_that_holds_the_signs_itself_is_not_marked() -> None:
    marked, plain = both(KINDS["title"], {"headline": f"一{OPEN}0{MIDDLE}二{CLOSE}"})
    assert OPEN in plain
    assert "headline" not in [mark.key for mark in marked.marks]


def test_what_is_composed_of_a_text_is_not_the_text() -> None:
    """A count behind “已售”, the first character as an emblem, a label for the ear."""
    marked, __ = both(KINDS["ranking"], {**furnished(KINDS["ranking"]), "products": {
        "mode": "manual", "items": ["prd_a", "prd_b"]}})  # fmt: skip
    keys = [marked.marks[int(number)].key for number, __ in WHOLE.findall(marked.html)]
    assert "unit" not in keys
    assert "headline" in keys
    vip, __ = both(KINDS["vip_reception"], {"host": "林顾问"})
    assert vip.html.count(f"{MIDDLE}林顾问{CLOSE}") == 1
    assert ">林<" in vip.html


def test_parts_are_named_by_number_and_by_id() -> None:
    slides = [{"id": "blk_b", "headline": "乙"}, {"id": "blk_a", "headline": "甲"}]
    marked, __ = both(KINDS["carousel"], {"slides": slides})
    named = {mark.path: mark.key for mark in marked.marks}
    assert named["slides.0.headline"] == "slides.blk_b.headline"
    assert named["slides.1.headline"] == "slides.blk_a.headline"


def test_products_lead_to_the_setting_that_chose_them() -> None:
    goods = {"mode": "manual", "items": ["prd_a"]}
    marked, __ = both(KINDS["product_grid"], {"products": goods})
    hows = {mark.key: mark.how for mark in marked.marks}
    assert hows["products"] == "other"
    assert hows["headline"] == "text"


def test_lines_and_limits_come_from_the_kind() -> None:
    marked, __ = both(KINDS["poster"], {})
    found = {mark.key: (mark.lines, mark.limit) for mark in marked.marks}
    assert found["headline"] == (2, 60)
    assert found["kicker"] == (1, 54)


def test_a_rich_text_is_marked_as_it_is_shown() -> None:
    body = '<p>一<b>二</b></p><p onclick="x()">三 <a href="https://a.cn/">四</a></p>'
    chapters = [{"id": "blk_1", "headline": "题", "body": body}]
    marked, plain = both(KINDS["brand_story"], {"chapters": chapters})
    assert f"{MIDDLE}{cleaned(body)}{CLOSE}" in marked.html
    assert "onclick" not in plain
    assert {mark.how for mark in marked.marks if mark.key.endswith(".body")} == {"rich"}


def test_a_kind_that_cannot_be_drawn_has_no_marks() -> None:
    document = Document([
        *records(), Variant(id="var_a", name="甲", settings={"text": "乙"}),
        Module(id="mod_a", kind="gone", name="丙", variants=("var_a",), default="var_a"),
    ])  # fmt: skip
    assert MARKER.marked(document, "mod_a", "var_a").marks == ()
