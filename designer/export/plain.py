"""The plain pages of a package: what one persona sees, and what one arm of an experiment looks
like."""

from __future__ import annotations

from datetime import datetime

from designer.decide.choose import decide_page
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.export.pages import Made, arm_file, modules_of, persona_file
from designer.records import (
    Arm,
    Consumer,
    Decision,
    Experiment,
    Floor,
    Layout,
    Page,
    Persona,
    Run,
    Slot,
)
from designer.render.module import Renderer
from designer.render.page import render_with


def persona_pages(
    document: Document, persona: Persona, *, book: Rulebook, at: datetime, renderer: Renderer
) -> Made:
    """The home page as a persona sees it at an instant."""
    consumer = Consumer(id=persona.consumer, attributes=persona.attributes)
    page = home(document)
    if page is None:
        return Made({}, {})
    decision = decide_page(page.id, consumer, at, book=book)
    return Made(
        {persona_file(persona): render_with(renderer, document, decision, root="../").html}, {}
    )


def arm_pages(document: Document, experiment: Experiment, *, renderer: Renderer) -> Made:
    """For each arm the page it changes, everything else at its default."""
    page = next(
        (page for page in _ordered(document) if _runs(document, page, experiment)), home(document)
    )
    if page is None:
        return Made({}, {})
    html = {}
    for arm in experiment.arms:
        decision = arm_decision(document, page, experiment, arm)
        html[arm_file(experiment, arm)] = render_with(
            renderer, document, decision, root="../../"
        ).html
    return Made(html, {})


def home(document: Document) -> Page | None:
    """The first home page, else the first page."""
    pages = _ordered(document)
    return next((page for page in pages if page.type == "home"), pages[0] if pages else None)


def arm_decision(document: Document, page: Page, experiment: Experiment, arm: Arm) -> Decision:
    """The page with one arm in force wherever the experiment runs on it."""
    choices = {
        module.id: _arm_choice(module, experiment, arm) or module.default
        for module in modules_of(document, page)
    }
    layout = _arm_choice(page, experiment, arm) or _layout_with(document, page, experiment)
    return Decision(page=page.id, layout=layout, choices=choices)


def _arm_choice(slot: Slot, experiment: Experiment, arm: Arm) -> str | None:
    runs = (rule.outcome for rule in slot.rules if isinstance(rule.outcome, Run))
    return next((run.arms.get(arm.id) for run in runs if run.experiment == experiment.id), None)


def _layout_with(document: Document, page: Page, experiment: Experiment) -> str:
    """The layout on which the experiment shows: the default if it can."""
    running = {
        m.id
        for m in modules_of(document, page)
        if _arm_choice(m, experiment, experiment.arms[0]) is not None
    }
    for layout in (page.default, *page.layouts):
        floors = (document.get(key, Floor) for key in document.get(layout, Layout).floors)
        if any(running.intersection(floor.modules) for floor in floors):
            return layout
    return page.default


def _runs(document: Document, page: Page, experiment: Experiment) -> bool:
    slots: tuple[Slot, ...] = (page, *modules_of(document, page))
    return any(_arm_choice(slot, experiment, experiment.arms[0]) is not None for slot in slots)


def _ordered(document: Document) -> list[Page]:
    order = {key: number for number, key in enumerate(document.shop.pages)}
    return sorted(document.all(Page), key=lambda page: (order.get(page.id, len(order)), page.id))
