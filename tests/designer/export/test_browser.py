"""The package in a real browser: it decides as the program does, shows it, and asks for nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
import pytest

from designer.decide.choose import choose, decide_page
from designer.decide.rulebook import Rulebook
from designer.export.package import export_package
from designer.records import Between, Consumer, Module, Page, Persona, Rule, Show
from tests.designer.export.chromium import Chromium, needs_chromium
from tests.designer.export.chromium import Page as Tab
from tests.designer.two_floors import Files, examples, store

pytestmark = needs_chromium
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NOON = datetime(2026, 11, 8, 12, tzinfo=UTC)
SHOWN = (
    "Object.fromEntries(Array.from(document.querySelectorAll('.floors [data-module]'),"
    " (one) => [one.id, one.hidden ? 'hidden' : one.dataset.variant]))"
)


def address(package: Path, page: str = "index.html", **query: str) -> str:
    return (package / page).as_uri() + ("?" + urlencode(query) if query else "")


def crowd() -> Iterable[Consumer]:
    yield Consumer()
    for number in range(250):
        known = {
            "age": 15 + number % 40,
            "vip": number % 7 == 0,
            "likes": ("video",) if number % 3 else (),
            "city": "杭州" if number % 2 else "上海",
        }
        kept = {
            key: value for place, (key, value) in enumerate(known.items()) if (number >> place) % 4
        }
        yield Consumer(id=f"c{number:05d}" if number % 11 else None, attributes=kept)


def plain(consumer: Consumer) -> dict[str, Any]:
    return {"id": consumer.id, "attributes": dict(consumer.attributes)}


def test_every_slot_is_decided_as_the_program_decides_it(browser: Chromium, package: Path) -> None:
    document = store()
    book = Rulebook.of(document)
    people = list(crowd())
    tab = browser.page(address(package))
    script = "({people, now}) => people.map((consumer) => window.duplex.decide({consumer, now}))"
    asked = json.dumps({"people": [plain(one) for one in people], "now": NOON.isoformat()})
    said = tab.evaluate(f"({script})({asked})")
    assert len({json.dumps(one, sort_keys=True) for one in said}) == 4, "A, B, C and the members"
    for consumer, decisions in zip(people, said, strict=True):
        for page in document.all(Page):
            decision = decide_page(page.id, consumer, NOON, book=book)
            assert decisions[page.id] == decision.layout
            for module, choice in decision.choices.items():
                assert decisions[module] == choice, consumer


def test_modules_of_another_layout_are_empty(browser: Chromium, package: Path) -> None:
    tab = browser.page(address(package, vip="true"))
    decisions = tab.evaluate("window.duplex.decisions")
    assert decisions["page_home"] == "lay_vip"
    assert decisions["mod_hero"] == ""
    assert tab.evaluate(SHOWN) == {"mod_gift": "var_g"}


@pytest.mark.parametrize(
    ("query", "hero"),
    [
        ({}, "var_a"),
        ({"age": "21"}, "var_b"),
        ({"consumer": '{"id":"c1","attributes":{"age":21}}'}, "var_b"),
        ({"consumer": '{"age":21}'}, "var_b"),
        ({"persona": "林小满"}, "var_b"),
        ({"persona": "per_lin"}, "var_b"),
        ({"persona": "nobody"}, "var_a"),
        ({"consumer": "{broken"}, "var_a"),
        ({"age": "old"}, "var_a"),
        ({"consumer": '{"id":"c1","attributes":{"age":"21"}}'}, None),
        ({"undeclared": "21"}, "var_a"),
    ],
)
def test_the_query_says_who_visits(
    browser: Chromium, package: Path, query: dict[str, str], hero: str | None
) -> None:
    tab = browser.page(address(package, **query))
    expected = hero or choose_for(Consumer(id="c1"))
    assert tab.evaluate(SHOWN)["mod_hero"] == expected
    assert tab.evaluate("document.documentElement.classList.contains('deciding')") is False


def choose_for(consumer: Consumer) -> str:
    return choose("mod_hero", consumer, NOON, book=Rulebook.of(store()))


def test_an_arm_can_be_forced_and_its_rule_still_holds(browser: Chromium, package: Path) -> None:
    for arm, variant in (("arm_a", "var_a"), ("B", "var_c")):
        for name in ("exp_hero", "hero-2026"):
            tab = browser.page(address(package, id="c7", age="40", arm=f"{name}:{arm}"))
            assert tab.evaluate(SHOWN)["mod_hero"] == variant
    young = browser.page(address(package, id="c7", age="20", arm="exp_hero:arm_b"))
    assert young.evaluate(SHOWN)["mod_hero"] == "var_b", "the rule above comes first"


def test_a_host_hands_over_its_consumer_and_hears_the_decisions(
    browser: Chromium, package: Path
) -> None:
    before = (
        "window.heard = []; window.duplex = {now: 1800000000000,"
        " consumer: () => ({id: 'c9', attributes: {age: 20}}),"
        " ready: (decisions) => heard.push(decisions.mod_hero)};"
        "document.addEventListener('duplex:decided', (event) => heard.push(event.detail.now));"
    )
    tab = browser.page(address(package), before=before)
    assert tab.evaluate("window.heard") == [1800000000000, "var_b"]
    again = tab.evaluate("window.duplex.show({consumer: {attributes: {vip: true}}}).page_home")
    assert again == "lay_vip"
    assert tab.evaluate(SHOWN) == {"mod_gift": "var_g"}
    assert tab.evaluate("document.querySelector('.pull').hidden") is True
    tab.evaluate("window.duplex.show({consumer: {}})")
    assert tab.evaluate(SHOWN) == {"mod_hero": "var_a", "mod_shelf": "var_s", "mod_story": "var_t"}
    assert tab.evaluate("document.querySelector('.pull').hidden") is False


def test_a_host_may_bring_newer_decisions(browser: Chromium, package: Path) -> None:
    before = (
        "window.duplex = {payload: (given) => ({...given, features: {...given.features,"
        " mod_hero: {defaultValue: 'var_c'}, mod_shelf: {defaultValue: 'hidden'}}})};"
    )
    tab = browser.page(address(package), before=before)
    shown = tab.evaluate(SHOWN)
    assert (shown["mod_hero"], shown["mod_shelf"]) == ("var_c", "hidden")
    assert tab.evaluate("document.querySelector('#mod_shelf').innerHTML") == ""


def test_windows_open_and_close_at_the_instant_of_the_address(
    browser: Chromium, tmp_path: Path
) -> None:
    document = store()
    timed = Rule(
        id="rul_t", outcome=Show(variant="var_c"), window=Between(start=NOON, end=NOON + HOUR)
    )
    with document.transaction("time"):
        hero = document.get("mod_hero", Module)
        document.put(msgspec.structs.replace(hero, rules=(timed,)))
    export_package(document, Files(), tmp_path / "package", library=examples())
    moments = {-SECOND: "var_a", 0 * SECOND: "var_c", HOUR - SECOND: "var_c", HOUR: "var_a"}
    for after, variant in moments.items():
        tab = browser.page(address(tmp_path / "package", now=(NOON + after).isoformat()))
        assert tab.evaluate(SHOWN)["mod_hero"] == variant


def test_nothing_is_painted_before_it_is_decided(browser: Chromium, package: Path) -> None:
    before = (
        "var decidedAt = Infinity;"
        "document.addEventListener('duplex:decided', () => { decidedAt = performance.now(); });"
        "window.painted = new Promise((tell) => new PerformanceObserver((list) => {"
        " for (const one of list.getEntriesByName('first-contentful-paint')) tell(one.startTime);"
        "}).observe({type: 'paint', buffered: true}));"
    )
    tab = browser.page(address(package, age="20"), before=before)
    tab.call("Page.bringToFront")
    assert tab.evaluate("window.painted.then((at) => at >= decidedAt)") is True


def test_without_scripts_the_default_page_is_whole(browser: Chromium, package: Path) -> None:
    tab = browser.page("about:blank")
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.load(address(package, age="20"))
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    floors = "Array.from(document.querySelectorAll('.floor'), (one) => one.checkVisibility())"
    assert tab.evaluate(floors) == [True, True]
    assert tab.evaluate(SHOWN)["mod_hero"] == "var_a"


def test_a_countdown_runs_in_the_time_of_the_page(browser: Chromium, tmp_path: Path) -> None:
    ends = {"until": (NOON + HOUR).isoformat(), "label": "距开抢"}
    export_package(store({"ends": ends}), Files(), tmp_path / "package", library=examples())
    figure = "getComputedStyle(document.querySelector('[data-countdown]')).getPropertyValue('--{}')"
    two_days = (NOON - 47 * HOUR).isoformat()
    tab = browser.page(address(tmp_path / "package", now=two_days))
    tab.call("Page.bringToFront")
    days = figure.format("days")
    ticked = f"new Promise((go) => setInterval(() => {days} === '1' && go(true), 50))"
    assert tab.evaluate(ticked) is True
    assert tab.evaluate(figure.format("hours")) == "23"
    assert "style=" not in tab.evaluate("document.body.outerHTML")


def test_the_page_shows_what_the_plain_page_of_the_persona_shows(
    browser: Chromium, package: Path
) -> None:
    persona = store().get("per_lin", Persona)
    deciding = browser.page(address(package, persona=persona.name))
    still = browser.page(address(package, "personas/lin.html"))
    main = "document.querySelector('.floors').innerHTML"
    assert still.evaluate(main).replace("../", "") == deciding.evaluate(main)
    style = "getComputedStyle(document.querySelector('.k-banner .frame')).minHeight"
    assert still.evaluate(style) == deciding.evaluate(style) == "300px"


def test_nothing_outside_is_asked_for_and_nothing_complains(
    browser: Chromium, package: Path
) -> None:
    for path in sorted(package.rglob("*.html")):
        tab = browser.page(path.as_uri() + "?age=20")
        assert tab.complaints() == []
        assert tab.asked()
        assert all(url.startswith((package.as_uri(), "data:")) for url in tab.asked())


def test_the_policy_stops_what_a_page_must_not_do(browser: Chromium, package: Path) -> None:
    tab = browser.page(address(package))
    assert (
        tab.evaluate("fetch('https://example.com/').then(() => 'went', () => 'stopped')")
        == "stopped"
    )
    tab.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')"
    )
    tab.evaluate(
        "document.body.append("
        "Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    assert tab.evaluate("window.ran === undefined") is True


def test_the_second_floor_opens_by_button_and_closes_by_key(
    browser: Chromium, package: Path
) -> None:
    tab = browser.page(address(package))
    upper = "document.querySelector('.floor-2')"
    assert tab.evaluate(f"[{upper}.inert, getComputedStyle({upper}).visibility]") == [
        True,
        "hidden",
    ]
    tab.evaluate("document.querySelector('.pull').click()")
    assert tab.evaluate(f"[{upper}.inert, getComputedStyle({upper}).visibility]") == [
        False,
        "visible",
    ]
    assert tab.evaluate("document.activeElement.className") == "back"
    assert tab.evaluate("document.querySelector('.floor-1').inert") is True
    tab.call("Input.dispatchKeyEvent", type="keyDown", key="Escape")
    assert tab.evaluate(f"{upper}.inert") is True
    assert tab.evaluate("document.activeElement.className") == "pull"


def test_the_second_floor_opens_by_pulling_down(browser: Chromium, package: Path) -> None:
    tab = browser.page(address(package))
    _pull(tab, 60)
    assert tab.evaluate("document.documentElement.classList.contains('second')") is False
    _pull(tab, 240)
    assert tab.evaluate("document.documentElement.classList.contains('second')") is True


def _pull(tab: Tab, distance: int) -> None:
    steps = [
        ("touchStart", [{"x": 180, "y": 200}]),
        *(("touchMove", [{"x": 180, "y": 200 + distance * n // 6}]) for n in range(1, 7)),
        ("touchEnd", []),
    ]
    for kind, points in steps:
        tab.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)


def test_a_tap_tells_the_host_what_was_tapped(browser: Chromium, package: Path) -> None:
    tab = browser.page(address(package))
    tab.evaluate("document.addEventListener('duplex:action', (e) => { window.told = e.detail; })")
    tab.evaluate("document.querySelector('#mod_shelf [data-action=item]').click()")
    assert tab.evaluate("window.told") == {
        "action": "item",
        "target": "prd_mist",
        "moduleId": "mod_shelf",
        "kind": "shelf",
        "materialId": "var_s",
        "spm": "duplex.page_home.mod_shelf.2",
        "token": "",
    }
    assert tab.evaluate("document.querySelector('.toast').textContent") == "查看宝贝"


def test_a_host_that_takes_over_is_not_talked_over(browser: Chromium, package: Path) -> None:
    tab = browser.page(address(package))
    tab.evaluate("document.addEventListener('duplex:action', (e) => e.preventDefault())")
    tab.evaluate("document.querySelector('#mod_shelf [data-action=item]').click()")
    assert tab.evaluate("document.querySelector('.toast').textContent") == ""
