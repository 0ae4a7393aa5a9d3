"""What a rule says, in short words: whom, when, and what they see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from designer.condition_words import sentence
from designer.document.document import Document
from designer.document.queries import contents, phases
from designer.language import _
from designer.records import (
    ALWAYS,
    HIDDEN,
    AllOf,
    AnyOf,
    Between,
    Condition,
    Experiment,
    Hide,
    InSegment,
    Layout,
    Page,
    Rule,
    Run,
    Segment,
    Slot,
    Variant,
    Window,
)
from widgets.words import letter

_JOINER = "\u2060"
"""Keeps Chinese text in one piece where lines break."""
NOBODY_SPECIAL = "#b3b9c4"
"""The colour of everybody else."""


@dataclass(frozen=True)
class Words:
    """A rule in words: `whom` as names joined by `joint`, what they see, when, and details."""

    whom: tuple[str, ...]
    joint: str
    colours: tuple[str, ...]
    outcome: str
    when: str
    detail: str = ""
    always: bool = False
    note: str = ""

    def terms(self) -> str:
        """When, how an experiment splits, and the note; “always” is not said beside a split."""
        when = "" if self.detail and self.always else self.when
        return " · ".join(filter(None, (when, self.detail, self.note)))

    def plain(self) -> str:
        """The sentence without any marks."""
        return f"{f' {self.joint} '.join(self.whom)} {self.outcome}"

    def rich(self) -> str:
        """The sentence as HTML, names of crowds strong."""
        strong = [f'<span style="font-weight:600">{escape(name)}</span>' for name in self.whom]
        unbroken = _JOINER.join(self.outcome.replace(" ", "\u00a0"))
        return f" {escape(self.joint)} ".join(strong) + f" {escape(unbroken)}"


def words_of(document: Document, slot: Slot, rule: Rule) -> Words:
    """A rule of a slot in words."""
    segments = segments_of(document)
    whom, joint, colours = audience_words(document, rule.audience, segments)
    outcome, detail = _outcome(document, slot, rule)
    when = window_words(document, rule.window)
    return Words(
        whom, joint, colours, outcome, when, detail, always=rule.window == ALWAYS, note=rule.note
    )


def default_words(document: Document, slot: Slot) -> Words:
    """What everybody sees whom no rule catches."""
    whom = _("Everybody else") if slot.rules else _("Everybody")
    outcome = f"→ {choice_words(document, slot, slot.default)}"
    return Words((whom,), "", (NOBODY_SPECIAL,), outcome, _("Default"))


def segments_of(document: Document) -> Mapping[str, Segment]:
    """The segments by id."""
    return {segment.id: segment for segment in document.all(Segment)}


def audience_words(
    document: Document, audience: Condition, segments: Mapping[str, Segment]
) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The names to say for an audience, the word between them, and the crowds' colours."""
    parts, joint = simple_parts(audience)
    if parts is not None and all(key in segments for key in parts):
        names = tuple(segments[key].name for key in parts) or (_("Everybody"),)
        colours = tuple(segments[key].colour for key in parts) or (NOBODY_SPECIAL,)
        return names, joint, colours
    said = sentence(audience, shop=document.shop, segments=segments)
    found = [segments[key].colour for key in _named(audience) if key in segments]
    return (said,), "", tuple(found) or ("#64748b",)


def simple_parts(audience: Condition) -> tuple[tuple[str, ...] | None, str]:
    """The segments of an audience that is nothing but segments, and the word that joins them."""
    if isinstance(audience, InSegment):
        return (audience.segment,), ""
    if isinstance(audience, AllOf | AnyOf) and (isinstance(audience, AllOf) or audience.of):
        keys = [part.segment for part in audience.of if isinstance(part, InSegment)]
        if len(keys) == len(audience.of):
            return tuple(keys), _("and") if isinstance(audience, AllOf) else _("or")
    return None, ""


def _named(audience: Condition) -> list[str]:
    from designer.conditions import segments_in

    return sorted(segments_in(audience))


def choice_words(document: Document, slot: Slot, choice: str) -> str:
    """A variant or layout as the user knows it: variant B “Cold brew”."""
    if choice == HIDDEN:
        return _("hidden")
    record = document.find(choice)
    if isinstance(slot, Page):
        name = record.name if isinstance(record, Layout) else choice
        return _("layout “{name}”", name=name)
    name = record.name if isinstance(record, Variant) else choice
    return _("variant {letter} “{name}”", letter=choice_letter(slot, choice), name=name)


def choice_letter(slot: Slot, choice: str) -> str:
    """The letter of a variant in its module."""
    places = contents(slot)
    return letter(places.index(choice)) if choice in places else "?"


def short_choice(document: Document, slot: Slot, choice: str) -> str:
    """A variant by its letter alone, a layout by its name."""
    if choice == HIDDEN:
        return _("hidden")
    if isinstance(slot, Page):
        record = document.find(choice)
        return record.name if isinstance(record, Layout) else choice
    return _("variant {letter}", letter=choice_letter(slot, choice))


def _outcome(document: Document, slot: Slot, rule: Rule) -> tuple[str, str]:
    outcome = rule.outcome
    if isinstance(outcome, Hide):
        return f"→ {_('hidden')}", ""
    if isinstance(outcome, Run):
        experiment = document.find(outcome.experiment)
        if not isinstance(experiment, Experiment):
            return f"→ {_('experiment')}", ""
        return _("→ experiment “{name}”", name=experiment.name), _split(document, slot, outcome)
    return f"→ {choice_words(document, slot, outcome.variant)}", ""


def _split(document: Document, slot: Slot, outcome: Run) -> str:
    experiment = document.get(outcome.experiment, Experiment)
    arms = " / ".join(
        f"{_arm(document, slot, outcome.arms.get(arm.id, HIDDEN))} {round(arm.weight * 100)}"
        for arm in experiment.arms
    )
    coverage = _("coverage {share}%", share=round(experiment.coverage * 100))
    return f"{arms} · {coverage}"


def _arm(document: Document, slot: Slot, choice: str) -> str:
    if choice == HIDDEN:
        return "–"
    return short_choice(document, slot, choice) if isinstance(slot, Page) else choice_letter(
        slot, choice
    )  # fmt: skip


def window_words(document: Document, window: Window) -> str:
    """When a rule is in force."""
    if isinstance(window, Between):
        return _between(window.start, window.end, document.shop.time_zone)
    known = phases(document)
    names = [known[key].name for key in window.phases if key in known]
    return _(", ").join(names) or _("No phase chosen")


def window_dates(document: Document, window: Window) -> str:
    """The days of a window, also for phases."""
    if isinstance(window, Between):
        return _between(window.start, window.end, document.shop.time_zone)
    known = phases(document)
    zone = document.shop.time_zone
    spans = [_between(known[k].start, known[k].end, zone) for k in window.phases if k in known]
    return _(", ").join(spans) or _("No phase chosen")


def _between(start: datetime | None, end: datetime | None, zone: str) -> str:
    if start is None and end is None:
        return _("All the time")
    if start is None:
        assert end is not None
        return _("until {end}", end=day(end, zone, closing=end))
    if end is None:
        return _("from {start}", start=day(start, zone))
    return _("{start} to {end}", start=day(start, zone), end=day(end, zone, closing=end))


def day(moment: datetime, zone: str, *, closing: datetime | None = None) -> str:
    """A day, with the time when it is not midnight; an end at midnight is the day before."""
    local = moment.astimezone(ZoneInfo(zone))
    if (local.hour, local.minute) != (0, 0):
        return local.strftime("%m-%d %H:%M")
    if closing is not None:
        local -= timedelta(minutes=1)
    return local.strftime("%m-%d")
