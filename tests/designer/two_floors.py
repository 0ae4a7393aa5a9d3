"""A small two-floor shop made of two example kinds, for tests of rendering, export and lint."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import (
    AnyRecord,
    Arm,
    Asset,
    Attribute,
    Category,
    Coupon,
    Decision,
    Experiment,
    Floor,
    Label,
    Layout,
    Leaf,
    Module,
    Page,
    Persona,
    Product,
    Rule,
    Run,
    Shop,
    Show,
    Theme,
    Variant,
)

EXAMPLES = Path(__file__).parent / "kinds" / "examples"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f0003860180"
    "5a34be7f0000000049454e44ae426082"
)
"""The smallest PNG."""


def examples() -> Library:
    """The two example kinds."""
    return Library.load([EXAMPLES])


def label(text: str) -> Label:
    """The same text in both languages."""
    return Label(zh=text, en=text)


def asset(key: str, sha256: str, **given: Any) -> Asset:
    """A picture of 1500 × 750."""
    plain = {
        "name": key,
        "media": "image/png",
        "size": 70,
        "width": 1500,
        "height": 750,
        "alt": "一罐茶",
    }
    return Asset(id=key, sha256=sha256, **(plain | given))


def records(settings: Mapping[str, Any] | None = None) -> list[AnyRecord]:
    """A home with two layouts and a list page; `settings` are those of the first banner."""
    import hashlib

    sha = hashlib.sha256(PIXEL).hexdigest()
    attributes = (
        Attribute(key="id", type="id", label=label("编号")),
        Attribute(key="age", type="number", label=label("年龄")),
        Attribute(key="city", type="text", label=label("城市")),
        Attribute(key="likes", type="tags", label=label("偏好")),
        Attribute(key="vip", type="bool", label=label("会员")),
    )
    young = Leaf(attribute="age", operator="less_than", value=25)
    vip = Leaf(attribute="vip", operator="is", value=True)
    test = Run(experiment="exp_hero", arms={"arm_a": "var_a", "arm_b": "var_c"})
    return [
        Shop(
            id="shop",
            name="山岚",
            slogan="老茶山直采",
            theme=Theme(colours={"primary": "#204d3b"}),
            followers=1_286_000,
            attributes=attributes,
            pages=("page_home", "page_items"),
            personas=("per_lin",),
            logo="ast_can",
        ),
        Page(
            id="page_home",
            name="首页",
            type="home",
            layouts=("lay_day", "lay_vip"),
            default="lay_day",
            rules=(Rule(id="rul_p", outcome=Show(variant="lay_vip"), audience=vip),),
        ),
        Page(
            id="page_items",
            name="全部宝贝",
            type="items",
            layouts=("lay_items",),
            default="lay_items",
        ),
        Layout(id="lay_day", name="日常", floors=("flr_two", "flr_one")),
        Layout(id="lay_vip", name="会员", floors=("flr_vip",)),
        Layout(id="lay_items", name="列表", floors=("flr_items",)),
        Floor(id="flr_one", level=1, modules=("mod_hero", "mod_shelf")),
        Floor(id="flr_two", level=2, modules=("mod_story",)),
        Floor(id="flr_vip", level=1, modules=("mod_gift",)),
        Floor(id="flr_items", level=1, modules=("mod_all",)),
        Module(
            id="mod_hero",
            kind="banner",
            name="主视觉",
            variants=("var_a", "var_b", "var_c"),
            default="var_a",
            rules=(
                Rule(id="rul_1", outcome=Show(variant="var_b"), audience=young),
                Rule(id="rul_2", outcome=test),
            ),
        ),
        Variant(id="var_a", name="秋茶", settings=dict(settings or {})),
        Variant(id="var_b", name="冷泡", settings={"title": "冷泡一夏", "ground": "#AABBCC"}),
        Variant(id="var_c", name="礼盒", settings={"title": "好茶送长辈"}),
        Module(id="mod_shelf", kind="shelf", name="新品", variants=("var_s",), default="var_s"),
        Variant(id="var_s", name="热卖", settings={"coupons": ["cpn_20"]}),
        Module(
            id="mod_story", kind="banner", name="品牌故事", variants=("var_t",), default="var_t"
        ),
        Variant(id="var_t", name="茶山", settings={"title": "云上茶山"}),
        Module(id="mod_gift", kind="banner", name="会员礼", variants=("var_g",), default="var_g"),
        Variant(id="var_g", name="礼", settings={"title": "会员茶礼"}),
        Module(id="mod_all", kind="shelf", name="全部", variants=("var_l",), default="var_l"),
        Variant(id="var_l", name="全部", settings={}),
        Category(id="cat_green", name="绿茶"),
        Category(id="cat_red", name="红茶"),
        Product(
            id="prd_mist",
            title="雾里青 冷泡绿茶 12 包",
            short="雾里青",
            price=5900,
            original=7900,
            image="ast_can",
            category="cat_green",
            tags=("新品",),
            sales=12_800,
            stock=9,
        ),
        Product(
            id="prd_old",
            title="老枞红茶",
            short="老枞",
            price=16_800,
            category="cat_red",
            sales=300,
            stock=5,
        ),
        Product(
            id="prd_white",
            title="白毫银针",
            short="",
            price=23_990,
            category="cat_red",
            tags=("礼",),
            sales=900,
        ),
        Coupon(id="cpn_20", name="新客券", amount=2000, threshold=9900),
        asset("ast_can", sha),
        Experiment(
            id="exp_hero",
            key="hero-2026",
            name="首屏",
            arms=(Arm(id="arm_a", name="A", weight=0.5), Arm(id="arm_b", name="B", weight=0.5)),
        ),
        Persona(
            id="per_lin",
            name="林小满",
            colour="#3355ff",
            consumer="c1",
            attributes={"age": 21, "likes": ("video",)},
        ),
    ]


def store(settings: Mapping[str, Any] | None = None) -> Document:
    """The document of those records."""
    return Document(records(settings))


def at_default(document: Document, page: str = "page_home") -> Decision:
    """What those see whom no rule is for."""
    return Decision(page=page, layout=document.get(page, Page).default, choices={})


class Files:
    """Bytes by SHA-256, as a project keeps them."""

    def __init__(self, *data: bytes) -> None:
        import hashlib

        self.kept = {hashlib.sha256(one).hexdigest(): one for one in data or (PIXEL,)}

    def get(self, sha256: str) -> bytes:
        """The bytes; raises NotFoundError."""
        from designer.errors import NotFoundError

        if sha256 not in self.kept:
            raise NotFoundError("gone")
        return self.kept[sha256]
