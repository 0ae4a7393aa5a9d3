"""The plain pages: what a persona sees, and what one arm of an experiment looks like."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.export.pages import arm_file, deciding, favicon, modules_of, persona_file
from designer.export.plain import arm_decision, arm_pages, home, persona_pages
from designer.records import (
    HIDDEN,
    Arm,
    Consumer,
    Experiment,
    Module,
    Page,
    Persona,
    Rule,
    Run,
    Shop,
    Theme,
)
from designer.render.module import Renderer
from tests.designer.two_floors import examples, records, store

RENDERER = Renderer(examples())
NOW = datetime(2026, 11, 8, tzinfo=UTC)


def hero() -> Experiment:
    return store().get("exp_hero", Experiment)


def with_rule(key: str, of: type[Any], arms: dict[str, str]) -> Document:
    document = store()
    rule = Rule(id="rul_x", outcome=Run(experiment="exp_hero", arms=arms))
    with document.transaction("bind"):
        document.put(msgspec.structs.replace(document.get(key, of), rules=(rule,)))
    return document


@pytest.mark.parametrize(("arm", "variant"), [(0, "var_a"), (1, "var_c")])
def test_an_arm_is_in_force_whoever_looks(arm: int, variant: str) -> None:
    document = store()
    decision = arm_decision(document, document.get("page_home", Page), hero(), hero().arms[arm])
    assert decision.choices["mod_hero"] == variant
    assert decision.choices["mod_shelf"] == "var_s", "everything else is at its default"
    assert decision.layout == "lay_day"


def test_an_arm_that_hides_a_module_hides_it() -> None:
    document = with_rule("mod_hero", Module, {"arm_a": "var_a", "arm_b": HIDDEN})
    html = arm_pages(document, hero(), renderer=RENDERER).html["experiments/hero/b.html"]
    assert 'id="mod_hero" data-module="mod_hero" hidden' in html


def test_a_test_on_another_layout_shows_that_layout() -> None:
    document = with_rule("mod_gift", Module, {"arm_a": "var_g", "arm_b": HIDDEN})
    with document.transaction("only there"):
        bare = msgspec.structs.replace(document.get("mod_hero", Module), rules=())
        document.put(bare)
    decision = arm_decision(document, document.get("page_home", Page), hero(), hero().arms[0])
    assert decision.layout == "lay_vip"


def test_a_test_on_another_page_shows_that_page() -> None:
    document = with_rule("mod_all", Module, {"arm_a": "var_l", "arm_b": HIDDEN})
    with document.transaction("only there"):
        document.put(msgspec.structs.replace(document.get("mod_hero", Module), rules=()))
    html = arm_pages(document, hero(), renderer=RENDERER).html["experiments/hero/a.html"]
    assert 'data-page="page_items"' in html


def test_a_test_that_runs_nowhere_shows_the_home() -> None:
    idle = Experiment(
        id="exp_idle", key="idle", name="x", arms=(Arm(id="arm_q", name="q", weight=1.0),)
    )
    made = arm_pages(store(), idle, renderer=RENDERER).html
    assert 'data-page="page_home"' in made["experiments/idle/q.html"]


@pytest.mark.parametrize("attributes", [{}, {"age": 21}, {"vip": True}, {"age": 40}])
def test_a_persona_sees_what_is_decided_for_it(attributes: dict[str, Any]) -> None:
    document = store()
    book = Rulebook.of(document)
    persona = Persona(id="per_x", name="X", colour="#000000", consumer="c5", attributes=attributes)
    html = persona_pages(document, persona, book=book, at=NOW, renderer=RENDERER).html
    consumer = Consumer(id="c5", attributes=attributes)
    decision = decide_page("page_home", consumer, NOW, book=book)
    assert f'data-layout="{decision.layout}"' in html["personas/x.html"]
    for module, choice in decision.choices.items():
        assert f'id="{module}"' in html["personas/x.html"]
        assert choice == HIDDEN or f'data-variant="{choice}"' in html["personas/x.html"]


def test_a_shop_without_pages_has_no_plain_pages() -> None:
    shop = Shop(id="shop", name="空", theme=Theme(colours={}), attributes=())
    bare = Document([shop, *(r for r in records() if isinstance(r, Persona | Experiment))])
    persona = bare.get("per_lin", Persona)
    assert home(bare) is None
    book = Rulebook.of(bare)
    assert persona_pages(bare, persona, book=book, at=NOW, renderer=RENDERER).html == {}
    assert arm_pages(bare, bare.get("exp_hero", Experiment), renderer=RENDERER).html == {}


def test_the_home_is_the_first_home_in_the_shops_order() -> None:
    document = store()
    assert home(document) == document.get("page_home", Page)
    second = msgspec.structs.replace(document.get("page_home", Page), id="page_a")
    assert home(Document([*records(), second])) == document.get("page_home", Page)


def test_modules_of_a_page_are_those_of_all_its_layouts() -> None:
    document = store()
    found = [m.id for m in modules_of(document, document.get("page_home", Page))]
    assert found == ["mod_hero", "mod_shelf", "mod_story", "mod_gift"]


def test_a_page_whose_default_has_one_floor_still_offers_the_pull_down() -> None:
    document = store()
    page = msgspec.structs.replace(document.get("page_home", Page), default="lay_vip")
    html = deciding(document, page, renderer=RENDERER).html["index.html"]
    assert 'class="pull"' in html
    assert 'data-floor="2"' in html, "in a template"


def test_files_are_named_after_ids() -> None:
    document = store()
    assert persona_file(document.get("per_lin", Persona)) == "personas/lin.html"
    assert arm_file(hero(), hero().arms[1]) == "experiments/hero/b.html"


def test_the_favicon_wears_the_shops_colour_and_letter() -> None:
    icon = favicon(store().shop)
    assert 'fill="#204d3b"' in icon
    assert ">山</text>" in icon
    hostile = favicon(msgspec.structs.replace(store().shop, name="<script>"))
    assert "<script" not in hostile
