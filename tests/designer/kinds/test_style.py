"""A kind's stylesheet stays inside its modules and asks for nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.library import BUILT_IN
from designer.kinds.style import faults, selectors, tokens

SOUND = [
    "",
    ".k-tea{color:var(--c-ink)}",
    '.k-tea .a,.k-tea>b:hover,.k-tea[data-x="},"]{margin:1px}',
    '/* }{ */ .k-tea::before{content:"\\201C }"}',
    "@media (width > 3em){.k-tea .a{gap:calc(3 * var(--u))}}",
    "@container (inline-size > 20em) { .k-tea .a { color: red; } }",
    "@supports (color: lab(0 0 0)){.k-tea a{color:red}}",
    (
        "@keyframes k-tea-in{from{opacity:0}50.5%{opacity:.5}to{opacity:1}}"
        ".k-tea{animation:k-tea-in 1s}"
    ),
    '.k-tea{background:url("data:image/svg+xml,%3Csvg/%3E")}',
    ".k-tea .a ~ .b{color:red}",
    ".k-tea [data-a] + .b{color:red}",
    ".k-tea:not(.a, .b) .c{border:1px solid;outline:.5px solid}",
    ".k-tea{--h1px:3;background:#00px00}",
    ".k-tea .a{width:min(100%,calc(40*var(--u)))}",
    ".k-tea{margin:0 -1px;inset:0}",
    ".k-tea .a{color:red;}\n\n.k-tea{}",
]

WRONG = [
    ("body{margin:0}", 1, "“body” reaches outside", "begin it with .k-tea"),
    (".k-tea .a, html{color:red}", 1, "“html” reaches outside", ".k-tea"),
    (".k-teapot{color:red}", 1, "reaches outside", ".k-tea"),
    (".k-tea-cup{color:red}", 1, "reaches outside", ".k-tea"),
    (".a .k-tea{color:red}", 1, "reaches outside", ".k-tea"),
    ("\n\n*{color:red}", 3, "“*” reaches outside", ".k-tea"),
    (":root{--c-ink:red}", 1, "reaches outside", ".k-tea"),
    (".k-tea ~ .module{display:none}", 1, "neighbours", "and a space"),
    (".k-tea[data-x]+.module{color:red}", 1, "neighbours", ""),
    ('@import "x.css";', 1, "“@import” is not allowed", "style.css itself"),
    ('@charset "utf-8";', 1, "“@charset”", ""),
    ("@font-face{font-family:x}", 1, "“@font-face” is not allowed", "@media"),
    ("@layer a{.k-tea{color:red}}", 1, "“@layer”", ""),
    (".k-tea{background:url(https://a.cn/x.png)}", 1, "asks for a file", "image setting"),
    ('.k-tea{background:url( "//a.cn/x.png" )}', 1, "asks for a file", ""),
    (".k-tea{background:URL(x.png)}", 1, "asks for a file", ""),
    (".k-tea{background:url(data:text/html,x)}", 1, "asks for a file", ""),
    (".k-tea{background:u\\72l(x)}", 1, "backslash", ""),
    ('.k-tea{background:image-set("x.png" 1x)}', 1, "may ask for a file", "take it out"),
    ('@media print{@import "x";}', 1, "“@import”", ""),
    ("@keyframes spin{to{color:red}}", 1, "could clash", "k-tea-"),
    (".k-tea{&:hover{color:red}}", 1, "nested", "rule of its own"),
    (".k-tea{@media print{color:red}}", 1, "inside a rule", ""),
    (".k-tea{position : fixed}", 1, "position: fixed", "sticky"),
    (".k-tea{width:24px}", 1, "24px does not scale", "calc(24 * var(--u))"),
    (".k-tea{width:50vw}", 1, "50vw does not scale", "24 design pixels"),
    (".k-tea{font-size:1.5rem}", 1, "1.5rem", ""),
    (".k-tea{color:red", 1, "not closed", "close it"),
    (".k-tea{color:red}}", 1, "no opening one", "take it out"),
    ("color:red;", 1, "outside a rule", "into a rule"),
    ("@media print{color:red;}", 1, "outside a rule", ""),
    (".k-tea{behavior:url(data:image/png,x)}", 1, "could run a script", "take it out"),
]


@pytest.mark.parametrize("css", SOUND)
def test_a_sound_stylesheet_is_taken(css: str) -> None:
    assert list(faults(css, kind="tea")) == []


@pytest.mark.parametrize(("css", "line", "says", "mend"), WRONG)
def test_a_wrong_one_is_told_with_line_and_mend(css: str, line: int, says: str, mend: str) -> None:
    found = list(faults(css, kind="tea"))
    assert any(f.line == line and says in f.message and mend in f.mend for f in found), found


def test_every_fault_is_told_not_only_the_first() -> None:
    found = list(faults("a{color:red}\nb{color:red}\n.k-tea{width:9px}", kind="tea"))
    assert [f.line for f in found] == [1, 2, 3]


@given(st.text(alphabet="@{};:.k-tea \"'/*(),\\url\n<&", max_size=80))
def test_checking_any_text_ends_and_keeps_count_of_lines(css: str) -> None:
    for fault in faults(css, kind="tea"):
        assert 1 <= fault.line <= css.count("\n") + 1


@given(st.text(alphabet="ab{};\"'/*() \n", max_size=60))
def test_only_comments_and_blanks_are_lost(css: str) -> None:
    kept = "".join(token.text for token in tokens(css))
    assert "".join(kept.split()) in "".join(css.split()) or "/*" in css


def test_commas_inside_brackets_do_not_part_selectors() -> None:
    assert selectors('.a:is(.b,.c), .d[x="1,2"]')[0] == ".a:is(.b,.c)"


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*/style.css")), ids=lambda p: p.parent.name)
def test_every_built_in_stylesheet_is_sound(path) -> None:
    assert list(faults(path.read_text(encoding="utf-8"), kind=path.parent.name)) == []
