"""Tests are spoken of in the field's words, in both languages."""

from __future__ import annotations

import msgspec
import pytest

from designer import language
from designer.document.queries import slot
from designer.records import Experiment
from tests.widgets.experiments import lab
from widgets.experiments import words


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.5, "50%"), (0.3334, "33.34%"), (0.125, "12.5%"), (1.0, "100%"), (0.0, "0%")],
)
def test_a_share_has_as_few_decimals_as_it_needs(share, said):
    assert words.percent(share) == said


def test_metrics_are_those_of_the_field():
    language.use("zh_CN")
    said = [words.metric_name(key) for key in words.METRICS]
    assert said == ["点击率", "到详情率", "加购率", "领券率", "支付转化率", "客单价"]
    assert words.metric_name("dwell") == "dwell"


def test_a_split_is_said_in_short(tests):
    one = lab.experiment("exp_x", 0.5, 0.3, 0.2, coverage=0.8)
    assert words.arms_words(one) == "50 / 30 / 20 · coverage 80%"
    language.use("zh_CN")
    assert words.arms_words(one) == "50 / 30 / 20 · 覆盖 80%"


def test_a_part_of_a_layer_is_said_with_its_name(tests):
    hero = tests.document.get("exp_hero", Experiment)
    assert words.layer_words(tests.document, hero) == "Home layer 0%–60%"
    free = msgspec.structs.replace(hero, slice=None)
    assert words.layer_words(tests.document, free) == "No layer"


def test_a_letter_stands_before_a_name_that_has_none():
    plain, lettered = lab.arms(0.5, 0.5)
    named = msgspec.structs.replace(plain, name="Minus 20")
    assert words.arm_title(0, named) == "A  Minus 20"
    assert words.arm_title(1, msgspec.structs.replace(lettered, name="B box")) == "B box"


def test_a_test_keeps_its_colour_and_neighbours_differ(tests):
    document = tests.document
    hero, price = (words.colour_of(document, key) for key in ("exp_hero", "exp_price"))
    assert hero != price
    assert words.colour_of(document, "exp_gone") == "faint"


def test_places_stand_in_the_order_of_the_pages(tests):
    lab.run(tests.document, "exp_hero", "mod_4")
    lab.run(tests.document, "exp_price", "mod_sale")
    assert [p.slot.id for p in words.places_of(tests.document, "exp_hero")] == ["mod_1", "mod_4"]
    assert [p.slot.id for p in words.places_of(tests.document, "exp_price")] == ["mod_sale"]


def test_a_slot_knows_its_page_and_layout(tests):
    document = tests.document
    module, page = slot(document, "mod_film"), slot(document, "page_new")
    assert words.page_of(document, module).id == "page_home"
    assert words.layout_of(document, module) == "lay_daily"
    assert (words.page_of(document, page).id, words.layout_of(document, page)) == ("page_new", None)
