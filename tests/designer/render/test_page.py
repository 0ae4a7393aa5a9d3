"""A page: shell, floors, modules and one stylesheet."""

from __future__ import annotations

import msgspec
import pytest

from designer.records import HIDDEN, Decision, Shop, Theme
from designer.render.page import CSP, render_page
from designer.render.style import base_css, theme_css
from tests.designer.two_floors import at_default, examples, store

LIBRARY = examples()


def test_a_home_has_both_floors_and_the_way_between() -> None:
    document = store()
    page = render_page(document, at_default(document), library=LIBRARY)
    assert page.floors == {"flr_one": ("mod_hero", "mod_shelf"), "flr_two": ("mod_story",)}
    assert page.html.index('data-floor="1"') < page.html.index('data-floor="2"')
    assert 'class="pull"' in page.html
    assert 'class="back"' in page.html
    assert page.behaviours == ("carousel", "countdown", "video")
    assert len(page.assets) == 1


def test_a_page_with_one_floor_has_no_pull_down() -> None:
    document = store()
    page = render_page(document, at_default(document, "page_items"), library=LIBRARY)
    assert 'class="pull"' not in page.html
    assert "<title>全部宝贝 - 山岚</title>" in page.html


def test_the_document_carries_the_policy_and_no_script_of_its_own() -> None:
    document = store()
    html = render_page(document, at_default(document), library=LIBRARY, root="../").html
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert f'content="{CSP}"' in html
    assert html.count("<script") == 1
    assert '<script src="../runtime.js" defer></script>' in html
    assert '<link rel="stylesheet" href="../page.css">' in html
    assert "style=" not in html
    assert html.count(' src="../assets/') == html.count(' src="') - 1


def test_a_decision_chooses_and_silence_means_the_default() -> None:
    document = store()
    decision = Decision(
        page="page_home", layout="lay_day", choices={"mod_hero": "var_b", "mod_shelf": HIDDEN}
    )
    page = render_page(document, decision, library=LIBRARY)
    assert "冷泡一夏" in page.html
    assert 'id="mod_shelf" data-module="mod_shelf" hidden' in page.html
    assert "云上茶山" in page.html


def test_the_stylesheet_is_its_sheets_in_order_and_each_kind_once() -> None:
    document = store()
    page = render_page(document, at_default(document), library=LIBRARY)
    assert list(page.sheets) == [
        "base",
        "theme",
        "kind:banner",
        "kind:shelf",
        "mod_hero",
        "mod_shelf",
        "mod_story",
    ]
    assert page.css == "".join(page.sheets.values())
    assert page.css.count(".k-banner .frame {") == 1


def test_the_theme_fills_every_token_and_takes_only_colours() -> None:
    css = theme_css(
        Theme(
            colours={"primary": "#123456", "ink": "red;}body{display:none"},
            radius=8,
            heading="serif",
        )
    )
    assert "--c-primary:#123456" in css
    assert "display:none" not in css
    assert "--radius:8" in css
    assert "Songti SC" in css
    assert css.count("{") == css.count("}") == 1


def test_the_ground_is_ours_alone() -> None:
    assert "@import" not in base_css()
    assert "url(" not in base_css()


def test_rendering_again_gives_the_same_bytes() -> None:
    first, second = (render_page(store(), at_default(store()), library=LIBRARY) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '山岚 & 茶 "好"'])
def test_a_shops_name_is_only_text(name: str) -> None:
    document = store()
    with document.transaction("rename"):
        document.put(msgspec.structs.replace(document.get("shop", Shop), name=name))
    html = render_page(document, at_default(document), library=LIBRARY).html
    assert name not in html
    assert html.count("<script") == 1
