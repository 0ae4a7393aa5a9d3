"""The shared behaviours in a real browser: carousels, countdowns, videos, anchors, floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from designer.export.package import export_package
from designer.records import Asset, Variant
from tests.designer.export.chromium import Chromium, Page, needs_chromium
from tests.designer.two_floors import PIXEL, Files, examples, store

pytestmark = needs_chromium
SLIDES = {"slides": [{"id": f"blk_{n}", "words": word} for n, word in enumerate("春夏秋")]}
DOTS = "Array.from(document.querySelectorAll('[data-dot]'), (dot) => dot.ariaCurrent)"
AT = "Math.round(track.scrollLeft / track.clientWidth)"
TRACK = "((track) => {})(document.querySelector('[data-track]'))"

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Chromium, tmp_path: Path) -> Open:
    """Open the home of a small shop whose first banner or shelf is filled in."""

    def open_(hero: Any = None, shelf: Any = None, *, query: str = "", calm: bool = False) -> Page:
        document = store(hero)
        with document.transaction("fill"):
            if shelf is not None:
                document.put(Variant(id="var_s", name="热卖", settings=shelf))
            film = msgspec.structs.replace(
                document.get("ast_can", Asset), id="ast_film", media="video/mp4"
            )
            document.put(film)
        export_package(document, Files(PIXEL), tmp_path / "package", library=examples())
        tab = browser.page("about:blank")
        if calm:
            feature = {"name": "prefers-reduced-motion", "value": "reduce"}
            tab.call("Emulation.setEmulatedMedia", features=[feature])
        tab.load((tmp_path / "package" / "index.html").as_uri() + query)
        tab.call("Page.bringToFront")
        return tab

    return open_


def until(tab: Page, condition: str) -> bool:
    """Whether the condition comes true within twenty seconds."""
    return bool(
        tab.evaluate(
            f"new Promise((tell) => {{ setInterval(() => ({condition}) && tell(true), 25);"
            " setTimeout(() => tell(false), 20000); })"
        )
    )


def at(tab: Page) -> int:
    return int(tab.evaluate(TRACK.format(AT)))


def test_a_dot_leads_to_its_slide_and_shows_where_one_is(opened: Open) -> None:
    tab = opened(SLIDES, calm=True)
    assert tab.evaluate(DOTS) == ["true", "false", "false"]
    tab.evaluate("document.querySelectorAll('[data-dot]')[2].click()")
    assert until(tab, f"{TRACK.format(AT)} === 2 && {DOTS}[2] === 'true'")
    assert tab.evaluate(DOTS) == ["false", "false", "true"]


def test_next_and_previous_go_round(opened: Open) -> None:
    tab = opened(SLIDES, calm=True)
    tab.evaluate("document.querySelector('[data-prev]').click()")
    assert until(tab, f"{TRACK.format(AT)} === 2")
    tab.evaluate("document.querySelector('[data-next]').click()")
    assert until(tab, f"{TRACK.format(AT)} === 0")


def test_a_swipe_moves_the_dots_too(opened: Open) -> None:
    tab = opened(SLIDES, calm=True)
    tab.evaluate(TRACK.format("track.scrollTo({left: track.clientWidth, behavior: 'instant'})"))
    assert until(tab, f"{DOTS}[1] === 'true'")


def test_a_carousel_turns_by_itself_unless_motion_is_unwelcome(opened: Open) -> None:
    assert until(opened(SLIDES), f"{TRACK.format(AT)} === 1")
    calm = opened(SLIDES, calm=True)
    calm.evaluate("new Promise((go) => setTimeout(go, 2300))")
    assert at(calm) == 0


def test_a_carousel_waits_while_it_is_used(opened: Open) -> None:
    tab = opened(SLIDES)
    tab.evaluate("document.querySelector('[data-dot]').focus()")
    tab.evaluate("new Promise((go) => setTimeout(go, 2300))")
    assert at(tab) == 0


def test_a_patched_carousel_turns_again(opened: Open) -> None:
    tab = opened(SLIDES)
    tab.evaluate(
        "((old) => { const fresh = old.cloneNode(true); old.replaceWith(fresh);"
        " fresh.dispatchEvent(new CustomEvent('duplex:patched', {bubbles: true})); })"
        "(document.querySelector('#mod_hero'))"
    )
    assert until(tab, f"{TRACK.format(AT)} === 1")


def test_on_the_stage_nothing_in_the_document_changes(opened: Open) -> None:
    ends = {"ends": {"until": "2099-01-01T00:00:00Z", "label": "距开抢"}}
    tab = opened(SLIDES | ends, query="?stage")
    before = tab.evaluate("document.querySelector('.floors').outerHTML")
    tab.evaluate("document.querySelector('.pull').click()")
    tab.evaluate("new Promise((go) => setTimeout(go, 1500))")
    assert tab.evaluate("document.querySelector('.floors').outerHTML") == before
    assert tab.evaluate("document.querySelector('.floor-2').inert") is False
    assert at(tab) == 0


@pytest.mark.parametrize(
    ("until_", "shown"),
    [("2099-01-01T00:00:00+08:00", "进行中"), ("2001-01-01T00:00:00Z", "已结束")],
)
def test_a_countdown_says_whether_it_is_over(opened: Open, until_: str, shown: str) -> None:
    tab = opened({"ends": {"until": until_, "label": ""}})
    seen = "Array.from(document.querySelectorAll('[data-countdown] i')).filter(i => i.offsetParent)"
    assert tab.evaluate(f"{seen}.map((i) => i.textContent)") == [shown]


def test_a_countdown_draws_its_figures_with_two_digits(opened: Open) -> None:
    tab = opened(
        {"ends": {"until": "2026-11-12T00:00:00Z", "label": ""}}, query="?now=2026-11-08T00:00:00Z"
    )
    content = "getComputedStyle(document.querySelector('[data-days]'), '::before').content"
    assert "decimal-leading-zero" in tab.evaluate(content)
    days = "getComputedStyle(document.querySelector('[data-countdown]')).getPropertyValue('--days')"
    assert int(tab.evaluate(days)) in (3, 4)


def test_a_video_that_cannot_play_says_so_and_keeps_its_poster(opened: Open) -> None:
    film = {"film": {"asset": "ast_film", "poster": "ast_can"}}
    tab = opened(shelf=film)
    tab.evaluate("document.querySelector('[data-play]').click()")
    assert until(tab, "document.querySelector('.toast').textContent.includes('不能播放')")
    assert tab.evaluate("document.querySelector('[data-video]').className") == ""
    assert tab.evaluate("document.querySelector('video').controls") is False


def test_a_toast_leaves_again(opened: Open) -> None:
    tab = opened()
    tab.evaluate("document.querySelector('#mod_shelf [data-action=item]').click()")
    assert until(tab, "document.querySelector('.toast').classList.contains('shown')")
    assert until(tab, "!document.querySelector('.toast').classList.contains('shown')")


def test_an_anchor_leads_to_its_module_even_on_the_other_floor(opened: Open) -> None:
    tab = opened({"link": {"action": "module", "target": "mod_story"}}, calm=True)
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    assert until(tab, "document.documentElement.classList.contains('second')")
    tab = opened({"height": 1200, "link": {"action": "module", "target": "mod_shelf"}}, calm=True)
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    assert until(tab, "scrollY > 200")
    assert tab.evaluate("document.documentElement.classList.contains('second')") is False


@pytest.mark.parametrize(
    ("link", "left"),
    [
        ({"action": "url", "target": "https://example.com/"}, True),
        ({"action": "page", "target": "page_items"}, True),
        ({"action": "follow"}, False),
        ({"action": "second_floor"}, False),
    ],
)
def test_only_pages_and_addresses_are_followed_by_the_browser(
    opened: Open, link: dict[str, str], left: bool
) -> None:
    tab = opened({"link": link})
    tab.evaluate(
        "addEventListener('click', (event) => { window.left = !event.defaultPrevented;"
        " event.preventDefault(); })"
    )
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    assert tab.evaluate("window.left") is left


def test_a_link_to_another_page_leads_to_its_file(opened: Open) -> None:
    tab = opened({"link": {"action": "page", "target": "page_items"}})
    seen = len(tab.browser.events)
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    while not any(e["method"] == "Page.loadEventFired" for e in tab.browser.events[seen:]):
        tab.browser.receive()
    assert tab.evaluate("document.title") == "全部宝贝 - 山岚"


def test_the_wheel_opens_the_second_floor_only_at_the_top(opened: Open) -> None:
    tab = opened({"height": 1200})
    up = {"type": "mouseWheel", "x": 180, "y": 300, "deltaX": 0, "deltaY": -200}
    tab.evaluate("scrollTo({top: 600, behavior: 'instant'})")
    tab.call("Input.dispatchMouseEvent", **up)
    assert tab.evaluate("document.documentElement.classList.contains('second')") is False
    tab.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    for _ in range(3):
        tab.call("Input.dispatchMouseEvent", **up)
    assert until(tab, "document.documentElement.classList.contains('second')")


def test_the_way_up_is_reached_by_tab_and_taken_by_enter(opened: Open) -> None:
    tab = opened()
    tab.call(
        "Input.dispatchKeyEvent", type="keyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9
    )
    assert tab.evaluate("document.activeElement.className") == "pull"
    for kind in ("keyDown", "keyUp"):
        tab.call(
            "Input.dispatchKeyEvent",
            type=kind,
            key="Enter",
            code="Enter",
            windowsVirtualKeyCode=13,
            text="\r",
        )
    assert until(tab, "document.documentElement.classList.contains('second')")


def test_a_floor_tells_when_it_changes(opened: Open) -> None:
    tab = opened()
    listen = "document.documentElement.addEventListener('duplex:floor', "
    tab.evaluate(f"window.told = []; {listen}(event) => told.push(event.detail.floor))")
    tab.evaluate("document.querySelector('.pull').click(); document.querySelector('.back').click()")
    assert tab.evaluate("window.told") == [2, 1]


# ---- every action of a link ----

ACTIONS = {
    "item": ("prd_mist", "查看宝贝", ""),
    "add_to_cart": ("prd_mist", "已加入购物车", "add|prd_mist"),
    "category": ("cat_green", "查看分类", ""),
    "coupon_open": ("cpn_20", "查看优惠券", ""),
    "coupon_follow": ("cpn_20", "已关注店铺并领取", ""),
    "coupon_claim": ("cpn_20", "领取成功，可在卡券包查看", "coupon|#/coupon_claim/cpn_20"),
    "follow": ("", "已关注店铺", ""),
    "service": ("", "正在接入客服", "wang|"),
}
PHONE = {"width": 375, "height": 667, "deviceScaleFactor": 2, "mobile": True}


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_says_what_it_did_and_carries_the_token_of_the_platform(
    opened: Open, action: str
) -> None:
    target, said, token = ACTIONS[action]
    tab = opened({"link": {"action": action, "target": target}})
    tab.call("Emulation.setDeviceMetricsOverride", **PHONE)
    tab.evaluate(
        "window.heard = null;"
        "addEventListener('duplex:action', ({detail}) => { window.heard = detail; })"
    )
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    assert until(tab, "document.querySelector('.toast').classList.contains('shown')")
    assert tab.evaluate("document.querySelector('.toast').textContent") == said
    assert tab.evaluate("document.querySelector('#mod_hero .go').dataset.tmall ?? ''") == token
    heard = tab.evaluate("window.heard")
    told = (heard["action"], heard["target"], heard["token"], heard["moduleId"])
    assert told == (action, target, token, "mod_hero")
    assert tab.evaluate("innerWidth") == 375


def test_second_and_first_floor_are_gone_to_and_come_back_from(opened: Open) -> None:
    tab = opened({"link": {"action": "second_floor"}}, calm=True)
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    assert until(tab, "document.documentElement.classList.contains('second')")
    tab.evaluate("document.querySelector('.floor-2 .back, .back').click()")
    assert until(tab, "!document.documentElement.classList.contains('second')")


def test_an_activity_page_of_the_shop_is_really_gone_to(opened: Open) -> None:
    tab = opened({"link": {"action": "campaign", "target": "page_items"}})
    seen = len(tab.browser.events)
    tab.evaluate("document.querySelector('#mod_hero .go').click()")
    while not any(e["method"] == "Page.loadEventFired" for e in tab.browser.events[seen:]):
        tab.browser.receive()
    assert tab.evaluate("document.title") == "全部宝贝 - 山岚"
