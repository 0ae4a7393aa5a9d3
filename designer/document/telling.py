"""Values, rules and windows of a project in words, as a comparison says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from designer.condition_words import sentence
from designer.document.document import Document
from designer.document.queries import name_of, phases
from designer.kinds.settings.base import Setting
from designer.kinds.settings.choice import Choice
from designer.kinds.settings.number import Number
from designer.kinds.settings.range import Range
from designer.kinds.settings.rich_text import RichText
from designer.language import _, current, mark, plural
from designer.records import (
    HIDDEN,
    Between,
    Hide,
    Label,
    Record,
    Rule,
    Run,
    Segment,
    Show,
    Window,
)

LONGEST = 120
"""Characters of a text that are said."""
_TAG = re.compile(r"<[^>]*>")
_PARTS = {
    "asset": mark("Picture"), "alt": mark("Description"), "focus": mark("Focus point"),
    "poster": mark("Poster"), "muted": mark("Without sound"), "action": mark("On tap"),
    "target": mark("Leads to"), "mode": mark("Chosen"), "items": mark("Products"),
    "category": mark("Category"), "tags": mark("Tags"), "sort": mark("Order"),
    "count": mark("Count"), "image": mark("Picture"), "zones": mark("Hot zones"),
    "crop": mark("Crop"), "title": mark("Title"), "label": mark("Name"), "link": mark("Link"),
}  # fmt: skip
"""What the parts of a setting's value are called."""
_WORDS = {
    "none": mark("nothing"), "item": mark("open the product"), "add_to_cart": mark("add to cart"),
    "coupon_open": mark("open the coupon"), "coupon_follow": mark("follow, then claim"),
    "coupon_claim": mark("claim the coupon"), "page": mark("open a page"),
    "campaign": mark("open the campaign"), "second_floor": mark("to floor 2"),
    "first_floor": mark("to floor 1"), "follow": mark("follow the shop"),
    "service": mark("ask the service desk"), "module": mark("scroll to a module"),
    "url": mark("open an address"), "manual": mark("by hand"), "rule": mark("by rule"),
    "sales": mark("best sellers first"), "new": mark("newest first"),
    "price_up": mark("cheapest first"), "price_down": mark("dearest first"),
}  # fmt: skip


def label(of: Label) -> str:
    """A label in the language in use."""
    return of.zh if current() == "zh_CN" else of.en


def part_name(key: str) -> str:
    """What a part of a setting's value is called."""
    return _(_PARTS[key]) if key in _PARTS else key


def setting_words(setting: Setting | None, value: Any, document: Document) -> str:
    """The value of a setting as a user would say it."""
    if isinstance(setting, Choice):
        found = (label(one.label) for one in setting.options if one.value == value)
        return next(found, str(value))
    if isinstance(setting, Number | Range) and isinstance(value, int | float):
        unit = getattr(setting, "unit", "") or ""
        return f"{value:g} {unit}".strip()
    if isinstance(setting, RichText) and isinstance(value, str):
        return _cut(" ".join(_TAG.sub(" ", value).split())) or _("empty")
    return words(value, document)


def words(value: Any, document: Document) -> str:
    """Any value of a record in words; ids become names."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    match value:
        case None | "" | () | []:
            return _("empty")
        case bool():
            return _("yes") if value else _("no")
        case float() | int():
            return f"{value:,.6g}" if isinstance(value, float) else str(value)
        case str():
            return _cut(_named(value, document))
        case datetime():
            return moment(value, document)
        case Mapping():
            return _cut(_(", ").join(_pairs(value, document)) or _("empty"))
        case Sequence():
            return _list([words(one, document) for one in value])
    return _cut(str(value))


def _pairs(value: Mapping[str, Any], document: Document) -> list[str]:
    return [
        f"{part_name(key)}: {words(one, document)}"
        for key, one in value.items()
        if key not in ("id", "record", "type") and one not in (None, "", [], ())
    ]


def _named(text: str, document: Document) -> str:
    record = document.find(text)
    if record is not None:
        return name_of(record)
    if text in _WORDS:
        return _(_WORDS[text])
    return _("hidden") if text == HIDDEN else " ".join(text.split())


def _list(said: Sequence[str]) -> str:
    if len(said) <= 4:
        return _cut(_(", ").join(said))
    few = _(", ").join(said[:3])
    return _cut(_("{few} and {more} more", few=few, more=len(said) - 3))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def moment(at: datetime | None, document: Document) -> str:
    """An instant on the shop's clock."""
    if at is None:
        return _("open")
    return at.astimezone(ZoneInfo(document.shop.time_zone)).strftime("%Y-%m-%d %H:%M")


def rule_words(rule: Rule, document: Document) -> str:
    """A rule as one sentence: whom, what they see, when."""
    segments = {one.id: one for one in document.all(Segment)}
    whom = sentence(rule.audience, shop=document.shop, segments=segments)
    when = window_words(rule.window, document)
    said = f"{whom[:1].upper()}{whom[1:]} → {outcome_words(rule, document)}"
    return " · ".join(filter(None, (said, when, rule.note)))


def outcome_words(rule: Rule, document: Document) -> str:
    """What a rule shows."""
    match rule.outcome:
        case Hide():
            return _("hidden")
        case Show(variant=key):
            return _("“{name}”", name=_named(key, document))
        case Run(experiment=key, arms=arms):
            shown = _(" / ").join(_named(one, document) for one in arms.values())
            return _("experiment “{name}” ({arms})", name=_named(key, document), arms=shown)


def window_words(window: Window, document: Document) -> str:
    """When a rule is in force; empty when always."""
    if isinstance(window, Between):
        if window.start is None and window.end is None:
            return ""
        start, end = moment(window.start, document), moment(window.end, document)
        return _("{start} to {end}", start=start, end=end)
    known = phases(document)
    return _(", ").join(known[key].name if key in known else key for key in window.phases)


FIELDS: Mapping[str, str] = {
    "name": mark("Name"), "title": mark("Title"), "short": mark("Short title"),
    "price": mark("Price"), "original": mark("Original price"), "image": mark("Picture"),
    "category": mark("Category"), "tags": mark("Tags"), "sales": mark("Sales"),
    "stock": mark("Stock"), "amount": mark("Amount"), "threshold": mark("From an amount of"),
    "start": mark("Start"), "end": mark("End"), "sha256": mark("File"), "media": mark("Format"),
    "size": mark("Weight"), "width": mark("Width"), "height": mark("Height"),
    "alt": mark("Description"), "folder": mark("Folder"), "colour": mark("Colour"),
    "when": mark("Condition"), "note": mark("Note"), "attributes": mark("Attributes"),
    "avatar": mark("Picture"), "consumer": mark("Consumer number"), "source": mark("Source"),
    "seed": mark("Seed"), "key": mark("Key"), "arms": mark("Arms"), "coverage": mark("Coverage"),
    "slice": mark("Share of the layer"), "hypothesis": mark("Hypothesis"),
    "metric": mark("Metric"), "phases": mark("Phases"), "slogan": mark("Slogan"),
    "logo": mark("Logo"), "followers": mark("Followers"), "currency": mark("Currency"),
    "time_zone": mark("Time zone"), "holdout": mark("Holdout"), "pages": mark("Order of pages"),
    "segments": mark("Order of crowds"), "personas": mark("Order of personas"),
    "type": mark("Type"), "layouts": mark("Layouts"), "default": mark("Default"),
    "floors": mark("Floors"), "level": mark("Floor"), "guides": mark("Guides"),
    "kind": mark("Module type"), "locked": mark("Locked"), "base": mark("Follows"),
    "modules": mark("Modules"), "variants": mark("Variants"), "rules": mark("Rules"),
    "settings": mark("Settings"), "part": mark("Reusable part"),
    "radius": mark("Corner"), "gap": mark("Gap"),
    "heading": mark("Headings"), "scale": mark("Type size"), "colours": mark("Colours"),
    "theme": mark("Theme"),
}  # fmt: skip
"""What the fields of records are called."""

Fields = Callable[[Record], Mapping[str, Any]]


def field_name(field: str) -> str:
    """What a field is called in the language in use."""
    return _(FIELDS[field]) if field in FIELDS else field


def field_words(record: Record, field: str, document: Document) -> str:
    """The value of a record's field in words."""
    value = getattr(record, field)
    if field == "when":
        segments = {one.id: one for one in document.all(Segment)}
        return sentence(value, shop=document.shop, segments=segments)
    if field in ("price", "original", "amount", "threshold") and isinstance(value, int):
        return f"¥{value / 100:,.2f}"
    if field == "size" and isinstance(value, int):
        return f"{max(1, round(value / 1024)):,} KB"
    if field == "phases" and isinstance(value, tuple):
        return _list([_phase(one, document) for one in value])
    if field == "sha256":
        return str(value)[:8]
    if field in ("attributes", "source") and not isinstance(value, Mapping):
        return plural("{count} entry", "{count} entries", count=len(value)) if isinstance(
            value, tuple) else words(value, document)  # fmt: skip
    return words(value, document)


def _phase(phase: Any, document: Document) -> str:
    start, end = moment(phase.start, document), moment(phase.end, document)
    return f"{phase.name} {_('{start} to {end}', start=start, end=end)}"
