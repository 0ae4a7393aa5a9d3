"""A tea shop in memory with all that the right-hand panels show: kinds, pictures, crowds, tests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from designer.document.document import Document
from designer.document.invariants import invariants
from designer.errors import NotFoundError
from designer.kinds.library import Library
from designer.records import (
    AllOf,
    AnyRecord,
    Arm,
    Asset,
    Attribute,
    AttributeChoice,
    Campaign,
    Category,
    Coupon,
    Crowd,
    Draw,
    During,
    Experiment,
    Floor,
    Holdout,
    InSegment,
    Label,
    Layer,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Page,
    Persona,
    Phase,
    Population,
    Product,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Synthesis,
    Theme,
    Variant,
)
from widgets.session import Session

ZONE = ZoneInfo("Asia/Shanghai")
ART = Path(__file__).resolve().parents[3] / "projects" / "shanlan"


def at(month: int, day: int, hour: int = 0) -> datetime:
    """An instant of the campaign's year."""
    return datetime(2026, month, day, hour, tzinfo=ZONE)


class Vault:
    """Assets in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, sha256: str) -> bytes:
        """The bytes."""
        if sha256 not in self.kept:
            raise NotFoundError("no such asset")
        return self.kept[sha256]

    def add(self, data: bytes) -> str:
        """Keep the bytes."""
        name = hashlib.sha256(data).hexdigest()
        self.kept[name] = data
        return name

    def has(self, sha256: str) -> bool:
        """Whether they are kept."""
        return sha256 in self.kept


class Opened:
    """A project in memory."""

    def __init__(self, document: Document, vault: Vault, *, read_only: str = "") -> None:
        self.document, self.assets, self.read_only = document, vault, read_only

    def close(self) -> None:
        """Nothing to leave behind."""


@lru_cache(maxsize=1)
def library() -> Library:
    """The built-in kinds, read once."""
    return Library.load()


def session(*, without: Iterable[str] = (), read_only: str = "") -> Session:
    """A session on the shop; `without` leaves records out."""
    vault = Vault()
    records = [one for one in shop_records(vault) if one.id not in set(without)]
    document = Document(records, invariants=invariants(library()), read_only=read_only)
    made = Session(Opened(document, vault, read_only=read_only), library=library())
    made.look(instant=at(11, 8, 20), persona="per_lin" if "per_lin" not in without else None)
    return made


def shop_records(vault: Vault) -> list[AnyRecord]:
    """All records of the shop."""
    return [
        _shop(),
        *_pages(),
        *_hero(),
        *_others(),
        *crowds(),
        *_tests(),
        *_catalogue(),
        *art(vault),
        _population(),
        Campaign(
            id="cmp_11",
            name="双11",
            phases=(
                Phase(
                    id="pha_presale",
                    name="双11 预售",
                    type="presale",
                    start=at(10, 24, 20),
                    end=at(10, 31, 20),
                ),
                Phase(
                    id="pha_warmup",
                    name="双11 预热",
                    type="warmup",
                    start=at(10, 31, 20),
                    end=at(11, 10, 20),
                ),
                Phase(
                    id="pha_peak",
                    name="双11 爆发",
                    type="peak",
                    start=at(11, 10, 20),
                    end=at(11, 12),
                ),
            ),
        ),
    ]


def art(vault: Vault) -> list[Asset]:
    """The sample's pictures, as far as they are drawn."""
    file = ART / "assets.json"
    if not file.is_file():
        return []
    made = []
    for one in json.loads(file.read_text("utf-8")):
        data = (ART / "assets" / one["file"]).read_bytes()
        made.append(
            Asset(
                id=one["id"],
                name=one["name"],
                sha256=vault.add(data),
                media=one["media"],
                size=len(data),
                width=one["width"],
                height=one["height"],
                alt=one["alt"],
                tags=tuple(one["tags"]),
            )
        )
    return made


def attributes() -> tuple[Attribute, ...]:
    """Six attributes, one of each type that matters."""

    def choices(**labels: str) -> tuple[AttributeChoice, ...]:
        return tuple(
            AttributeChoice(key=key, label=Label(zh=zh, en=key.replace("_", " ").title()))
            for key, zh in labels.items()
        )

    return (
        Attribute(
            key="age", type="number", label=Label(zh="年龄", en="Age"), low=0, high=100, unit="岁"
        ),
        Attribute(
            key="city_tier",
            type="enum",
            label=Label(zh="城市等级", en="City tier"),
            choices=choices(t1="一线", t2="二线", t3="三线", t4="四线及以下"),
        ),
        Attribute(
            key="content",
            type="tags",
            label=Label(zh="内容偏好", en="Content"),
            choices=choices(video="短视频", live="直播", article="图文"),
        ),
        Attribute(
            key="member_tier",
            type="enum",
            label=Label(zh="会员等级", en="Member tier"),
            choices=choices(none="非会员", t1="T1", t2="T2", t3="T3"),
        ),
        Attribute(key="new_customer", type="bool", label=Label(zh="新客", en="New customer")),
        Attribute(key="province", type="text", label=Label(zh="省份", en="Province")),
    )


def crowds() -> list[AnyRecord]:
    """Four segments and three personas."""
    return [
        Segment(
            id="seg_member",
            name="T2 及以上会员",
            colour="#a16207",
            when=Leaf(attribute="member_tier", operator="any_of", value=("t2", "t3")),
        ),
        Segment(
            id="seg_genz",
            name="Gen Z",
            colour="#3b5bfd",
            when=AllOf(
                of=(
                    Leaf(attribute="age", operator="between", value=(18, 25)),
                    Leaf(attribute="city_tier", operator="any_of", value=("t1", "t2", "t3")),
                )
            ),
        ),
        Segment(
            id="seg_video",
            name="偏好短视频",
            colour="#0ea5a4",
            when=Leaf(attribute="content", operator="has_any", value=("video",)),
        ),
        Segment(
            id="seg_new",
            name="新客",
            colour="#8b5cf6",
            when=Leaf(attribute="new_customer", operator="is", value=True),
        ),
        Persona(
            id="per_lin",
            name="林小满",
            colour="#3b5bfd",
            consumer="c-1001",
            note="Gen Z · 二线 · 爱看短视频",
            attributes={
                "age": 21,
                "city_tier": "t2",
                "content": ("video", "live"),
                "member_tier": "t1",
                "new_customer": False,
            },
        ),
        Persona(
            id="per_zhou",
            name="周岩",
            colour="#b45309",
            consumer="c-1002",
            note="资深中产 · 一线 · T3 会员",
            attributes={"age": 43, "city_tier": "t1", "member_tier": "t3", "new_customer": False},
        ),
        Persona(
            id="per_chen",
            name="陈妍",
            colour="#0f9d6e",
            consumer="c-1003",
            note="精致妈妈 · 新一线",
            attributes={"age": 32, "city_tier": "t1", "new_customer": True},
        ),
    ]


def _shop() -> Shop:
    return Shop(
        id="shop",
        name="山岚旗舰店",
        slogan="老茶山直采",
        followers=1_286_000,
        theme=Theme(
            colours={
                "primary": "#1f4a40",
                "on-primary": "#ffffff",
                "accent": "#c8452b",
                "on-accent": "#ffffff",
                "paper": "#ffffff",
                "surface": "#f6f4ee",
                "ink": "#17211d",
                "muted": "#66706b",
                "price": "#c8452b",
                "night": "#12241f",
                "on-night": "#f3ead2",
                "gold": "#c9a45c",
                "line": "#e6e2d8",
            }
        ),
        attributes=attributes(),
        holdout=Holdout(share=0.05),
        pages=("page_home",),
        segments=("seg_member", "seg_genz", "seg_video", "seg_new"),
        personas=("per_lin", "per_zhou", "per_chen"),
    )


def _pages() -> list[AnyRecord]:
    return [
        Page(
            id="page_home",
            name="首页",
            type="home",
            layouts=("lay_daily", "lay_peak"),
            default="lay_daily",
            rules=(
                Rule(
                    id="rul_peak",
                    outcome=Show(variant="lay_peak"),
                    window=During(phases=("pha_peak",)),
                ),
            ),
        ),
        Layout(id="lay_daily", name="双11 预热版", floors=("flr_1", "flr_2")),
        Layout(id="lay_peak", name="双11 爆发版", floors=("flr_p",)),
        Floor(
            id="flr_1",
            level=1,
            modules=(
                "mod_hero",
                "mod_slides",
                "mod_goods",
                "mod_coupons",
                "mod_zones",
                "mod_title",
            ),
        ),
        Floor(id="flr_2", level=2, modules=("mod_film", "mod_story")),
        Floor(id="flr_p", level=1, modules=("mod_sale",)),
    ]


def _hero() -> list[AnyRecord]:
    genz_video = AllOf(of=(InSegment(segment="seg_genz"), InSegment(segment="seg_video")))
    return [
        Module(
            id="mod_hero",
            kind="poster",
            name="主视觉海报",
            variants=("var_a", "var_b", "var_c", "var_d"),
            default="var_a",
            rules=(
                Rule(
                    id="rul_member",
                    audience=InSegment(segment="seg_member"),
                    outcome=Show(variant="var_d"),
                ),
                Rule(
                    id="rul_genz",
                    audience=genz_video,
                    window=During(phases=("pha_warmup",)),
                    outcome=Show(variant="var_b"),
                ),
                Rule(
                    id="rul_new",
                    audience=InSegment(segment="seg_new"),
                    outcome=Run(experiment="exp_first", arms={"arm_a": "var_a", "arm_b": "var_b"}),
                ),
            ),
        ),
        _poster("var_a", "秋茶上新", "ast_kv_autumn"),
        _poster("var_b", "冷泡", "ast_kv_cold_brew"),
        _poster("var_c", "午后", "ast_kv_afternoon"),
        _poster("var_d", "会员茶礼", "ast_kv_member_gift"),
    ]


def _poster(key: str, name: str, asset: str) -> Variant:
    image = {"asset": asset if _drawn(asset) else None, "alt": name, "focus": [0.5, 0.5]}
    return Variant(id=key, name=name, settings={"image": image, "headline": name})


def _drawn(asset: str) -> bool:
    file = ART / "assets.json"
    return file.is_file() and f'"{asset}"' in file.read_text("utf-8")


def _others() -> list[AnyRecord]:
    made: list[AnyRecord] = []
    for key, kind, name, settings in (
        ("slides", "carousel", "主视觉轮播", {}),
        (
            "goods",
            "product_grid",
            "新品首发 · 双列",
            {
                "products": {
                    "mode": "manual",
                    "items": ["prd_0", "prd_1", "prd_2"],
                    "category": None,
                    "tags": [],
                    "sort": "sales",
                    "count": 4,
                }
            },
        ),
        ("coupons", "coupons", "优惠券", {"coupons": ["cpn_20", "cpn_50"]}),
        ("zones", "hot_zones", "茶礼热区图", {}),
        ("title", "title", "新品首发", {}),
        ("film", "brand_video", "品牌短片", {}),
        ("story", "brand_story", "品牌故事", {}),
        ("sale", "poster", "爆发海报", {}),
    ):
        made.append(
            Module(
                id=f"mod_{key}",
                kind=kind,
                name=name,
                variants=(f"var_{key}",),
                default=f"var_{key}",
            )
        )
        made.append(Variant(id=f"var_{key}", name="默认", settings=settings))
    return made


def _tests() -> list[AnyRecord]:
    return [
        Layer(id="lyr_home", name="首页层", seed="home"),
        Experiment(
            id="exp_first",
            key="first-order",
            name="首单利益点",
            coverage=0.8,
            arms=(
                Arm(id="arm_a", name="A 满减", weight=0.5),
                Arm(id="arm_b", name="B 尝新", weight=0.5),
            ),
            slice=LayerSlice(layer="lyr_home", start=0, end=1),
        ),
    ]


def _catalogue() -> list[AnyRecord]:
    goods = ("雾里青", "桂花乌龙", "老枞红茶", "白毫银针", "冷泡绿茶", "茶礼盒")
    pictures = [
        one for one in ("ast_kv_cold_brew", "ast_kv_autumn", "ast_kv_member_gift") if _drawn(one)
    ]
    return [
        Category(id="cat_green", name="绿茶"),
        Category(id="cat_gift", name="茶礼"),
        Coupon(id="cpn_20", name="新客券", amount=2000, threshold=9900),
        Coupon(id="cpn_50", name="预热加赠", amount=5000, threshold=29900),
        Coupon(id="cpn_80", name="会员专享", amount=8000),
        *(
            Product(
                id=f"prd_{n}",
                title=f"山岚 {name} 2026 春茶",
                short=name,
                price=5900 + 1990 * n,
                image=pictures[n % len(pictures)] if pictures else None,
                sales=9000 - n * 1000,
                category="cat_gift" if n > 3 else "cat_green",
                tags=("新品",) if n % 2 else ("热卖",),
            )
            for n, name in enumerate(goods)
        ),
    ]


def _population() -> Population:
    def crowd(name: str, share: float, **draws: Draw) -> Crowd:
        return Crowd(name=name, share=share, attributes=draws)

    young = crowd(
        "Gen Z",
        0.3,
        age=Draw(span=(16, 25)),
        city_tier=Draw(weights={"t1": 0.4, "t2": 0.6}),
        content=Draw(tags={"video": 0.7, "live": 0.3}),
        new_customer=Draw(chance=0.5),
        member_tier=Draw(weights={"none": 0.7, "t1": 0.3}),
    )
    grown = crowd(
        "资深中产",
        0.7,
        age=Draw(span=(36, 50)),
        city_tier=Draw(weights={"t1": 0.5, "t2": 0.3, "t3": 0.2}),
        content=Draw(tags={"video": 0.2, "article": 0.5}),
        new_customer=Draw(chance=0.2, unknown=0.1),
        member_tier=Draw(weights={"none": 0.5, "t2": 0.4, "t3": 0.1}),
    )
    return Population(
        id="pop_1", name="双11 样本", source=Synthesis(size=100_000, seed=11, crowds=(young, grown))
    )
