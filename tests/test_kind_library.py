"""Each kind of the library: bilingual, finished with nothing set, safe with anything typed in."""

from __future__ import annotations

import itertools
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from designer.kinds.library import BUILT_IN, Library
from designer.kinds.settings.image import Image
from designer.kinds.style import selectors
from designer.render.module import Renderer
from tests.kind_shop import blank, extremes, furnished, shown, typed
from tests.module_reader import labels, paths, read, texts

KINDS = (
    "brand_story", "brand_video", "carousel", "category_nav", "coupons", "cube", "hot_zones",
    "immersive_poster", "live", "member_card", "poster", "product_grid", "ranking",
    "search_bar", "store_sign", "title", "vip_reception",
)  # fmt: skip
UNSETTABLE = (
    "最佳",
    "最好",
    "最低",
    "最新",
    "顶级",
    "极品",
    "极致",
    "国家级",
    "全网",
    "独家",
    "冠军",
    "万能",
    "100%",
)
"""Words of the advertising law that a text we suggest must not hold."""

HOSTILE = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)",
    "{{ 7 * 7 }}",
    "{% for x in range(9) %}", "</section></body>", "<!--", "&lt;b&gt; &amp;",
    "javascript:alert(1)", "a\nb",
    "\u202eabc", "田中さんにあげて下さい", "👩‍👩‍👧", "ﷺ", "🇨🇳", "\\", "--", "]]>",
    "${x}", "😍" * 20,
)  # fmt: skip

every_kind = pytest.mark.parametrize("name", KINDS)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def renderer(library: Library) -> Renderer:
    return Renderer(library)


@pytest.fixture(scope="module")
def hostile() -> list[str]:
    """Our own list and, when it is there, the list of naughty strings."""
    file = BUILT_IN.parents[2] / "shared" / "data" / "text" / "blns.json"
    more = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
    return [*HOSTILE, *more]


# ---- the library as a whole ---------------------------------------------------------------------


def test_the_library_holds_its_kinds_and_no_problem(library: Library) -> None:
    assert library.problems == ()
    assert tuple(sorted(library.kinds)) == KINDS


def test_the_second_floor_has_kinds_of_its_own(library: Library) -> None:
    own = {kind.id for kind in library.kinds.values() if kind.floors == (2,)}
    assert own == {"immersive_poster", "vip_reception"}
    both = {kind.id for kind in library.kinds.values() if set(kind.floors) == {1, 2}}
    assert {"poster", "title", "hot_zones", "product_grid", "brand_video", "brand_story"} <= both


def test_the_folder_holds_nothing_but_kinds() -> None:
    stray = [path for path in BUILT_IN.iterdir() if path.is_dir() and path.name not in KINDS]
    files = {path.name for name in KINDS for path in Path(BUILT_IN, name).iterdir()}
    assert not stray
    assert files == {"kind.json", "template.html", "style.css", "icon.svg"}


# ---- the manifest -------------------------------------------------------------------------------


@every_kind
def test_a_kind_says_everything_in_chinese_and_english(library: Library, name: str) -> None:
    for label in labels(library.kinds[name]):
        assert label.en.strip(), label
        assert not re.search(r"[\u4e00-\u9fff]", label.en), label
        assert re.search(r"[\u4e00-\u9fff]", label.zh) or not re.search(r"[A-Za-z]{3}", label.zh), (
            label
        )
        assert label.zh.strip(), label


@every_kind
def test_suggested_texts_are_written_as_a_chinese_shop_writes(library: Library, name: str) -> None:
    kind = library.kinds[name]
    for text in (*texts(kind.defaults()), *texts([preset.settings for preset in kind.presets])):
        assert not re.search(r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]", text), text
        assert not any(word in text for word in UNSETTABLE), text


@every_kind
def test_a_kind_offers_presets_a_limit_and_both_inspector_tabs(library: Library, name: str) -> None:
    kind = library.kinds[name]
    assert len(kind.presets) >= 2
    assert kind.limit is not None
    assert kind.in_section("content")
    assert kind.in_section("style")
    assert len({preset.name.zh for preset in kind.presets}) == len(kind.presets)


@every_kind
def test_a_kind_gives_advice_on_settings_that_exist(library: Library, name: str) -> None:
    kind = library.kinds[name]
    assert kind.lint
    for rule in kind.lint:
        assert rule.message.zh
        assert rule.message.en
        for path in paths(rule.when):
            assert kind.setting(path)


@every_kind
def test_only_missing_pictures_texts_and_goods_are_advised_on_at_first(
    library: Library, name: str
) -> None:
    kind = library.kinds[name]
    spoken = {
        rule.id
        for rule in kind.lint
        if rule.severity == "error" and rule.when.holds(kind.defaults())
    }
    assert spoken <= {"brand_video.video", "coupons.empty"}


@every_kind
def test_the_icon_belongs_to_the_family(library: Library, name: str) -> None:
    icon = library.source(name).icon
    assert icon is not None
    root = ET.fromstring(icon.read_text(encoding="utf-8"))
    assert root.attrib["viewBox"] == "0 0 24 24"
    assert (root.attrib["stroke"], root.attrib["stroke-width"], root.attrib["fill"]) == (
        "currentColor",
        "1.6",
        "none",
    )
    assert len(list(root)) >= 2


@every_kind
def test_the_style_stays_within_the_module(library: Library, name: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", library.source(name).style, flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{};]+)\{", css)]
    for head in heads:
        if not head.startswith("@") and not re.fullmatch(r"to|from|[\d.]+%", head):
            assert all(re.match(rf"\.k-{name}(?![\w-])", part) for part in selectors(head)), head


@every_kind
def test_motion_stops_when_the_system_asks(library: Library, name: str) -> None:
    css = library.source(name).style
    if "animation:" in css:
        assert "prefers-reduced-motion" in css


# ---- what it looks like -------------------------------------------------------------------------


@every_kind
def test_a_module_is_finished_with_nothing_set(
    library: Library, renderer: Renderer, name: str
) -> None:
    kind = library.kinds[name]
    for level in kind.floors:
        page = read(shown(renderer, kind, {}, level=level))
        assert len(page.words) >= 2, page.words
        assert "missing" not in page.classes


@every_kind
def test_every_preset_renders_well_formed(library: Library, renderer: Renderer, name: str) -> None:
    kind = library.kinds[name]
    for preset in kind.presets:
        kind.check(preset.settings)
        read(shown(renderer, kind, preset.settings))


@every_kind
def test_a_module_with_pictures_links_and_goods_renders_well_formed(
    library: Library, renderer: Renderer, name: str
) -> None:
    kind = library.kinds[name]
    full = furnished(kind)
    kind.check(full)
    fragment = shown(renderer, kind, full)
    read(fragment)
    if any(isinstance(setting, Image) for setting in kind.settings):
        assert "assets/" in fragment.html


@every_kind
def test_settings_at_their_extremes_render(library: Library, renderer: Renderer, name: str) -> None:
    kind = library.kinds[name]
    for setting in kind.settings:
        for value in extremes(kind, setting):
            settings = {**furnished(kind), setting.id: value}
            kind.check(settings)
            read(shown(renderer, kind, settings))
            read(shown(renderer, kind, {setting.id: value}))


@every_kind
def test_everything_left_blank_still_has_a_heading(
    library: Library, renderer: Renderer, name: str
) -> None:
    kind = library.kinds[name]
    page = read(shown(renderer, kind, blank(kind.settings)))
    assert page.headings


@every_kind
def test_hostile_texts_are_shown_as_text(
    library: Library, renderer: Renderer, name: str, hostile: list[str]
) -> None:
    kind = library.kinds[name]
    plain = itertools.repeat("山")
    width = sum(text == "山" for text in texts(typed(kind, plain)))
    for start in range(0, len(hostile), width):
        settings = typed(kind, itertools.chain(hostile[start : start + width], plain))
        page = read(shown(renderer, kind, settings))
        assert not page.words_of("script")


@every_kind
def test_a_typed_text_arrives_unchanged(library: Library, renderer: Renderer, name: str) -> None:
    text = '<b>&amp;"山"{{s}}'
    where = {
        "carousel": {"slides": [{"id": "blk_a", "headline": text}]},
        "category_nav": {"entries": [{"id": f"blk_{n}", "name": text} for n in range(2)]},
        "member_card": {"tier": text},
        "search_bar": {"placeholder": text},
        "store_sign": {"title": text},
    }
    settings = where.get(name, {"headline": text})
    assert text in read(shown(renderer, library.kinds[name], settings)).words


# ---- behaviours ---------------------------------------------------------------------------------


def test_a_carousel_holds_a_track_of_slides_with_a_dot_each(
    library: Library, renderer: Renderer
) -> None:
    html = shown(renderer, library.kinds["carousel"], {"interval": 5}).html
    assert html.count("data-dot") == 3
    assert 'data-carousel data-interval="5000"' in html
    assert html.count('<li class="slide') == 3


@pytest.mark.parametrize("name", ["title", "coupons"])
def test_a_countdown_carries_its_instant(library: Library, renderer: Renderer, name: str) -> None:
    kind = library.kinds[name]
    assert "countdown" in kind.behaviours
    assert "data-countdown" not in shown(renderer, kind, {}).html
    html = shown(
        renderer, kind, {"countdown": {"until": "2026-11-11T00:00:00+08:00", "label": "距开抢"}}
    ).html
    assert 'data-countdown="2026-11-11T00:00:00+08:00"' in html
    assert "11 月 11 日 00:00 截止" in html
    assert "距开抢" in html


def test_a_video_waits_behind_a_button_and_a_missing_one_has_none(
    library: Library, renderer: Renderer
) -> None:
    kind = library.kinds["brand_video"]
    assert "<button" not in shown(renderer, kind, {}).html
    html = shown(
        renderer, kind, {"video": {"asset": "ast_film", "poster": "ast_art", "muted": False}}
    ).html
    for mark in ('preload="none"', "playsinline", "data-play"):
        assert mark in html


def test_a_price_shows_its_fraction_only_where_there_is_one(
    library: Library, renderer: Renderer
) -> None:
    words = " ".join(read(shown(renderer, library.kinds["product_grid"], {})).words)
    assert "¥ 128 划线价" in words
    assert "¥ 15 .9" in words


def test_coupons_are_claimed_the_way_the_designer_chose(
    library: Library, renderer: Renderer
) -> None:
    kind = library.kinds["coupons"]
    for way in ("claim", "follow", "open"):
        html = shown(renderer, kind, {"coupons": ["cpn_a"], "claim": way}).html
        assert f'data-action="coupon_{way}" data-target="cpn_a"' in html


def test_modules_follow_the_floor_they_stand_on(library: Library, renderer: Renderer) -> None:
    kind = library.kinds["title"]
    assert 'data-tone="paper"' in shown(renderer, kind, {}, level=1).html
    assert 'data-tone="night"' in shown(renderer, kind, {}, level=2).html
