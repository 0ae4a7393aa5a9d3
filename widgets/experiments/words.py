"""The field's words for tests: metrics, colours of tests and arms, shares, and places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from designer.document.document import Document
from designer.document.queries import modules_of, owner, pages
from designer.language import _, mark
from designer.records import Arm, Experiment, Floor, Layer, Layout, Module, Page, Rule, Run, Slot
from widgets.words import letter

METRICS: Final[Mapping[str, str]] = {
    "click_rate": mark("Click rate"), "detail_rate": mark("Detail-page rate"),
    "cart_rate": mark("Add-to-cart rate"), "coupon_rate": mark("Coupon-claim rate"),
    "pay_rate": mark("Payment conversion"), "order_value": mark("Average order value"),
}  # fmt: skip
"""Primary metrics by the key that is kept in the record."""

ARM_COLOURS: Final = ("#3b5bfd", "#d9480f", "#0b8a5f", "#9c36b5", "#a16207", "#0e7490")
TEST_COLOURS: Final = ("#7a3fe0", "#0b7a8f", "#c2410c", "#4d7c0f", "#be185d", "#1d4ed8")


@dataclass(frozen=True)
class Running:
    """A slot and the rule of it that runs the test."""

    slot: Slot
    rule: Rule
    run: Run


def metric_name(key: str) -> str:
    """What a metric is called; one that is not ours keeps its key."""
    return _(METRICS[key]) if key in METRICS else key


def arm_title(index: int, arm: Arm) -> str:
    """An arm with its letter before it, unless its name begins with that already."""
    sign = letter(index)
    return arm.name if arm.name.startswith(sign) else f"{sign}  {arm.name}"


def arm_colour(index: int) -> str:
    """The colour of an arm by its place."""
    return ARM_COLOURS[index % len(ARM_COLOURS)]


def colour_of(document: Document, key: str) -> str:
    """The colour of a test wherever it appears."""
    keys = [experiment.id for experiment in document.all(Experiment)]
    return TEST_COLOURS[keys.index(key) % len(TEST_COLOURS)] if key in keys else "faint"


def percent(share: float) -> str:
    """A share in hundredths, with as few decimals as it needs."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def arms_words(experiment: Experiment) -> str:
    """How the traffic is split: 50 / 50 · coverage 80 %."""
    weights = " / ".join(percent(arm.weight).removesuffix("%") for arm in experiment.arms)
    return f"{weights} · {_('coverage {share}', share=percent(experiment.coverage))}"


def layer_words(document: Document, experiment: Experiment) -> str:
    """The exclusion layer and the part of it that the test takes."""
    part = experiment.slice
    if part is None:
        return _("No layer")
    layer = document.get(part.layer, Layer)
    return f"{layer.name} {percent(part.start)}–{percent(part.end)}"


def every_slot(document: Document) -> tuple[Slot, ...]:
    """All that can run a test: each page, then the modules of its layouts, each once."""
    found: dict[str, Slot] = {}
    for page in pages(document):
        found[page.id] = page
        for layout in page.layouts:
            found |= {module.id: module for module in modules_of(document, layout)}
    return tuple(found.values())


def places_of(document: Document, experiment: str) -> tuple[Running, ...]:
    """Where a test runs, in the order of the pages."""
    return tuple(
        Running(slot, rule, rule.outcome)
        for slot in every_slot(document)
        for rule in slot.rules
        if isinstance(rule.outcome, Run) and rule.outcome.experiment == experiment
    )


def path_of(document: Document, slot: Slot) -> str:
    """Where a slot stands: page › layout · floor; a page says what it chooses among."""
    if isinstance(slot, Page):
        return _("Page: an arm for each layout")
    floor, layout = owner(document, slot.id, Floor), owner(document, slot.id, Layout)
    page = owner(document, slot.id, Page)
    level = _("floor {level}", level=floor.level)
    return f"{page.name} › {layout.name} · {level}"


def page_of(document: Document, slot: Slot) -> Page:
    """The page a slot belongs to."""
    return slot if isinstance(slot, Page) else owner(document, slot.id, Page)


def layout_of(document: Document, slot: Slot) -> str | None:
    """The layout a module stands on; None for a page."""
    return owner(document, slot.id, Layout).id if isinstance(slot, Module) else None
