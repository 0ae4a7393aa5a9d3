"""`duplex explain` and `duplex simulate`: one consumer with reasons, or very many with counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from designer.commands.people import people
from designer.commands.sources import (
    arms_called,
    consumer,
    instant,
    page_called,
    slot_called,
    source,
)
from designer.commands.speaking import AT, JSON, OUT, PAGE, PROJECT, progress, say, table
from designer.conditions import sentence
from designer.document.document import Document
from designer.document.queries import name_of
from designer.language import _
from designer.records import HIDDEN, Consumer, Page, Segment, Slot

if TYPE_CHECKING:
    from designer.decide.choose import Trace, Tried
    from designer.population.choosing import SlotChoices
    from designer.population.table import Table


@click.command(
    "explain",
    help=_("Say as JSON what a consumer sees on a page of PROJECT and why: every rule tried, every "
           "value compared, every bucket drawn."),
)  # fmt: skip
@PROJECT
@click.option("--persona", metavar="NAME", help=_("Who looks: a persona by name or id."))
@click.option("--consumer", "data", metavar="JSON", help=_("Who looks: JSON, or @FILE."))
@PAGE
@click.option("--slot", metavar="NAME", help=_("Only this page or module, by id or name."))
@AT
@click.option("--arm", "arms", multiple=True, metavar="EXPERIMENT=ARM", help=_("Force an arm."))
@click.option("--json", "as_json", is_flag=True, help=_("Answer as JSON (it always does)."))
def explain_command(
    project: Path,
    persona: str | None,
    data: str | None,
    page: str,
    slot: str | None,
    at: str | None,
    arms: tuple[str, ...],
    as_json: bool,  # noqa: FBT001
) -> None:
    """Print the decision and its traces."""
    from designer.decide.choose import decide_page, explain
    from designer.decide.rulebook import Rulebook

    del as_json
    document = source(project).document
    at_page = page_called(document, page)
    who = consumer(document, persona=persona, data=data)
    now = instant(at, document.shop)
    forced = arms_called(document, arms)
    book = Rulebook.of(document)
    decision = decide_page(at_page.id, who, now, book=book, arms=forced)
    seen = (at_page, *book.modules_on(decision.layout))
    asked = seen if slot is None else (slot_called(document, at_page, slot),)
    traces = [explain(one.id, who, now, book=book, arms=forced) for one in asked]
    say(
        {
            "project": document.shop.name,
            "page": at_page.id,
            "instant": now,
            "consumer": _plain(who),
            "decision": decision,
            "slots": [_told(document, trace) for trace in traces],
        },
        as_json=True,
    )


@click.command(
    "simulate",
    help=_("Decide the pages of PROJECT for many consumers: one row a consumer and one column a "
           "slot in FILE (.csv or .parquet), and how many get what."),
)  # fmt: skip
@PROJECT
@click.option(
    "--population",
    "who",
    required=True,
    metavar="FILE|N|NAME",
    help=_("A CSV of consumers, a number to synthesise, or a population's name."),
)
@click.option("--seed", type=int, help=_("Seed of the synthesis; the recipe's if not given."))
@click.option("--page", help=_("Only this page, by id, name or type; every page if not given."))
@AT
@click.option("--arm", "arms", multiple=True, metavar="EXPERIMENT=ARM", help=_("Force an arm."))
@click.option("--out", type=OUT, help=_("The .csv or .parquet to write."))
@JSON
def simulate_command(
    project: Path,
    who: str,
    seed: int | None,
    page: str | None,
    at: str | None,
    arms: tuple[str, ...],
    out: Path | None,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Decide for everybody, write the rows, print the counts."""
    given = source(project)
    document = given.document
    pages = [document.get(key, Page) for key in document.shop.pages]
    wanted = pages if page is None else [page_called(document, page)]
    now = instant(at, document.shop)
    with progress(_("Simulating")) as step:
        consumers = people(given, who, seed=seed)
        step(1, 3, _("deciding"))
        slots = _decided(document, consumers, wanted, now, arms_called(document, arms))
        step(2, 3, _("writing"))
        if out is not None:
            _write(slots, consumers, out)
    counts = {slot: column.counts() for slot, column in slots.items()}
    _count(document, wanted, now, len(consumers), counts, as_json=as_json)


def _decided(
    document: Document, consumers: Table, pages: Sequence[Page], now: datetime, arms: dict[str, str]
) -> dict[str, SlotChoices]:
    """Every slot of the pages, page by page."""
    from designer.decide.rulebook import Rulebook
    from designer.population.choosing import choose_many

    book = Rulebook.of(document)
    made = [choose_many(consumers, page=page, book=book, now=now, arms=arms) for page in pages]
    return {slot: column for choices in made for slot, column in choices.slots.items()}


def _write(slots: dict[str, SlotChoices], consumers: Table, out: Path) -> None:
    from designer.population.writing import write_choices

    write_choices(slots, consumers, out)


def _count(
    document: Document,
    pages: Sequence[Page],
    now: datetime,
    people: int,
    counts: dict[str, dict[str, int]],
    *,
    as_json: bool,
) -> None:
    if as_json:
        names = [page.id for page in pages]
        answer = {"pages": names, "instant": now, "consumers": people, "counts": counts}
        say(answer, as_json=True)
        return
    rows = [
        (_named(document, slot) if place == 0 else "", _choice(document, choice), f"{number:,}",
         f"{number / max(people, 1):.1%}")
        for slot, found in counts.items()
        for place, (choice, number) in enumerate(_worth_saying(found))
    ]  # fmt: skip
    when = f"{now:%Y-%m-%d %H:%M %z}"
    title = _("{page} at {instant}, {people} consumers", instant=when, people=f"{people:,}",
              page=" · ".join(page.name for page in pages))  # fmt: skip
    table((_("Slot"), _("Shows"), _("Consumers"), _("Share")), rows, title=title)


def _worth_saying(found: dict[str, int]) -> list[tuple[str, int]]:
    """What somebody gets, and every variant that nobody gets."""
    return [(choice, n) for choice, n in found.items() if n or choice not in ("", HIDDEN)]


def _told(document: Document, trace: Trace) -> dict[str, Any]:
    """A trace with what its ids are called."""
    slot = document.records[trace.slot]
    assert isinstance(slot, Slot)
    numbers = {rule.id: number for number, rule in enumerate(slot.rules, 1)}
    return {
        "slot": trace.slot,
        "name": slot.name,
        "choice": trace.choice,
        "choice_name": _choice(document, trace.choice),
        "rule": trace.rule,
        "tried": [_tried(document, one, numbers[one.rule], slot) for one in trace.tried],
    }


def _tried(document: Document, tried: Tried, number: int, slot: Slot) -> dict[str, Any]:
    segments = {segment.id: segment for segment in document.all(Segment)}
    audience = next(rule.audience for rule in slot.rules if rule.id == tried.rule)
    said = sentence(audience, shop=document.shop, segments=segments)
    return {"number": number, "said": said, **msgspec.to_builtins(tried)}


def _named(document: Document, key: str) -> str:
    record = document.find(key)
    return key if record is None else name_of(record)


def _choice(document: Document, choice: str) -> str:
    if choice == HIDDEN:
        return _("hidden")
    return _named(document, choice) if choice else _("not on the page")


def _plain(consumer: Consumer) -> dict[str, Any]:
    return {"id": consumer.id, **consumer.attributes}
