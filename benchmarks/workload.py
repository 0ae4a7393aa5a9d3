"""Shops of a known size for measuring and for agreement with outside judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from designer.document.document import Document
from designer.population.presets import default_attributes, eight_crowds, eight_segments
from designer.records import (
    EVERYBODY,
    HIDDEN,
    AllOf,
    AnyOf,
    AnyRecord,
    Arm,
    Campaign,
    Condition,
    During,
    Experiment,
    Floor,
    Hide,
    Holdout,
    InSegment,
    Layer,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Not,
    Outcome,
    Page,
    Phase,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Synthesis,
    Theme,
)

SAMPLE = Path(__file__).resolve().parent.parent / "projects" / "shanlan"
"""The tea brand's flagship store, unpacked."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 11, 20, 0, tzinfo=SHANGHAI)
WARMUP = During(phases=("ph_warmup",))
PEAK = During(phases=("ph_peak",))
CAMPAIGN = Campaign(
    id="cmp_1111",
    name="双11",
    phases=(
        Phase(id="ph_warmup", name="预热", type="warmup", start=NOW - timedelta(days=9), end=NOW),
        Phase(id="ph_peak", name="爆发", type="peak", start=NOW, end=NOW + timedelta(hours=4)),
    ),
)


def leaf(attribute: str, operator: str, value: object = None) -> Leaf:
    """A leaf without keywords."""
    return Leaf(attribute=attribute, operator=operator, value=value)  # type: ignore[arg-type]


def within(segment: str) -> InSegment:
    """The members of a segment."""
    return InSegment(segment=f"seg_{segment}")


def all_of(*parts: Condition) -> AllOf:
    """All parts hold."""
    return AllOf(of=parts)


NEW = leaf("customer", "is", "new")
MALE = leaf("gender", "is", "m")
LOYAL = all_of(leaf("aipl", "is", "L"), leaf("shop_tier", "any_of", ("vip", "supreme")))
VIDEO = leaf("content", "has_any", ("video", "live"))
STAFF = leaf("id", "in_list", tuple(f"c{n:07}" for n in range(1, 40)))
OWN_SEGMENTS = (
    Segment(id="seg_loyal", name="忠诚会员", colour="#8a6410", when=LOYAL),
    Segment(id="seg_video", name="偏好短视频", colour="#3b5bfd", when=VIDEO),
    Segment(
        id="seg_shy", name="没加购的年轻人", colour="#cf3874",
        when=all_of(
            AnyOf(of=(within("gen_z"), within("town_youth"))),
            Not(of=leaf("carted", "is", True)),
            leaf("content", "has_none", ("games",)),
        ),
    ),
)  # fmt: skip


def rich_shop() -> Document:
    """Two pages, six modules, 29 rules, eleven segments, three tests (two in a layer), holdout."""
    tests = (
        _test("layout", (0.5, 0.5), coverage=0.8, part=(0.0, 0.4)),
        _test("hero", (0.34, 0.33, 0.33), part=(0.4, 1.0)),
        _test("reco", (0.25, 0.75), coverage=0.6),
    )
    home = Page(
        id="page_home", name="首页", type="home", layouts=("lay_std", "lay_1111"),
        default="lay_std",
        rules=_rules("home", (
            (Show(variant="lay_1111"), STAFF), (Show(variant="lay_1111"), within("loyal"), PEAK),
            (Run(experiment="exp_layout", arms=_arms("lay_std", "lay_1111")), within("gen_z")),
        )),
    )  # fmt: skip
    member = Page(
        id="page_member", name="会员中心", type="member", layouts=("lay_member", "lay_vip"),
        default="lay_member",
        rules=_rules("member", (
            (Show(variant="lay_vip"), LOYAL),
            (Show(variant="lay_vip"), all_of(leaf("vip88", "is", True), within("middle_class"))),
        )),
    )  # fmt: skip
    modules = _rich_modules()
    shop = _shop(("page_home", "page_member"))
    floors = (
        *_layout("lay_std", modules[:4]), *_layout("lay_1111", modules[4:]),
        *_layout("lay_member", ()), *_layout("lay_vip", ()),
    )  # fmt: skip
    return Document([shop, home, member, *modules, *floors, *tests, *_common()])


def _rich_modules() -> tuple[Module, ...]:
    hero = Run(experiment="exp_hero", arms=_arms("hero_0", "hero_1", "hero_2"))
    reco = Run(experiment="exp_reco", arms=_arms("reco_0", HIDDEN))
    shown = [Show(variant=name) for name in ("hero_0", "hero_1", "hero_2")]
    return (
        _module("hero", 3, (
            (shown[1], within("white_collar"), WARMUP), (hero, leaf("aipl", "any_of", ("A", "I"))),
            (shown[2], within("loyal")), (shown[1], leaf("days_since_visit", "less_than", 3)),
        )),
        _module("coupon", 3, (
            (Hide(), all_of(within("middle_class"), leaf("discount", "is", "low"))),
            (Show(variant="coupon_1"), all_of(NEW, Not(of=leaf("content", "has_any", ("ar",))))),
            (Show(variant="coupon_2"), leaf("orders_year", "between", (2, 6)), PEAK),
        )),
        _module("reco", 3, (
            (reco, EVERYBODY),
            (Show(variant="reco_1"), leaf("interest", "has_all", ("food", "home"))),
            (Show(variant="reco_2"), all_of(MALE, leaf("age", "at_least", 25))),
            (Show(variant="reco_1"), leaf("city", "none_of", ("上海", "北京"))),
        )),
        _module("live", 2, (
            (Show(variant="live_1"), within("video"), PEAK), (Hide(), within("silver")),
            (Show(variant="live_1"), AnyOf(of=(within("mother"), leaf("channel", "is", "live")))),
            (Hide(), leaf("device", "unknown")),
        )),
        _module("peak", 3, (
            (Run(experiment="exp_hero", arms=_arms("peak_0", "peak_1", "peak_2")), EVERYBODY, PEAK),
            (Show(variant="peak_1"), within("shy")), (Show(variant="peak_2"), within("town_youth")),
            (Show(variant="peak_1"), leaf("fan", "is", True)), (Hide(), leaf("age", "unknown")),
        )),
        _module("gift", 2, (
            (Show(variant="gift_1"), leaf("shop_tier", "none_of", ("none",))),
            (Hide(), all_of(within("blue_collar"), leaf("faved", "is", False))),
            (Show(variant="gift_1"), leaf("carted", "known"), WARMUP),
            (Show(variant="gift_1"), within("town_older")),
        )),
    )  # fmt: skip


def large_home(modules: int = 40) -> Document:
    """A home of so many modules with five rules each, one of them a test of two."""
    audiences: Sequence[Condition] = (
        within("gen_z"), all_of(within("mother"), VIDEO), NEW, within("loyal"), within("shy"),
        leaf("age", "between", (30, 45)), AnyOf(of=(within("silver"), within("town_older"))),
        leaf("interest", "has_any", ("food", "home", "beauty")), leaf("city_tier", "is", "tier1"),
        leaf("spending", "any_of", ("L4", "L5")), leaf("fan", "is", True), within("white_collar"),
    )  # fmt: skip
    made = []
    for number in range(modules):
        names = [f"m{number}_{variant}" for variant in range(3)]
        rows: list[tuple[Outcome, Condition]] = [
            (Show(variant=names[step % 3]), audiences[(number + step) % len(audiences)])
            for step in range(4)
        ]
        rows.append((Run(experiment="exp_layout", arms=_arms(names[0], names[1])), EVERYBODY))
        made.append(_module(f"m{number}", 3, rows))
    home = Page(id="page_home", name="首页", type="home", layouts=("lay_std",), default="lay_std")
    tests = (_test("layout", (0.5, 0.5), coverage=0.8, part=(0.0, 0.4)),)
    shop = _shop(("page_home",))
    return Document([shop, home, *made, *_layout("lay_std", made), *tests, *_common()])


def recipe(size: int, *, seed: int = 7) -> Synthesis:
    """So many consumers of the eight crowds."""
    return Synthesis(size=size, seed=seed, crowds=eight_crowds())


def _common() -> tuple[AnyRecord, ...]:
    return (
        *eight_segments(),
        *OWN_SEGMENTS,
        Layer(id="lyr_home", name="首页", seed="ns-home"),
        CAMPAIGN,
    )


def _shop(pages: tuple[str, ...]) -> Shop:
    return Shop(
        id="shop", name="Workload", theme=Theme(colours={}), attributes=default_attributes(),
        holdout=Holdout(share=0.05, seed="holdout-2026"), pages=pages,
    )  # fmt: skip


def _test(
    name: str,
    weights: Sequence[float],
    *,
    coverage: float = 1.0,
    part: tuple[float, float] | None = None,
) -> Experiment:
    arms = (Arm(id=f"arm_{n}", name=f"{n}", weight=weight) for n, weight in enumerate(weights))
    taken = LayerSlice(layer="lyr_home", start=part[0], end=part[1]) if part else None
    return Experiment(
        id=f"exp_{name}",
        key=f"{name}-s1",
        name=name,
        arms=tuple(arms),
        coverage=coverage,
        slice=taken,
    )


def _arms(*choices: str) -> dict[str, str]:
    return {f"arm_{n}": choice for n, choice in enumerate(choices)}


def _rules(slot: str, rows: Iterable[tuple]) -> tuple[Rule, ...]:  # type: ignore[type-arg]
    return tuple(
        Rule(
            id=f"rule_{slot}_{n}", **dict(zip(("outcome", "audience", "window"), row, strict=False))
        )
        for n, row in enumerate(rows)
    )


def _module(name: str, variants: int, rows: Iterable[tuple]) -> Module:  # type: ignore[type-arg]
    names = tuple(f"{name}_{n}" for n in range(variants))
    return Module(
        id=f"mod_{name}", kind="poster", name=name, variants=names, default=names[0],
        rules=_rules(name, rows),
    )  # fmt: skip


def _layout(name: str, modules: Iterable[Module]) -> tuple[AnyRecord, ...]:
    floor = Floor(id=f"flr_{name}", level=1, modules=tuple(module.id for module in modules))
    return (Layout(id=name, name=name, floors=(floor.id,)), floor)
