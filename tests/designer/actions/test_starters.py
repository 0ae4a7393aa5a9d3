"""The starter layouts: on a blank shop and a full one, on home and elsewhere, in every detail."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

import pytest

from designer.actions.pages import add_page
from designer.actions.starters import add_starter, left_out
from designer.document.document import Document
from designer.document.invariants import invariants, problems
from designer.document.queries import floors_of, modules_of
from designer.errors import NotFoundError, RefusedError
from designer.kinds.library import Library
from designer.lint.findings import findings
from designer.records import Asset, Coupon, Layout, Module, Page, Product, Variant
from designer.render.module import render_module
from designer.starters import OCCASIONS, TRADES, Starter, starter, starters
from designer.starting import blank

LIBRARY = Library.load()
NOW = datetime(2026, 10, 20, tzinfo=UTC)
BOASTS = (
    "最",
    "第一",
    "唯一",
    "顶级",
    "极致",
    "首选",
    "全网",
    "国家级",
    "绝对",
    "冠军",
    "100%",
    "永久",
)
"""Words that the advertising law keeps from shops."""


class Vault:
    """Keeps files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        self.files[digest] = data
        return digest


def shop() -> Document:
    return Document(blank("青禾"), invariants=invariants(LIBRARY))


def put(document: Document, one: Starter, page: str | None = None, **more) -> str:
    where = page or document.shop.pages[0]
    more = {"assets": Vault(), "now": NOW, **more}
    return add_starter(document, page=where, starter=one, library=LIBRARY, **more)


def texts(value) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


ALL = pytest.mark.parametrize("one", starters(), ids=lambda one: one.id)


def test_four_trades_and_all_occasions_are_there() -> None:
    assert len(starters()) >= 12
    assert {one.trade for one in starters()} == set(TRADES)
    assert {one.occasion for one in starters()} == set(OCCASIONS)
    assert len({one.name.zh for one in starters()}) > 12


@ALL
def test_it_stands_whole_and_faultless_on_a_blank_shop(one: Starter) -> None:
    document, vault = shop(), Vault()
    layout = put(document, one, assets=vault, palette="take")
    assert list(problems(document, library=LIBRARY)) == []
    assert [floor.level for floor in floors_of(document, layout)] == [1, 2]
    assert all(floor.modules for floor in floors_of(document, layout))
    for module in modules_of(document, layout):
        made = render_module(document, module.id, module.default, library=LIBRARY)
        assert made.problem == ""
        assert made.assets <= vault.files.keys()
    own = {layout, *(m.id for m in modules_of(document, layout))}
    told = [f for f in findings(document, library=LIBRARY) if f.record in own]
    assert [f for f in told if f.severity != "info"] == []


@ALL
def test_nothing_of_it_is_left_to_be_filled_in(one: Starter) -> None:
    document = shop()
    layout = put(document, one)
    said = [
        text
        for module in modules_of(document, layout)
        for text in texts(dict(document.get(module.default, Variant).settings))
    ]
    assert not [t for t in said if re.match(r"(picture|coupon|module|page|next):", t)]
    assert not [(t, word) for t in said for word in BOASTS if word in t]
    for module in modules_of(document, layout):
        settings = document.get(module.default, Variant).settings
        for text in texts(dict(settings)):
            if text.startswith("mod_"):
                assert document.find(text) is not None


@ALL
def test_its_palette_can_be_read(one: Starter) -> None:
    pairs = (("primary", "on-primary"), ("accent", "on-accent"), ("ink", "paper"),
             ("muted", "paper"), ("price", "surface"), ("on-night", "night"))  # fmt: skip
    for front, ground in pairs:
        assert contrast(one.colours[front], one.colours[ground]) >= 4.5, (front, ground)


@ALL
def test_it_has_a_picture_of_itself_and_names_in_both_languages(one: Starter) -> None:
    from PIL import Image

    with Image.open(one.preview) as picture:
        assert picture.format == "WEBP"
        assert picture.width >= 750
        assert picture.height >= 1200
    for label in (one.name, one.info, *(m.name for f in one.floors for m in f.modules)):
        assert label.zh.strip()
        assert label.en.strip()
        assert label.en.isascii() or "’" in label.en


def test_all_of_them_together_stay_small() -> None:
    from designer.starters import FOLDER

    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 6 * 1024**2


def test_the_empty_first_layout_gives_way_and_a_filled_one_stays() -> None:
    document = shop()
    page = document.shop.pages[0]
    first = put(document, starter("tea_daily"))
    assert document.get(page, Page).layouts == (first,)
    assert document.get(page, Page).default == first
    second = put(document, starter("tea_new"))
    assert document.get(page, Page).layouts == (first, second)
    assert document.get(page, Page).default == first
    third = put(document, starter("tea_new"))
    assert document.get(third, Layout).name != document.get(second, Layout).name


def test_a_starter_is_one_step() -> None:
    document = shop()
    before = dict(document.records)
    put(document, starter("beauty_38"), palette="take")
    document.undo()
    assert dict(document.records) == before
    assert document.undo() is None


def test_the_shop_keeps_its_colours_unless_the_palette_is_taken() -> None:
    document, one = shop(), starter("home_618")
    before = document.shop.theme
    put(document, one)
    assert document.shop.theme == before
    put(document, one, palette="take")
    assert document.shop.theme.colours == one.colours
    assert document.shop.theme.scale == before.scale


def test_samples_come_only_where_the_shop_has_nothing() -> None:
    document = shop()
    put(document, starter("tea_daily"))
    count = len(document.all(Product)), len(document.all(Coupon)), len(document.all(Asset))
    assert count[:2] == (6, 3)
    put(document, starter("tea_daily"))
    assert (
        len(document.all(Product)),
        len(document.all(Coupon)),
        len(document.all(Asset)),
    ) == count
    put(document, starter("home_daily"))
    assert len(document.all(Product)) == 6


def test_the_cheapest_coupon_comes_first() -> None:
    document = shop()
    layout = put(document, starter("fashion_618"))
    module = next(m for m in modules_of(document, layout) if m.kind == "coupons")
    found = document.get(module.default, Variant).settings["coupons"]
    amounts = [document.get(key, Coupon).amount for key in found]
    assert amounts == sorted(amounts)
    assert len(amounts) == 3


def test_another_page_takes_floor_one_alone_and_says_what_it_left_out() -> None:
    document, one = shop(), starter("fashion_daily")
    page = add_page(document, name="Sale", type="campaign")
    layout = put(document, one, page)
    assert [floor.level for floor in floors_of(document, layout)] == [1]
    assert len(left_out(document, page=page, starter=one)) == 3
    assert left_out(document, page=document.shop.pages[0], starter=one) == ()
    links = str([document.get(m.default, Variant).settings for m in modules_of(document, layout)])
    assert "'second_floor'" not in links
    assert list(problems(document, library=LIBRARY)) == []


def test_a_way_to_a_page_that_is_missing_becomes_a_follow() -> None:
    document = shop()
    layout = put(document, starter("beauty_member_day"))
    card = next(m for m in modules_of(document, layout) if m.kind == "member_card")
    assert document.get(card.default, Variant).settings["link"]["action"] == "follow"
    page = add_page(document, name="Club", type="member")
    layout = put(document, starter("beauty_member_day"))
    card = next(m for m in modules_of(document, layout) if m.kind == "member_card")
    assert document.get(card.default, Variant).settings["link"] == {
        "action": "page",
        "target": page,
    }


def test_countdowns_lead_to_the_next_time_the_day_comes() -> None:
    for now, year in ((NOW, 2026), (datetime(2026, 12, 1, tzinfo=UTC), 2027)):
        document = shop()
        layout = put(document, starter("tea_d11_warmup"), now=now)
        title = next(m for m in modules_of(document, layout) if m.kind == "title")
        until = document.get(title.default, Variant).settings["countdown"]["until"]
        assert until == f"{year}-11-10T20:00:00+08:00"


def test_an_unknown_kind_or_starter_is_refused_and_nothing_is_done() -> None:
    document = shop()
    before = dict(document.records)
    with pytest.raises(NotFoundError, match="no starter layout"):
        starter("gone")
    with pytest.raises(NotFoundError, match="no module kind"):
        add_starter(document, page=document.shop.pages[0], starter=starter("tea_daily"),
                    library=Library({}, {}), assets=Vault())  # fmt: skip
    document.read_only = "Somebody else has it open."
    with pytest.raises(Exception, match="Somebody else"):
        put(document, starter("tea_daily"))
    assert dict(document.records) == before
    assert not issubclass(NotFoundError, RefusedError)


def test_every_module_is_named_for_the_language_in_use() -> None:
    from designer import language

    names = {}
    for code in ("en", "zh_CN"):
        language.use(code)
        document = shop()
        layout = put(document, starter("home_daily"))
        names[code] = [document.get(m.id, Module).name for m in modules_of(document, layout)]
    assert "Key visual" in names["en"]
    assert "主视觉" in names["zh_CN"]


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def light(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
