"""One module becomes its section and its own rules, whatever its settings hold."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import HIDDEN, Module, Variant
from designer.render.module import Fragment, render_module
from tests.designer.two_floors import examples, records, store

LIBRARY = examples()
HOSTILE = st.text(alphabet="<>\"'&;{}=/ svgonload:javascript()*\\\n茶", max_size=30)


def hero(**settings: Any) -> Fragment:
    return render_module(store(settings), "mod_hero", "var_a", library=LIBRARY)


def test_a_module_is_wrapped_with_its_names() -> None:
    fragment = hero(title="秋")
    assert fragment.html.startswith(
        '<section class="module k-banner" id="mod_hero" data-module="mod_hero"'
        ' data-kind="banner" data-variant="var_a">'
    )
    assert fragment.html.endswith("</section>")
    assert "<h2>秋</h2>" in fragment.html
    assert fragment.problem == ""


def test_its_settings_become_rules_for_this_variant_alone() -> None:
    css = hero(
        height=900, slides=[{"id": "a", "pad": 8, "picture": {"asset": "ast_can", "focus": [0, 1]}}]
    ).css
    assert (
        '#mod_hero[data-variant="var_a"]{--align:start;--height:900;--ground:var(--c-surface)}\n'
        in css
    )
    assert '#mod_hero[data-variant="var_a"] .block-1{--pad:8}\n' in css
    assert (
        '#mod_hero[data-variant="var_a"] .block-1 .focus-picture{object-position:0% 100%}\n' in css
    )


def test_zones_get_their_place() -> None:
    zone = {
        "id": "z",
        "x": 0.5,
        "y": 0,
        "w": 0.5,
        "h": 1,
        "label": "<茶>",
        "link": {"action": "item", "target": "prd_mist"},
    }
    fragment = hero(map={"image": {"asset": "ast_can"}, "zones": [zone]})
    assert ".zone-1{left:50%;top:0%;width:50%;height:100%}" in fragment.css
    assert 'aria-label="&lt;茶&gt;"' in fragment.html


@pytest.mark.parametrize("choice", [HIDDEN, "var_gone", ""])
def test_a_hidden_module_is_an_empty_hidden_section(choice: str) -> None:
    fragment = render_module(store(), "mod_hero", choice, library=LIBRARY)
    assert (
        fragment.html
        == '<section class="module" id="mod_hero" data-module="mod_hero" hidden></section>'
    )
    assert fragment.css == ""


def test_a_kind_that_is_not_here_leaves_a_placeholder() -> None:
    fragment = render_module(store(), "mod_hero", "var_a", library=Library({}, {}))
    assert 'class="broken">主视觉<' in fragment.html
    assert fragment.problem == "The module kind “banner” is not installed here."


def test_a_template_that_fails_leaves_a_placeholder_and_a_reason() -> None:
    source = LIBRARY.source("banner")._replace(
        template="{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}"
    )
    fragment = render_module(
        store(), "mod_hero", "var_a", library=Library(LIBRARY.kinds, {"banner": source})
    )
    assert 'class="broken"' in fragment.html
    assert fragment.problem == "banner: the template stops: the template works too long"


def test_settings_that_do_not_fit_show_the_default() -> None:
    fragment = hero(title=7, height="tall", slides="none")
    assert "<h2>秋茶上新</h2>" in fragment.html
    assert "--height:600" in fragment.css


def test_a_shelf_shows_what_the_catalogue_holds_and_notes_it() -> None:
    fragment = render_module(store(), "mod_shelf", "var_s", library=LIBRARY)
    for text in (
        "山岚 · 新品 · 1",
        "雾里青 ¥59",
        "<s>¥79</s> 7.5 折",
        "1.3 万",
        "绿茶 1",
        "¥20</a>",
    ):
        assert text in fragment.html
    assert {
        "*product",
        "*category",
        "shop",
        "cpn_20",
        "ast_can",
        "mod_shelf",
        "var_s",
    } <= fragment.reads
    assert len(fragment.assets) == 1


def test_records_that_are_gone_are_left_out_and_nothing_fails() -> None:
    left = [r for r in records() if not r.id.startswith(("prd_", "cat_", "cpn_", "ast_"))]
    fragment = render_module(Document(left), "mod_shelf", "var_s", library=LIBRARY)
    assert fragment.problem == ""
    assert "<li>" not in fragment.html


class Reader(HTMLParser):
    """Notes the tags and attributes of what was rendered."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_a_designer_writes_becomes_markup_or_css(title: str, body: str, alt: str) -> None:
    fragment = hero(
        title=title[:20],
        body=body,
        image={"asset": "ast_can", "alt": alt},
        slides=[{"id": title, "words": body}],
        ends={"until": "2026-11-11T00:00:00+08:00", "label": alt},
    )
    reader = Reader()
    reader.feed(fragment.html)
    assert reader.tags <= {
        "section",
        "div",
        "img",
        "span",
        "h2",
        "p",
        "b",
        "i",
        "ul",
        "li",
        "button",
    }
    assert not {name for name in reader.attributes if name.startswith("on") or name == "style"}
    assert fragment.css == hero(slides=[{"id": "a"}]).css


@given(st.text(alphabet="a\"'<>{};#.\\ ", min_size=1, max_size=10))
def test_no_id_breaks_out_of_its_attribute_or_selector(key: str) -> None:
    name = "mod_" + key
    module = Module(
        id=name, kind="banner", name="x", variants=("var_" + key,), default="var_" + key
    )
    document = Document([*records(), module, Variant(id="var_" + key, name="x")])
    fragment = render_module(document, name, "var_" + key, library=LIBRARY)
    reader = Reader()
    reader.feed(fragment.html)
    assert reader.attributes <= {"class", "id", "data-module", "data-kind", "data-variant"}
    assert all(line.count("{") == line.count("}") == 1 for line in fragment.css.splitlines())


def test_a_fragment_is_a_value() -> None:
    assert hero(title="a") == hero(title="a")
    assert msgspec.structs.replace(hero(), css="x") != hero()
