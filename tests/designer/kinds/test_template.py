"""A kind's template is checked before it ever runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.template import faults
from tests.designer.two_floors import examples

BANNER = examples().kinds["banner"]

SOUND = [
    "<h2>{{ s.title }}</h2>",
    "<a class=\"x {{ 'y' if s.wide }}\" {{ attrs(s.link) }}>{{ s.title }}</a>",
    (
        '{% for slide in s.slides %}<p class="{{ slide.css }}">{{ loop.index }}'
        "{{ slide.words }}</p>{% endfor %}"
    ),
    '<img src="{{ s.image.url }}" alt="{{ s.image.alt }}">',
    '<a href="#top">回到顶部</a>',
    '<a href="{{ s.link.href }}">x</a>',
    '{% set tone = "a" if s.wide else "b" %}<p data-tone="{{ tone }}">{{ shop.name }}</p>',
    "{# 说明 #}<p>茶</p>",
    '<p id="{{ module.id }}-t">x</p><div aria-labelledby="{{ module.id }}-t"></div>',
    '<button type="button" data-action="follow">关注</button>',
    (
        "{% macro card(one) %}<b>{{ one.title }}</b>{% endmacro %}"
        "{% for c in categories %}{{ card(c) }}{% endfor %}"
    ),
    '<svg viewBox="0 0 9 9" aria-hidden="true"><path d="M0 0h9"/></svg>',
    "{{ s.title|truncate(9) }}{{ 5900|yuan }}",
    '<div\n  class="a"\n>{% if s.link %}<a {{ attrs(s.link, "看") }}></a>{% endif %}</div>',
    "{{ s.title ~ '!' }}",
]

WRONG = [
    ("<p>{{ s.titel }}</p>", 1, "no setting “titel”", "title"),
    ("{{ product.name }}", 1, "cannot read “product”", "categories"),
    ("\n<script>alert(1)</script>", 2, "<script> is not allowed", "plain elements"),
    ("<style>a{}</style>", 1, "<style>", ""),
    ("<iframe></iframe>", 1, "<iframe>", ""),
    ("<form></form>", 1, "<form>", ""),
    ("<h1>x</h1>", 1, "<h1>", ""),
    ('<p style="color:red">x</p>', 1, "attribute style", "class"),
    ('<p onclick="x()">x</p>', 1, "attribute onclick", ""),
    ('<p ONCLICK="x()">x</p>', 1, "attribute onclick", ""),
    ('<img src="https://a.cn/x.png" alt="">', 1, "src does not come", "s.image.url"),
    ('<img src="{{ s.title }}" alt="">', 1, "src does not come", ""),
    ('<a href="javascript:x">x</a>', 1, "href does not come", "attrs(link)"),
    ('<a href="{{ s.title }}">x</a>', 1, "href does not come", ""),
    ('<a href="x{{ s.link.href }}">x</a>', 1, "href does not come", ""),
    ("<p class={{ s.title }}>x</p>", 1, "not in quotes", ""),
    ("<p {{ s.title }}>x</p>", 1, "attribute's name should", "attrs(link)"),
    ('<p data-{{ s.title }}="x">x</p>', 1, "attribute's name is made", "write the name out"),
    ('<p id="title">x</p>', 1, "could occur twice", "module.id"),
    ('<p id="{{ s.title }}">x</p>', 1, "could occur twice", ""),
    ('<button>x</button><button type="submit">y</button>', 1, "would send a form", 'type="button"'),
    ("<!-- note -->", 1, "HTML comment", "{#"),
    ("<!DOCTYPE html>", 1, "not allowed", ""),
    ("{{ s.title|safe }}", 1, "no filter “safe”", "yuan"),
    ("{{ s.title|attr('x') }}", 1, "no filter “attr”", ""),
    ("{% include 'x' %}", 1, "cannot use include", "write it out"),
    ("{% import 'x' as x %}", 1, "cannot use import", ""),
    ("{% extends 'x' %}", 1, "cannot use extends", ""),
    ("{% autoescape false %}{{ s.title }}{% endautoescape %}", 1, "cannot use scoped", ""),
    ("{% if s.title %}", 1, "Unexpected end", "mend the template"),
    ("a\n{{ }}", 2, "Expected an expression", ""),
]


@pytest.mark.parametrize("source", SOUND)
def test_a_sound_template_is_taken(source: str) -> None:
    assert list(faults(source, kind=BANNER)) == []


@pytest.mark.parametrize(("source", "line", "says", "mend"), WRONG)
def test_a_wrong_one_is_told_with_line_and_mend(
    source: str, line: int, says: str, mend: str
) -> None:
    found = list(faults(source, kind=BANNER))
    assert any(f.line == line and says in f.message and mend in f.mend for f in found), found


def test_the_line_is_right_after_long_expressions() -> None:
    source = "{{ picture(\n  s.image,\n  'art'\n) }}\n{# two\nlines #}\n<script>"
    assert [f.line for f in faults(source, kind=BANNER)] == [7]


@given(st.text(alphabet="<>{}%#\"'=/ aps.on\n|~-", max_size=60))
def test_checking_any_text_ends(source: str) -> None:
    for fault in faults(source, kind=BANNER):
        assert fault.message
        assert fault.line >= 1
