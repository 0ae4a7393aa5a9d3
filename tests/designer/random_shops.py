"""Random but valid shops and consumers: every operator, nested segments, windows, layouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import strategies as st

from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.records import (
    HIDDEN,
    AllOf,
    AnyOf,
    Arm,
    Attribute,
    AttributeChoice,
    Between,
    Campaign,
    Condition,
    Consumer,
    During,
    Experiment,
    Floor,
    Hide,
    Holdout,
    InSegment,
    Label,
    Layer,
    LayerSlice,
    Layout,
    Leaf,
    Module,
    Not,
    Page,
    Phase,
    Rule,
    Run,
    Segment,
    Shop,
    Show,
    Theme,
)

NOW = datetime(2026, 11, 11, 20, 0, tzinfo=UTC)
INSTANTS = [NOW + timedelta(hours=h) for h in (-240, -1, 0, 1, 240)]
SHARES = (0.0, 0.05, 0.1, 1 / 3, 0.5, 0.9999, 1.0)


def choices(*keys: str) -> tuple[AttributeChoice, ...]:
    return tuple(AttributeChoice(key=key, label=Label(zh=key, en=key)) for key in keys)


def attribute(key: str, type: str, *keys: str) -> Attribute:
    return Attribute(key=key, type=type, label=Label(zh=key, en=key), choices=choices(*keys))  # type: ignore[arg-type]


GENDERS, TIERS, LIKES = ("f", "m"), ("T1", "T2", "T3", "城乡"), ("video", "live", "text", "图文")
CITIES = ("杭州", "Chengdu", "🏙️", "x")
ATTRIBUTES = (
    attribute("gender", "enum", *GENDERS),
    attribute("tier", "enum", *TIERS),
    attribute("age", "number"),
    attribute("spend", "number"),
    attribute("fan", "bool"),
    attribute("city", "text"),
    attribute("likes", "tags", *LIKES),
)
NUMBERS = st.sampled_from((-3, 0, 17.5, 18, 25, 30, 1e6))
NAMES = {"gender": GENDERS, "tier": TIERS, "city": CITIES}
IDS = ("c0000001", "c0000002", "用户1", "😀", "a")


def some(keys: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(keys), max_size=3, unique=True).map(tuple)


def leaf(key: str, operator: str, values: st.SearchStrategy) -> st.SearchStrategy[Leaf]:
    return values.map(lambda value: Leaf(attribute=key, operator=operator, value=value))


PAIRS = st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1])
LEAVES = st.one_of(
    *(leaf(key, "is", st.sampled_from(keys)) for key, keys in NAMES.items()),
    *(leaf(key, op, some(keys)) for key, keys in NAMES.items() for op in ("any_of", "none_of")),
    *(leaf("likes", op, some(LIKES)) for op in ("has_any", "has_all", "has_none")),
    *(leaf(key, op, NUMBERS) for key in ("age", "spend") for op in ("at_least", "less_than")),
    *(leaf(key, "between", PAIRS) for key in ("age", "spend")),
    leaf("fan", "is", st.booleans()),
    leaf("id", "in_list", some(IDS)),
    st.builds(
        Leaf,
        attribute=st.sampled_from([a.key for a in ATTRIBUTES] + ["id"]),
        operator=st.sampled_from(("known", "unknown")),
    ),
)


def conditions(segments: Sequence[str] = ()) -> st.SearchStrategy[Condition]:
    """Conditions over the dictionary above that may name the given segments."""
    named = [st.sampled_from(segments).map(lambda s: InSegment(segment=s))] if segments else []
    return st.recursive(
        st.one_of(LEAVES, *named),
        lambda part: st.one_of(
            st.lists(part, max_size=3).map(lambda parts: AllOf(of=tuple(parts))),
            st.lists(part, max_size=3).map(lambda parts: AnyOf(of=tuple(parts))),
            part.map(lambda one: Not(of=one)),
        ),
        max_leaves=5,
    )


def consumers() -> st.SearchStrategy[Consumer]:
    """Consumers who may lack any attribute, and their id."""
    known = st.fixed_dictionaries(
        {},
        optional={
            "gender": st.sampled_from(GENDERS),
            "tier": st.sampled_from(TIERS),
            "age": NUMBERS | st.integers(0, 99),
            "spend": NUMBERS,
            "fan": st.booleans(),
            "city": st.sampled_from(CITIES),
            "likes": some(LIKES),
        },
    )
    ids = st.none() | st.sampled_from(IDS) | st.text("abcdefghij0123456789", min_size=1, max_size=9)
    return st.builds(Consumer, id=ids, attributes=known)


INSTANT = st.sampled_from(INSTANTS)
WINDOWS = st.one_of(
    st.just(Between()),
    st.builds(Between, start=st.none() | INSTANT, end=st.none() | INSTANT),
    st.lists(st.sampled_from(("ph_1", "ph_2")), max_size=2, unique=True).map(
        lambda phases: During(phases=tuple(phases))
    ),
)
CAMPAIGN = Campaign(
    id="cmp_1",
    name="双11",
    phases=(
        Phase(id="ph_1", name="预热", type="warmup", start=INSTANTS[0], end=NOW),
        Phase(id="ph_2", name="爆发", type="peak", start=NOW, end=INSTANTS[3]),
    ),
)
LAYERS = (Layer(id="lyr_1", name="层", seed="layer-one"), Layer(id="lyr_2", name="2", seed="二"))


@st.composite
def experiments(draw: st.DrawFn) -> tuple[Experiment, ...]:
    """Up to three experiments, some in slices of a layer, with odd weights."""
    return tuple(draw(_experiment(number)) for number in range(draw(st.integers(0, 3))))


@st.composite
def _experiment(draw: st.DrawFn, number: int) -> Experiment:
    parts = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4))
    arms = (Arm(id=f"arm_{n}", name=str(n), weight=p / sum(parts)) for n, p in enumerate(parts))
    edges = st.sampled_from([(a, b) for a, b in combinations(SHARES, 2)])
    part = st.builds(
        lambda layer, ends: LayerSlice(layer=layer, start=ends[0], end=ends[1]),
        st.sampled_from([layer.id for layer in LAYERS]),
        edges,
    )
    return Experiment(
        id=f"exp_{number}", key=f"实验-{number}", name="x", arms=tuple(arms),
        coverage=draw(st.sampled_from(SHARES)), slice=draw(st.none() | part),
    )  # fmt: skip


@st.composite
def segments(draw: st.DrawFn) -> tuple[Segment, ...]:
    """Up to four segments, later ones resting on earlier ones."""
    made: list[Segment] = []
    for number in range(draw(st.integers(0, 4))):
        when = draw(conditions([s.id for s in made]))
        made.append(Segment(id=f"seg_{number}", name=f"S{number}", colour="#abc", when=when))
    return tuple(made)


@st.composite
def shops(draw: st.DrawFn) -> Rulebook:
    """A home of one to three layouts with rules on the page and on its modules."""
    crowd, tests = draw(segments()), draw(experiments())
    layouts = [f"lay_{n}" for n in range(draw(st.integers(1, 3)))]
    records: list = [*crowd, *tests, *LAYERS, CAMPAIGN]
    rules = _Rules(draw, [s.id for s in crowd], tests)
    for layout in layouts:
        modules = [rules.module(f"mod_{layout}_{n}") for n in range(draw(st.integers(0, 2)))]
        lower = Floor(id=f"flr_{layout}_1", level=1, modules=tuple(m.id for m in modules[:1]))
        upper = Floor(id=f"flr_{layout}_2", level=2, modules=tuple(m.id for m in modules[1:]))
        records += [*modules, lower, upper]
        records.append(Layout(id=layout, name=layout, floors=(upper.id, lower.id)))
    page = Page(
        id="page_1", name="首页", type="home", layouts=tuple(layouts),
        default=draw(st.sampled_from(layouts)), rules=rules.some("page", layouts, hides=False),
    )  # fmt: skip
    holdout = Holdout(share=draw(st.sampled_from((0.0, 0.05, 0.5, 1.0))), seed="held")
    shop = Shop(
        id="shop", name="店", theme=Theme(colours={}), attributes=ATTRIBUTES, holdout=holdout,
        pages=("page_1",), segments=tuple(s.id for s in crowd),
    )  # fmt: skip
    return Rulebook.of(Document([shop, page, *records]))


class _Rules:
    """Draws rules and modules that use the given segments and experiments."""

    def __init__(self, draw: st.DrawFn, crowd: list[str], tests: tuple[Experiment, ...]) -> None:
        self.draw, self.crowd, self.tests = draw, crowd, tests

    def module(self, name: str) -> Module:
        variants = [f"var_{name}_{n}" for n in range(self.draw(st.integers(1, 3)))]
        return Module(
            id=name, kind="poster", name=name, variants=tuple(variants),
            default=self.draw(st.sampled_from([*variants, HIDDEN])),
            rules=self.some(name, variants, hides=True),
        )  # fmt: skip

    def some(self, slot: str, contents: list[str], *, hides: bool) -> tuple[Rule, ...]:
        names = [f"rule_{slot}_{n}" for n in range(self.draw(st.integers(0, 3)))]
        return tuple(self.rule(name, contents, hides) for name in names)

    def rule(self, name: str, contents: list[str], hides: bool) -> Rule:
        return Rule(
            id=name, outcome=self.outcome(contents, hides),
            audience=self.draw(conditions(self.crowd)), window=self.draw(WINDOWS),
        )  # fmt: skip

    def outcome(self, contents: list[str], hides: bool) -> Show | Hide | Run:
        options = [st.sampled_from(contents).map(lambda v: Show(variant=v))]
        if hides:
            options.append(st.just(Hide()))
        if self.tests:
            options.append(
                st.sampled_from(self.tests).flatmap(lambda e: self.run(e, contents, hides))
            )
        return self.draw(st.one_of(*options))

    def run(self, test: Experiment, contents: list[str], hides: bool) -> st.SearchStrategy[Run]:
        content = st.sampled_from([*contents, HIDDEN] if hides else contents)
        arms = st.fixed_dictionaries({arm.id: content for arm in test.arms})
        return arms.map(lambda chosen: Run(experiment=test.id, arms=chosen))
