"""Whatever words, ids and colours a project holds, a page stays a page; twice is the same bytes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.document.document import Document
from designer.kinds.settings.base import COLOURS
from designer.records import (
    HIDDEN,
    Asset,
    Category,
    Coupon,
    Decision,
    Module,
    Product,
    Shop,
    Theme,
    Variant,
)
from designer.render.module import Renderer
from designer.render.page import RenderedPage, render_page
from designer.render.style import theme_css
from tests.designer.kinds.settings.making import HOSTILE
from tests.designer.two_floors import at_default, examples, records, store

LIBRARY = examples()
EVIL = (
    '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "</section><h1>",
    "{{ 7*7 }}", "{% for x in y %}", "&lt;b&gt;", 'a" onclick="x', "-->", "]]>", "</style>",
    "\u2028", "${x}",
)  # fmt: skip
WORDS = st.sampled_from(EVIL) | st.text(max_size=8)


class Reader(HTMLParser):
    """Tags and their attributes, and the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def page(document: Document) -> RenderedPage:
    return render_page(document, at_default(document), library=LIBRARY)


def renamed(word: str) -> Document:
    """The shop with this word for every name, title, alt text and caption."""
    zone = {"id": "z", "label": word, "x": 0, "y": 0, "w": 1, "h": 1,
            "link": {"action": "item", "target": "prd_mist"}}  # fmt: skip
    settings_: dict[str, Any] = {
        "title": word,
        "body": word,
        "image": {"asset": "ast_can", "alt": word},
        "link": {"action": "category", "target": "cat_green"},
        "map": {"image": {"asset": "ast_can", "alt": word}, "zones": [zone]},
        "slides": [{"id": "s", "words": word}],
        "ends": {"until": "2026-11-11T00:00:00+08:00", "label": word},
    }
    made = []
    for record in records(settings_):
        match record:
            case Product():
                made.append(msgspec.structs.replace(record, title=word, short=word))
            case Shop() | Module() | Category() | Coupon():
                made.append(msgspec.structs.replace(record, name=word))
            case Asset():
                made.append(msgspec.structs.replace(record, alt=word))
            case _:
                made.append(record)
    return Document(made)


PLAIN = Reader(page(renamed("茶")).html)


@settings(max_examples=25)
@given(WORDS.filter(lambda word: word.strip()))
def test_words_never_become_tags_or_attributes(word: str) -> None:
    found = Reader(page(renamed(word)).html)
    own = {"b", "i", "em", "strong", "br", "p", "ul", "li", "span", "a"}
    assert len(found.tags) - len(PLAIN.tags) <= word.count("<")
    assert {tag for tag, __ in found.tags} <= {tag for tag, __ in PLAIN.tags} | own
    assert not any(name.startswith("on") for __, attrs in found.tags for name in attrs)
    assert sum(tag == "script" for tag, __ in found.tags) == sum(
        tag == "script" for tag, __ in PLAIN.tags
    )
    assert not any("style" in attrs for __, attrs in found.tags)


@pytest.mark.parametrize("word", EVIL)
def test_words_are_shown_as_they_were_written(word: str) -> None:
    found = Reader(page(renamed(word)).html)
    pictures = [attrs["alt"] for tag, attrs in found.tags if tag == "img"]
    assert word in pictures
    assert "49" not in found.words or word != "{{ 7*7 }}"


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["title", "body", "image", "height", "link", "map",
                                        "slides", "ends", "ground", "wide"]), HOSTILE))  # fmt: skip
@example({"image": {"asset": "prd_mist"}, "map": {"image": {"asset": "ast_gone"}}})
def test_settings_of_any_shape_still_give_a_page(settings_: dict[str, Any]) -> None:
    made = page(store(settings_))
    fragment = made.fragments["mod_hero"]
    assert fragment.problem == ""
    assert fragment.html.startswith('<section class="module k-banner" id="mod_hero"')
    assert made.css.count("{") == made.css.count("}")
    Reader(made.html)


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(["title", "body", "height", "slides"]), HOSTILE))
def test_the_same_shop_gives_the_same_bytes_in_any_order_of_its_records(settings_) -> None:
    one, other = store(settings_), Document(reversed(records(settings_)))
    first, second, third = page(one), page(other), page(one)
    assert first.html == second.html == third.html
    assert first.css == second.css == third.css
    assert first.assets == second.assets
    assert list(first.fragments) == list(second.fragments)


@pytest.mark.parametrize("gone", ["ast_can", "prd_mist", "cat_green", "cpn_20"])
def test_a_page_without_one_of_its_records_stands(gone: str) -> None:
    whole = page(renamed("茶"))
    left = Document([r for r in renamed("茶").records.values() if r.id != gone])
    made = page(left)
    assert list(made.fragments) == list(whole.fragments)
    assert not any(fragment.problem for fragment in made.fragments.values())
    if gone == "ast_can":
        assert made.assets == ()
        assert "missing" in made.html


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([*COLOURS, "own"]), WORDS | st.just("#ABCDEF")),
       st.integers(0, 200), st.integers(0, 200), st.sampled_from(["sans", "serif"]))  # fmt: skip
def test_a_theme_is_one_rule_with_every_token_whatever_it_holds(colours, radius, gap, heading):
    css = theme_css(Theme(colours=colours, radius=radius, gap=gap, heading=heading))
    assert (css.count("{"), css.count("}"), css.count("\n")) == (1, 1, 1)
    parts = css.removeprefix(":root{").removesuffix("}\n").split(";")
    tokens = dict(part.split(":", 1) for part in parts)
    others = {"--radius", "--gap", "--heading", "--type-scale"}
    assert set(tokens) == {*(f"--c-{name}" for name in COLOURS), *others}
    for name in COLOURS:
        value = tokens[f"--c-{name}"]
        assert len(value) == 7
        assert value[0] == "#"
        assert int(value[1:], 16) >= 0
    assert tokens["--radius"] == str(radius)


def test_floors_stand_shelf_first_and_only_two_can_be_pulled() -> None:
    document = store()
    home = page(document)
    assert list(home.floors) == ["flr_one", "flr_two"]
    assert home.body.index('data-floor="1"') < home.body.index('data-floor="2"')
    items = render_page(document, at_default(document, "page_items"), library=LIBRARY)
    assert list(items.floors) == ["flr_items"]
    assert 'data-floor="2"' not in items.body


@settings(max_examples=30)
@given(st.sampled_from(["var_a", "var_b", "var_c", HIDDEN, "gone", "prd_mist"]))
def test_whatever_was_chosen_a_module_keeps_its_place(choice: str) -> None:
    document = store()
    decision = Decision(page="page_home", layout="lay_day", choices={"mod_hero": choice})
    made = render_page(document, decision, library=LIBRARY)
    (section,) = [
        attrs for tag, attrs in Reader(made.body).tags if attrs.get("data-module") == "mod_hero"
    ]
    known = isinstance(document.find(choice), Variant)
    assert ("hidden" in section) == (not known)
    assert section.get("data-variant") == (choice if known else None)
    assert bool(made.fragments["mod_hero"].css) == known


def test_a_fragment_names_all_it_read_so_that_an_edit_finds_it() -> None:
    fragment = Renderer(LIBRARY).module(renamed("茶"), "mod_hero", "var_a")
    assert {"mod_hero", "var_a", "ast_can", "cat_green", "prd_mist"} <= fragment.reads
    shelf = Renderer(LIBRARY).module(store(), "mod_shelf", "var_s")
    assert {"*product", "*category", "shop", "cpn_20"} <= shelf.reads
