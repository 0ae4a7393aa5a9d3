"""The `rich_text` setting: what may stand in a text, and what is taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.base import COLOURS
from designer.kinds.settings.rich_text import INKS, RichText, cleaned
from designer.records import Label
from designer.render.style import base_css

SETTING = RichText(id="body", label=Label(zh="正文", en="Text"), max_length=20)


@pytest.mark.parametrize("tag", ["b", "i", "em", "strong", "u", "p", "span"])
def test_its_own_tags_stay(tag):
    assert cleaned(f"<{tag}>茶</{tag}>") == f"<{tag}>茶</{tag}>"


@pytest.mark.parametrize("name", INKS)
def test_a_colour_of_the_theme_stays_and_the_page_has_a_rule_for_it(name):
    html = f'<span class="c-{name}">茶</span>'
    assert cleaned(html) == html
    assert name in COLOURS
    assert f".c-{name} {{" in base_css()


@pytest.mark.parametrize(
    "html",
    [
        '<span class="c-evil">茶</span>', '<span class="c-price stage">茶</span>',
        '<span style="color:red">茶</span>', '<span onclick="x()" id="y">茶</span>',
    ],
)  # fmt: skip
def test_anything_else_on_a_span_goes(html):
    assert cleaned(html) == "<span>茶</span>"


def test_a_class_belongs_to_spans_alone():
    assert cleaned('<p class="c-price">茶</p>') == "<p>茶</p>"


@given(st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(text):
    once = str(cleaned(text))
    assert str(cleaned(once)) == once


def test_too_long_a_text_is_refused():
    with pytest.raises(InvalidError, match="at most 20"):
        SETTING.check("x" * 21)
