"""The frozen records a project is made of, their ids, and the tree audiences are written in."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, dataclass_transform

import msgspec

HIDDEN = "hidden"
"""The choice that shows nothing; never an id."""

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its offset from UTC."""

Scalar = bool | int | float | str
AttributeValue = bool | int | float | str | tuple[str, ...]
"""What a consumer can have for one attribute: text or enum key, number, yes/no, or tags."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Struct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value; unknown fields are refused when read."""


# ---- conditions ---------------------------------------------------------------------------------


class AllOf(Struct, tag="all"):
    """Every part holds; with no part it holds for everybody."""

    of: tuple[Condition, ...] = ()


class AnyOf(Struct, tag="any"):
    """At least one part holds; with no part it holds for nobody."""

    of: tuple[Condition, ...] = ()


class Not(Struct, tag="not"):
    """The part does not hold (plain negation, unknown values included)."""

    of: Condition


class InSegment(Struct, tag="segment"):
    """The consumer is in another named segment."""

    segment: str


Operator = Literal[
    "is", "any_of", "none_of", "between", "at_least", "less_than",
    "has_any", "has_all", "has_none", "known", "unknown", "in_list",
]  # fmt: skip


class Leaf(Struct, tag="leaf"):
    """One attribute compared with a value; false when the attribute is unknown, save for `unknown`.

    `value` by operator: `is` a scalar; `any_of`, `none_of`, `has_*`, `in_list` a tuple of text;
    `between` a pair (low, high), half-open; `at_least`, `less_than` a number; `known`,
    `unknown` None.
    """

    attribute: str
    operator: Operator
    value: bool | int | float | str | tuple[int | float | str, ...] | None = None


Condition = AllOf | AnyOf | Not | InSegment | Leaf
EVERYBODY = AllOf()


class Consumer(Struct):
    """One visitor; an anonymous one has no id and knows nothing."""

    id: str | None = None
    attributes: Mapping[str, AttributeValue] = {}


ANONYMOUS = Consumer()


class Decision(Struct):
    """What one consumer sees of a page: a layout, and per module a variant id or `HIDDEN`."""

    page: str
    layout: str
    choices: Mapping[str, str]


# ---- rules: who sees what -----------------------------------------------------------------------


class Between(Struct, tag="between"):
    """A half-open window of instants; an end that is None is open."""

    start: Instant | None = None
    end: Instant | None = None


class During(Struct, tag="during"):
    """The windows of the named campaign phases (`Phase.id`), taken together."""

    phases: tuple[str, ...]


Window = Between | During
ALWAYS = Between()


class Show(Struct, tag="show"):
    """Show a variant of the module, or a layout of the page."""

    variant: str


class Hide(Struct, tag="hide"):
    """Show nothing in this slot."""


class Run(Struct, tag="run"):
    """Let an experiment decide: arm id → variant id (or layout id, or `HIDDEN`)."""

    experiment: str
    arms: Mapping[str, str]


Outcome = Show | Hide | Run


class Rule(Struct):
    """One line of who sees what: audience and window → an outcome."""

    id: str
    outcome: Outcome
    audience: Condition = EVERYBODY
    window: Window = ALWAYS
    note: str = ""


# ---- records ------------------------------------------------------------------------------------


class Record(Struct, tag_field="record"):
    """A value with an id that the document keeps, the file stores and diffs carry."""

    id: str


class Label(Struct):
    """A text in both interface languages."""

    zh: str
    en: str


class AttributeChoice(Struct):
    """One value an enum or tags attribute can take."""

    key: str
    label: Label


class Attribute(Struct):
    """An entry of the attribute dictionary; `id` is the consumer's own and always declared."""

    key: str
    type: Literal["enum", "text", "number", "bool", "tags", "id"]
    label: Label
    choices: tuple[AttributeChoice, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""


class Theme(Struct):
    """The brand's look: colours (token → #rrggbb), corner and gap (design pixels), heading.

    `scale` is the factor all type is set larger or smaller by.
    """

    colours: Mapping[str, str]
    radius: int = 16
    gap: int = 24
    heading: Literal["sans", "serif"] = "sans"
    scale: float = 1.0


class Holdout(Struct):
    """The share of consumers kept out of every experiment."""

    share: float = 0.0
    seed: str = "holdout"


class Shop(Record, tag="shop"):
    """The one store, with the order of its pages, segments and personas; its id is `shop`."""

    name: str
    theme: Theme
    attributes: tuple[Attribute, ...]
    slogan: str = ""
    logo: str | None = None
    followers: int = 0
    currency: str = "CNY"
    time_zone: str = "Asia/Shanghai"
    holdout: Holdout = Holdout()
    pages: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    personas: tuple[str, ...] = ()


class Page(Record, tag="page"):
    """A page: a slot whose variants are layouts."""

    name: str
    type: Literal["home", "items", "category", "member", "new", "stores", "campaign", "custom"]
    layouts: tuple[str, ...]
    default: str
    rules: tuple[Rule, ...] = ()


class Layout(Record, tag="layout"):
    """One complete arrangement of a page."""

    name: str
    floors: tuple[str, ...]


class Guide(Struct):
    """A line to design by: `x` upright, `y` level, in design pixels from the floor's corner."""

    axis: Literal["x", "y"]
    at: float


class Floor(Record, tag="floor"):
    """Level 1 is the shelf, level 2 the brand zone; modules from top to bottom."""

    level: Literal[1, 2]
    modules: tuple[str, ...] = ()
    guides: tuple[Guide, ...] = ()


class Module(Record, tag="module"):
    """One block on a floor: a slot whose variants are filled-in versions of its kind.

    A locked one stays where and as it is until it is unlocked. A part is offered for linked copies,
    whose variants rest on its own.
    """

    kind: str
    name: str
    variants: tuple[str, ...]
    default: str
    rules: tuple[Rule, ...] = ()
    locked: bool = False
    part: bool = False


class Variant(Record, tag="variant"):
    """A filled-in version of a module; settings not given come from `base`, another variant of
    the same kind, if there is one, and then take the kind's default."""

    name: str
    settings: Mapping[str, Any] = {}
    base: str | None = None


class Segment(Record, tag="segment"):
    """A named condition on consumer attributes, with the colour it carries everywhere."""

    name: str
    colour: str
    when: Condition
    note: str = ""


class Persona(Record, tag="persona"):
    """One imagined consumer."""

    name: str
    colour: str
    consumer: str | None = None
    attributes: Mapping[str, AttributeValue] = {}
    avatar: str | None = None
    note: str = ""


class Draw(Struct):
    """How one attribute is drawn: `weights` (enum, text), `span` (number), `chance` (bool), `tags`.

    A span is half-open, and between whole numbers it gives whole numbers. Or `by` another enum or
    text attribute of the same consumer: `cases` says how for each of its values (else unknown).
    """

    weights: Mapping[str, float] = {}
    span: tuple[float, float] | None = None
    chance: float | None = None
    tags: Mapping[str, float] = {}
    by: str | None = None
    cases: Mapping[str, Draw] = {}
    unknown: float = 0.0


class Crowd(Struct):
    """A share of the synthesised population and how its consumers' attributes are drawn."""

    name: str
    share: float
    attributes: Mapping[str, Draw]


class Synthesis(Struct, tag="synthesis"):
    """A seeded recipe: the same recipe gives the same consumers."""

    size: int
    seed: int
    crowds: tuple[Crowd, ...]


class Imported(Struct, tag="imported"):
    """A table brought from outside, kept as Parquet among the project's assets."""

    sha256: str
    file: str
    rows: int


class Population(Record, tag="population"):
    """A table of consumers, imported or synthesised."""

    name: str
    source: Synthesis | Imported


class Arm(Struct):
    """One arm of an experiment; the first arm is the control."""

    id: str
    name: str
    weight: float


class LayerSlice(Struct):
    """The part [start, end) of an exclusion layer that an experiment takes."""

    layer: str
    start: float
    end: float


class Layer(Record, tag="layer"):
    """An exclusion layer: experiments on disjoint slices never share a consumer."""

    name: str
    seed: str


class Experiment(Record, tag="experiment"):
    """An A/B test; its `key` is the hash seed, so it must not change once traffic has run."""

    key: str
    name: str
    arms: tuple[Arm, ...]
    coverage: float = 1.0
    slice: LayerSlice | None = None
    hypothesis: str = ""
    metric: str = "click_rate"


class Phase(Struct):
    """A named, half-open window of a campaign."""

    id: str
    name: str
    type: Literal["daily", "seeding", "presale", "warmup", "peak", "encore"]
    start: Instant
    end: Instant


class Campaign(Record, tag="campaign"):
    """A marketing IP with its phases."""

    name: str
    phases: tuple[Phase, ...]


class Category(Record, tag="category"):
    """A shelf of the catalogue."""

    name: str
    image: str | None = None


class Product(Record, tag="product"):
    """One item of the catalogue; prices in fen."""

    title: str
    short: str
    price: int
    original: int | None = None
    image: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    sales: int = 0
    stock: int = 0


class Coupon(Record, tag="coupon"):
    """A coupon; amounts in fen."""

    name: str
    amount: int
    threshold: int = 0
    start: Instant | None = None
    end: Instant | None = None


class Asset(Record, tag="asset"):
    """A picture, video or model, its bytes kept by SHA-256; size in bytes, sides in pixels."""

    name: str
    sha256: str
    media: str
    size: int
    width: int = 0
    height: int = 0
    alt: str = ""
    tags: tuple[str, ...] = ()
    folder: str = ""


AnyRecord = (
    Shop | Page | Layout | Floor | Module | Variant | Segment | Persona | Population | Layer
    | Experiment | Campaign | Category | Product | Coupon | Asset
)  # fmt: skip

PREFIXES: Mapping[type[Record], str] = {
    Page: "page", Layout: "lay", Floor: "flr", Module: "mod", Variant: "var", Segment: "seg",
    Persona: "per", Population: "pop", Layer: "lyr", Experiment: "exp", Campaign: "cmp",
    Category: "cat", Product: "prd", Coupon: "cpn", Asset: "ast",
}  # fmt: skip

Slot = Page | Module
"""What decides: a page (its variants are layouts) or a module (its variants are variants)."""


def kind_of(record: Record | type[Record]) -> str:
    """The name a record type has in the file, such as `module`."""
    return str(record.__struct_config__.tag)


_TYPES: tuple[type[Record], ...] = (Shop, *PREFIXES)
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"

RECORD_TYPES: Mapping[str, type[Record]] = {kind_of(t): t for t in _TYPES}


def new_id(of: type[Record] | str) -> str:
    """A fresh id such as `mod_k3v9q2x7ab`; rules, arms and phases pass their prefix as text."""
    prefix = of if isinstance(of, str) else PREFIXES[of]
    return prefix + "_" + "".join(secrets.choice(_LETTERS) for __ in range(10))


def to_json(record: Record) -> bytes:
    """The record as JSON with its type tag, fields in declared order."""
    return msgspec.json.encode(record)


def from_json(data: bytes | str) -> AnyRecord:
    """The record in `data`; raises `msgspec.ValidationError` or `msgspec.DecodeError`."""
    return _DECODER.decode(data)


_DECODER: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)
