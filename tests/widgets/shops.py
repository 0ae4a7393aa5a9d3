"""A small two-floor shop of real kinds and pictures, for the tests of the studio."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from designer.kinds.library import Library
from designer.records import (
    HIDDEN,
    AnyRecord,
    Asset,
    Attribute,
    Between,
    Campaign,
    Category,
    During,
    Floor,
    InSegment,
    Label,
    Layout,
    Leaf,
    Module,
    Page,
    Persona,
    Phase,
    Product,
    Rule,
    Segment,
    Shop,
    Show,
    Theme,
    Variant,
)
from designer.storage.project import Project

ZONE = ZoneInfo("Asia/Shanghai")
ASSETS = Path(__file__).resolve().parents[2] / "projects" / "shanlan"
PICTURES = 10


def at(month: int, day: int, hour: int = 0) -> datetime:
    """An instant of the campaign's year."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


PHASES = (
    Phase(id="pha_presale", name="预售", type="presale", start=at(10, 24, 20), end=at(10, 31, 20)),
    Phase(id="pha_warmup", name="预热", type="warmup", start=at(10, 31, 20), end=at(11, 10, 20)),
    Phase(id="pha_peak", name="爆发", type="peak", start=at(11, 10, 20), end=at(11, 12)),
    Phase(id="pha_encore", name="返场", type="encore", start=at(11, 12), end=at(11, 16)),
)


def records(assets: Sequence[Asset] = (), *, modules: int = 6) -> list[AnyRecord]:
    """The shop's records; floor 1 holds `modules` modules, the carousel differs for Gen Z."""
    first = [f"mod_{index}" for index in range(modules)]
    made: list[AnyRecord] = [
        shop(),
        Page(
            id="page_home", name="首页", type="home", layouts=("lay_daily", "lay_peak"),
            default="lay_daily",
            rules=(Rule(id="rul_peak", outcome=Show(variant="lay_peak"),
                        window=During(phases=("pha_peak",))),),
        ),
        Page(id="page_new", name="新品", type="new", layouts=("lay_new",), default="lay_new"),
        Layout(id="lay_daily", name="日常版", floors=("flr_1", "flr_2")),
        Layout(id="lay_peak", name="双11 爆发版", floors=("flr_p1",)),
        Layout(id="lay_new", name="新品页", floors=("flr_n1",)),
        Floor(id="flr_1", level=1, modules=tuple(first)),
        Floor(id="flr_2", level=2, modules=("mod_film", "mod_story")),
        Floor(id="flr_p1", level=1, modules=("mod_sale",)),
        Floor(id="flr_n1", level=1),
        Campaign(id="cmp_11", name="双11", phases=PHASES),
        Segment(id="seg_genz", name="Gen Z", colour="#3b5bfd",
                when=Leaf(attribute="age", operator="between", value=(18, 28))),
        Persona(id="per_lin", name="林小满", colour="#3b5bfd", consumer="c-1",
                attributes={"age": 21}, note="Gen Z · 二线"),
        Persona(id="per_zhou", name="周岩", colour="#b45309", consumer="c-2",
                attributes={"age": 43}, note="资深中产"),
        Category(id="cat_tea", name="绿茶"),
        *products(assets), *assets,
    ]  # fmt: skip
    pictures = [one.id for one in assets]
    for index, key in enumerate(first):
        made += _module(key, index, pictures)
    return [*made, *_special()]


def shop() -> Shop:
    """山岚."""
    return Shop(
        id="shop", name="山岚旗舰店", slogan="老茶山直采", followers=1_286_000,
        theme=Theme(colours={
            "primary": "#1f4a40", "on-primary": "#ffffff", "accent": "#c8452b", "paper": "#ffffff",
            "surface": "#f6f4ee", "ink": "#17211d", "muted": "#66706b", "price": "#c8452b",
            "night": "#12241f", "on-night": "#f3ead2", "gold": "#c9a45c", "line": "#e6e2d8",
        }),
        attributes=(
            Attribute(key="age", type="number", label=Label(zh="年龄", en="Age"), low=0, high=120),
        ),
        pages=("page_home", "page_new"), segments=("seg_genz",), personas=("per_lin", "per_zhou"),
    )  # fmt: skip


def products(assets: Sequence[Asset]) -> list[AnyRecord]:
    """Six teas."""
    step = 2000
    names = ("雾里青", "桂花乌龙", "老枞红茶", "白毫银针", "冷泡绿茶", "茶礼盒")
    pictures = [one.id for one in assets] or [None]
    return [
        Product(
            id=f"prd_{index}", title=f"{name} 2026 春茶", short=name, price=5900 + step * index,
            original=9900 + step * index, image=pictures[index % len(pictures)], category="cat_tea",
            sales=1200 * (index + 1), stock=99,
        )
        for index, name in enumerate(names)
    ]  # fmt: skip


def _special() -> list[AnyRecord]:
    return [
        Module(id="mod_film", kind="brand_video", name="品牌短片", variants=("var_film",),
               default="var_film"),
        Variant(id="var_film", name="云上茶山", settings={"headline": "云上茶山的一天"}),
        Module(id="mod_story", kind="brand_story", name="品牌故事", variants=("var_story",),
               default="var_story"),
        Variant(id="var_story", name="海拔 1,280 米", settings={}),
        Module(id="mod_sale", kind="poster", name="爆发海报", variants=("var_sale",),
               default="var_sale"),
        Variant(id="var_sale", name="双11", settings={"headline": "全场 5 折起"}),
    ]  # fmt: skip


def _module(key: str, index: int, pictures: Sequence[str]) -> list[AnyRecord]:
    """By turns: sign, carousel for Gen Z, title, shelf, poster for Gen Z alone, ranking."""
    turn = index if index < 6 else 2 + index % 4
    asset = pictures[index % len(pictures)] if pictures else None
    image = {"asset": asset, "alt": "山岚", "focus": [0.5, 0.5]}
    kind, name, settings = (
        ("store_sign", "店铺招牌", {"image": image}),
        ("poster", "主视觉海报", {"image": image, "headline": "秋茶上新", "subline": "9 折起"}),
        ("title", "新品首发", {"headline": "新品首发"}),
        ("product_grid", "双列货架", {"products": {"mode": "rule", "sort": "sales", "count": 4,
                                              "category": None, "tags": []}}),
        ("poster", "Gen Z 海报", {"image": image, "headline": "冷泡一夏"}),
        ("ranking", "热卖排行", {"products": {"mode": "rule", "sort": "sales", "count": 3,
                                          "category": None, "tags": []}}),
    )[turn]  # fmt: skip
    first = Variant(id=f"var_{index}a", name="默认", settings=settings)
    if turn not in (1, 4):
        return [Module(id=key, kind=kind, name=name, variants=(first.id,), default=first.id), first]
    second = Variant(id=f"var_{index}b", name="冷泡", settings={**settings, "headline": "轻得像风"})
    rule = Rule(
        id=f"rul_{index}", outcome=Show(variant=second.id), audience=InSegment(segment="seg_genz"),
        window=Between(),
    )  # fmt: skip
    default = first.id if turn == 1 else HIDDEN
    module = Module(
        id=key, kind=kind, name=name, variants=(first.id, second.id), default=default, rules=(rule,)
    )
    return [module, first, second]


def pictures() -> tuple[list[Asset], list[bytes]]:
    """A few of the sample's pictures as records with their bytes; none when they are not there."""
    file = ASSETS / "assets.json"
    if not file.is_file():
        return [], []
    chosen = [one for one in json.loads(file.read_text("utf-8")) if one["width"] <= 900][-PICTURES:]
    made, data = [], []
    for one in chosen:
        content = (ASSETS / "assets" / one["file"]).read_bytes()
        made.append(Asset(
            id=one["id"], name=one["name"], sha256=hashlib.sha256(content).hexdigest(),
            media=one["media"], size=len(content), width=one["width"], height=one["height"],
            alt=one["alt"], tags=tuple(one["tags"]),
        ))  # fmt: skip
        data.append(content)
    return made, data


def project(folder: Path, *, library: Library, modules: int = 6) -> Project:
    """The shop as an open project file."""
    assets, data = pictures()
    made = records(assets, modules=modules)
    return Project.create(folder / "shop.duplex", made, library=library, assets=data)
