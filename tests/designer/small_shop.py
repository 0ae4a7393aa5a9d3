"""A small whole shop, its kinds and a picture, for tests that need something to edit."""

from __future__ import annotations

import hashlib
import struct
import zlib
from datetime import datetime, timedelta, timezone

from designer.document.document import Document
from designer.document.invariants import invariants
from designer.kinds.library import Library
from designer.kinds.manifest import Kind, read_manifest
from designer.records import (
    HIDDEN,
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

CHINA = timezone(timedelta(hours=8))
DOUBLE_ELEVEN = datetime(2026, 11, 11, tzinfo=CHINA)


def png(red: int = 200, *, width: int = 4, height: int = 2) -> bytes:
    """A plain picture of one colour."""
    rows = (b"\0" + bytes((red, 90, 60)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))
        for tag, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PICTURE = png()
PICTURE_SHA = hashlib.sha256(PICTURE).hexdigest()


def _label(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def _kind(id: str, settings: list[dict], **more: object) -> Kind:
    names = {"poster": "Poster", "slides": "Slides", "shelf": "Shelf", "sign": "Sign"}
    return read_manifest(
        {"schema": 1, "id": id, "version": 1, "name": _label(names[id]), "group": "picture",
         "settings": [{"label": _label(one["id"]), **one} for one in settings], **more}
    )  # fmt: skip


KINDS = {
    "poster": _kind(
        "poster",
        [
            {"id": "title", "type": "text"},
            {"id": "image", "type": "image"},
            {"id": "link", "type": "link"},
            {"id": "height", "type": "range", "min": 200, "max": 1200, "step": 10, "default": 600},
        ],
        presets=[{"name": _label("Tall"), "settings": {"height": 1000}}],
    ),
    "slides": _kind(
        "slides",
        [{"id": "slides", "type": "blocks", "block": "slide", "min": 1, "max": 3}],
        blocks={
            "slide": {
                "name": _label("Slide"),
                "settings": [{"id": "title", "type": "text", "label": _label("Title")}],
            }
        },
    ),
    "shelf": _kind("shelf", [{"id": "products", "type": "products"}]),
    "sign": _kind("sign", [{"id": "title", "type": "text"}], floors=[1], limit=1),
}


def library() -> Library:
    return Library(KINDS, {})


ATTRIBUTES = (
    Attribute(
        key="gender", type="enum", label=Label(zh="性别", en="Gender"),
        choices=tuple(AttributeChoice(key=k, label=Label(zh=k, en=k)) for k in ("f", "m")),
    ),
    Attribute(key="age", type="number", label=Label(zh="年龄", en="Age")),
    Attribute(key="fan", type="bool", label=Label(zh="粉丝", en="Fan")),
    Attribute(
        key="likes", type="tags", label=Label(zh="偏好", en="Likes"),
        choices=tuple(AttributeChoice(key=k, label=Label(zh=k, en=k)) for k in ("video", "live")),
    ),
)  # fmt: skip

YOUNG = Leaf(attribute="age", operator="less_than", value=25)
FANS = Leaf(attribute="fan", operator="is", value=True)


def crowds() -> tuple[AnyRecord, ...]:
    return (
        Segment(id="seg_young", name="Gen Z", colour="#4f6ef7", when=YOUNG),
        Segment(
            id="seg_fans", name="Young fans", colour="#e5484d",
            when=AllOf(of=(InSegment(segment="seg_young"), FANS)),
        ),
        Persona(
            id="per_mia", name="Mia", colour="#12a594", consumer="c1",
            attributes={"gender": "f", "age": 22, "fan": True, "likes": ("video",)},
        ),
        Persona(id="per_nobody", name="Nobody", colour="#978365"),
        Population(
            id="pop_small", name="Small",
            source=Synthesis(size=100, seed=7, crowds=(
                Crowd(name="All", share=1.0, attributes={"age": Draw(span=(18, 60))}),
            )),
        ),
    )  # fmt: skip


def tests_running() -> tuple[AnyRecord, ...]:
    arms = (Arm(id="arm_a", name="A", weight=0.5), Arm(id="arm_b", name="B", weight=0.5))
    return (
        Layer(id="lyr_home", name="Home", seed="home"),
        Experiment(
            id="exp_hero", key="hero", name="Hero test", arms=arms,
            slice=LayerSlice(layer="lyr_home", start=0.0, end=0.5),
        ),
        Experiment(
            id="exp_other", key="other", name="Other test", arms=arms, coverage=0.8,
            slice=LayerSlice(layer="lyr_home", start=0.5, end=1.0),
        ),
        Campaign(
            id="cmp_11", name="Double Eleven",
            phases=(
                Phase(id="phs_warm", name="Warm-up", type="warmup",
                      start=DOUBLE_ELEVEN - timedelta(days=10), end=DOUBLE_ELEVEN),
                Phase(id="phs_peak", name="Peak", type="peak",
                      start=DOUBLE_ELEVEN, end=DOUBLE_ELEVEN + timedelta(days=1)),
            ),
        ),
    )  # fmt: skip


def catalogue() -> tuple[AnyRecord, ...]:
    return (
        Asset(id="ast_hero", name="Hero", sha256=PICTURE_SHA, media="image/png",
              size=len(PICTURE), width=4, height=2, alt="A hero"),
        Category(id="cat_tea", name="Tea", image="ast_hero"),
        Product(id="prd_oolong", title="Oolong from the mountain", short="Oolong", price=5900,
                image="ast_hero", category="cat_tea", tags=("new",)),
        Product(id="prd_green", title="Green tea", short="", price=3900),
        Coupon(id="cpn_ten", name="Ten off", amount=1000, threshold=9900),
    )  # fmt: skip


def pages() -> tuple[AnyRecord, ...]:
    image = {"asset": "ast_hero", "alt": "A hero", "focus": [0.5, 0.5]}
    return (
        Page(
            id="page_home", name="Home", type="home", layouts=("lay_main", "lay_peak"),
            default="lay_main",
            rules=(Rule(id="rul_peak", outcome=Show(variant="lay_peak"),
                        window=During(phases=("phs_peak",))),),
        ),
        Page(id="page_items", name="All items", type="items", layouts=("lay_items",),
             default="lay_items"),
        Layout(id="lay_main", name="Everyday", floors=("flr_two", "flr_one")),
        Layout(id="lay_peak", name="Double Eleven", floors=("flr_peak",)),
        Layout(id="lay_items", name="Standard", floors=("flr_items",)),
        Floor(id="flr_one", level=1, modules=("mod_sign", "mod_hero", "mod_shelf")),
        Floor(id="flr_two", level=2, modules=("mod_slides",)),
        Floor(id="flr_peak", level=1, modules=("mod_peak",)),
        Floor(id="flr_items", level=1),
        Module(id="mod_sign", kind="sign", name="Store sign", variants=("var_sign",),
               default="var_sign"),
        Module(
            id="mod_hero", kind="poster", name="Hero", variants=("var_hero", "var_hero_young"),
            default="var_hero",
            rules=(
                Rule(id="rul_young", outcome=Show(variant="var_hero_young"),
                     audience=InSegment(segment="seg_fans")),
                Rule(id="rul_test", outcome=Run(
                    experiment="exp_hero",
                    arms={"arm_a": "var_hero", "arm_b": "var_hero_young"})),
            ),
        ),
        Module(id="mod_shelf", kind="shelf", name="Shelf", variants=("var_shelf",),
               default="var_shelf"),
        Module(id="mod_slides", kind="slides", name="Brand slides", variants=("var_slides",),
               default=HIDDEN,
               rules=(Rule(id="rul_slides", outcome=Show(variant="var_slides"), audience=FANS),)),
        Module(id="mod_peak", kind="poster", name="Peak", variants=("var_peak",),
               default="var_peak"),
        Variant(id="var_sign", name="Sign", settings={"title": "Shop"}),
        Variant(id="var_hero", name="Everyone", settings={"title": "Tea", "image": image}),
        Variant(id="var_hero_young", name="Young", settings={"title": "Tea!", "image": image}),
        Variant(id="var_shelf", name="Shelf", settings={
            "products": {"mode": "manual", "items": ["prd_oolong"]}}),
        Variant(id="var_slides", name="Slides", settings={
            "slides": [{"id": "blk_1", "title": "One"}, {"id": "blk_2", "title": "Two"}]}),
        Variant(id="var_peak", name="Peak", settings={
            "title": "11.11", "link": {"action": "module", "target": "mod_hero"}}),
    )  # fmt: skip


def records() -> tuple[AnyRecord, ...]:
    """The whole shop."""
    shop = Shop(
        id="shop", name="Teahouse 山岚", attributes=ATTRIBUTES,
        theme=Theme(colours={"primary": "#1f3b4d", "paper": "#ffffff"}),
        logo="ast_hero", holdout=Holdout(share=0.05), pages=("page_home", "page_items"),
        segments=("seg_young", "seg_fans"), personas=("per_mia", "per_nobody"),
    )  # fmt: skip
    return (shop, *pages(), *crowds(), *tests_running(), *catalogue())


def document(*more: AnyRecord) -> Document:
    """The shop in memory with all its invariants."""
    return Document((*records(), *more), invariants=invariants(library()))
