"""Exported HTML and CSS are read with other eyes than those that wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.export.reading import css_faults, html_faults, read_html
from designer.render.page import CSP

NAMES = frozenset({"index.html", "page.css", "assets/a.png", "personas/lin.html", "茶.html"})
POLICY = f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'


def told(body: str, *, file: str = "index.html") -> list[str]:
    return list(html_faults(POLICY + body, file=file, names=NAMES))


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<link rel="stylesheet" href="page.css"><img src="assets/a.png" alt="">',
        '<img src="data:image/png;base64,AA" alt=""><a href="#top">x</a>',
        '<a href="https://a.cn/x?y#z">x</a><a href="personas/lin.html?now=1#f">x</a>',
        '<a href="%E8%8C%B6.html">x</a><script src="page.css"></script>',
        "<p>on fire, style=good</p>",
    ],
)
def test_what_stays_inside_is_fine(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('<img src="assets/b.png">', "asks for “assets/b.png”"),
        ('<img src="../assets/a.png">', "asks for “../assets/a.png”"),
        ('<img src="/assets/a.png">', "asks for “/assets/a.png”"),
        ('<img src="https://a.cn/a.png">', "asks for “https://a.cn/a.png”"),
        ('<img src="data:text/html,x">', "asks for “data:text/html,x”"),
        ('<img src="">', "asks for “”"),
        ('<img srcset="assets/b.png 2x">', "asks for"),
        ('<link href="//a.cn/x.css">', "asks for “//a.cn/x.css”"),
        ('<video poster="x.png"></video>', "asks for “x.png”"),
        ('<svg><use xlink:href="https://a.cn/x"/></svg>', "asks for"),
        ('<a ping="https://a.cn">x</a>', "asks for"),
        ('<a href="data:text/html,x">x</a>', "leads to “data:text/html,x”"),
        ('<a href=" javascript:x">x</a>', "leads to"),
        ('<a href="http://[">x</a>', ""),
        ("<base href='x'>", "holds <base>"),
        ("<style>p{}</style>", "holds <style>"),
        ("<iframe></iframe>", "holds <iframe>"),
        ("<script>x</script>", "holds a script written into the page"),
        ("<SCRIPT SRC='page.css'>x</SCRIPT>", "holds a script written into the page"),
        ("<p STYLE='x'>", "holds the attribute style"),
        ("<p onMouseOver='x'>", "holds the attribute onmouseover"),
        (POLICY, "security policy"),
        ("<meta http-equiv='refresh' content='0'>", "besides the policy"),
    ],
)
def test_what_leaves_or_acts_is_told(body: str, says: str) -> None:
    if says:
        assert any(says in one for one in told(body)), told(body)
    else:
        assert told(body) == [], "an address is only followed by a tap"


def test_a_page_without_our_policy_is_told() -> None:
    assert "security policy" in next(html_faults("<p>x</p>", file="index.html", names=NAMES))


def test_addresses_are_read_from_where_the_page_stands() -> None:
    assert told('<img src="../assets/a.png">', file="personas/lin.html") == []
    assert told('<img src="assets/a.png">', file="personas/lin.html") != []


def test_templates_are_noted_by_module_and_by_layout() -> None:
    page = read_html(
        '<template data-layout="lay_a"></template><template data-layout="lay_b"></template>'
        '<template data-module="mod_x" data-variant="var_1"></template><template></template>'
    )
    assert page.templates == {"": frozenset({"lay_a", "lay_b"}), "mod_x": frozenset({"var_1"})}


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("p{background:url(data:image/png,x)}", 0),
        ("/* @import url(x) */", 0),
        ("@IMPORT 'x';", 1),
        ("p{background:url(x.png)}", 1),
        ("p{background:URL( 'https://a.cn/x' )}", 1),
        ("p{background:url(data:text/html,x)}", 1),
    ],
)
def test_stylesheets_load_nothing(css: str, count: int) -> None:
    assert len(list(css_faults(css))) == count


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    list(html_faults(text, file="index.html", names=NAMES))
    list(css_faults(text))
