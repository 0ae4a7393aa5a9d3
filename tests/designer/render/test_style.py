"""The page's stylesheet: theme tokens, kinds, modules, in a fixed order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.kinds.library import Library
from designer.kinds.settings.base import COLOURS
from designer.kinds.style import faults
from designer.records import Theme
from designer.render.module import Fragment
from designer.render.style import PAGES, base_css, kind_css, sheets, text, theme_css
from tests.designer.two_floors import examples

LIBRARY = examples()


def tokens(theme: Theme) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):([^;}]+)", theme_css(theme)))


def fragment(module: str, kind: str) -> Fragment:
    return Fragment(module=module, html="", css=f"#{module}{{}}\n", kind=kind)


def test_a_bare_theme_has_every_token() -> None:
    found = tokens(Theme(colours={}))
    assert [f"c-{name}" for name in COLOURS] == [name for name in found if name.startswith("c-")]
    assert (found["radius"], found["gap"]) == ("16", "24")
    assert '"PingFang SC"' in found["heading"]


def test_a_theme_sets_its_own() -> None:
    found = tokens(Theme(colours={"gold": "#C9A14A"}, radius=0, gap=32, heading="serif"))
    assert (found["c-gold"], found["radius"], found["gap"]) == ("#C9A14A", "0", "32")
    assert found["heading"].startswith('"Songti SC"')


@pytest.mark.parametrize(
    ("scale", "written"),
    [
        (1.0, "1"),
        (1.15, "1.15"),
        (0.1, "0.8"),
        (9, "1.4"),
        (float("nan"), "1"),
        (1 / 3 + 1, "1.333333"),
    ],
)
def test_the_type_scale_is_kept_within_what_kinds_are_drawn_for(scale, written) -> None:
    assert tokens(Theme(colours={}, scale=scale))["type-scale"] == written


def test_all_type_of_the_built_in_kinds_follows_the_scale() -> None:
    for kind, source in Library.load().sources.items():
        sizes = re.findall(r"^\s*font(?:-size)?:([^;]*)", source.style, re.MULTILINE)
        fixed = [size for size in sizes if "--u" in size or re.search(r"\d(px|pt|rem)\b", size)]
        assert not fixed, f"{kind}: {fixed}"
        assert any("var(--t)" in size for size in sizes), kind


@given(
    st.dictionaries(
        st.sampled_from([*COLOURS, "x}"]), st.text(alphabet="#abf09;}{:/*\\", max_size=9)
    )
)
def test_no_theme_ends_its_rule(colours: dict[str, str]) -> None:
    css = theme_css(Theme(colours=colours))
    assert css.startswith(":root{")
    assert css.endswith("}\n")
    assert css.count("{") == css.count("}") == 1
    assert "/*" not in css


def test_sheets_stand_in_a_fixed_order_and_join_to_the_whole() -> None:
    shown = [fragment("mod_b", "shelf"), fragment("mod_a", "banner"), fragment("mod_c", "shelf")]
    named = sheets(Theme(colours={}), shown, library=LIBRARY)
    assert list(named) == ["base", "theme", "kind:banner", "kind:shelf", "mod_b", "mod_a", "mod_c"]
    assert text(named) == "".join(named.values())


def test_a_placeholder_brings_no_kind() -> None:
    named = sheets(Theme(colours={}), [fragment("mod_a", "")], library=LIBRARY)
    assert list(named) == ["base", "theme", "mod_a"]


def test_every_sheet_ends_its_line() -> None:
    for css in (base_css(), theme_css(Theme(colours={})), kind_css("banner", library=LIBRARY)):
        assert css.endswith("}\n")


@pytest.mark.parametrize("css", [base_css()])
def test_the_ground_closes_its_braces_and_loads_nothing(css: str) -> None:
    told = [one.message for one in faults(css, kind="none")]
    assert not [message for message in told if "brace" in message or "asks for" in message]


@pytest.mark.parametrize(
    "promise",
    [
        "prefers-reduced-motion: reduce",
        ":focus-visible",
        "tabular-nums",
        "container-type: inline-size",
        "--u: calc(100cqw / 750)",
        ".floor-2",
        ".missing",
        "[data-track]",
    ],
)
def test_the_ground_keeps_its_promises(promise: str) -> None:
    assert promise in base_css()


def test_the_ground_uses_only_tokens_that_themes_have() -> None:
    used = set(re.findall(r"var\(--c-([\w-]+)", base_css()))
    assert used <= set(COLOURS)


def test_the_shells_stand_beside_it() -> None:
    names = {path.name for path in Path(PAGES).iterdir()}
    assert {"base.css", "shell.html", "body.html", "runtime.js", "personalise.js"} <= names


@pytest.mark.parametrize("name", ["runtime.js", "personalise.js"])
def test_our_scripts_make_no_code_from_text(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    for forbidden in ("eval(", "Function(", "innerHTML", "document.write", "import(", "fetch("):
        assert forbidden not in source
