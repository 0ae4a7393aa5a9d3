"""What must hold of audiences and tests: conditions fit the shop, windows and weights add up."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping

from designer.conditions import check, check_dictionary, consumer_from, cycle
from designer.document.diff import Diff
from designer.document.document import Document
from designer.document.queries import described, name_of, phases
from designer.document.structure import after
from designer.errors import InvalidError, RefusedError
from designer.language import _
from designer.records import (
    Between,
    Campaign,
    Condition,
    During,
    Experiment,
    Module,
    Page,
    Persona,
    Phase,
    Record,
    Rule,
    Run,
    Segment,
    Shop,
)

EXACT = 1e-9
"""How far weights may add up from 1."""


def conditions_fit(document: Document, diff: Diff) -> None:
    """Rules and segments ask only for declared attributes and existing segments."""
    segments = _Segments(document)
    for before, record in _asking(document, diff):
        known = set(_conditions(before)) if before is not None else set()
        for condition in _conditions(record):
            if condition in known:
                continue
            try:
                check(condition, shop=document.shop, segments=segments.by_id)
            except InvalidError as error:
                raise _misfit(document, record.id, error) from error


def no_segment_rests_on_itself(document: Document, diff: Diff) -> None:
    """Segments that name one another form no ring."""
    if not diff.touches(Segment):
        return
    ring = cycle(_Segments(document).by_id)
    if ring:
        names = " → ".join(document.get(key, Segment).name for key in (*ring, ring[0]))
        raise RefusedError(
            _("Segments cannot rest on one another in a ring: {names}.", names=names)
        )


def people_fit(document: Document, diff: Diff) -> None:
    """The dictionary can be exported, and every persona keeps to it."""
    shop = document.shop
    redone = "shop" in diff.changes and _dictionary(diff.changes["shop"].before) != shop.attributes
    try:
        if redone:
            check_dictionary(shop)
        touched = (record for record in after(diff) if isinstance(record, Persona))
        for persona in document.all(Persona) if redone else touched:
            consumer_from({"id": persona.consumer, **persona.attributes}, shop=shop)
    except InvalidError as error:
        raise RefusedError(str(error)) from error


def windows_open(document: Document, diff: Diff) -> None:
    """Every window and phase ends after it starts; the phases a rule names exist."""
    known = phases(document) if diff.touches(Page, Module, Campaign) else {}
    for record in after(diff):
        for number, rule in enumerate(_rules(record), 1):
            _check_window(record, number, rule, known)
    if diff.touches(Campaign):
        _check_phases(document, diff, known)


def experiments_add_up(document: Document, diff: Diff) -> None:
    """Arms share all the traffic, keys are unique, a rule that runs a test serves every arm."""
    for experiment in (record for record in after(diff) if isinstance(record, Experiment)):
        _check_arms(experiment)
        if any(e.key == experiment.key and e.id != experiment.id for e in document.all(Experiment)):
            raise RefusedError(_("Two experiments have the key “{key}”.", key=experiment.key))
        for user in document.users(experiment.id):
            _check_runs(document, document.find(user))
    for record in after(diff):
        _check_runs(document, record)


def layers_do_not_overlap(document: Document, diff: Diff) -> None:
    """Experiments in one exclusion layer take disjoint parts of it; the holdout is a share."""
    share = document.shop.holdout.share
    if not 0 <= share <= 1:
        raise RefusedError(_("The holdout must be between 0 % and 100 %."))
    if not diff.touches(Experiment):
        return
    taken: dict[str, list[tuple[float, float, str]]] = {}
    for experiment in document.all(Experiment):
        part = experiment.slice
        if part is None:
            continue
        if not 0 <= part.start < part.end <= 1:
            text = _("The part of the layer that “{name}” takes must lie between 0 and 1.",
                     name=experiment.name)  # fmt: skip
            raise RefusedError(text)
        taken.setdefault(part.layer, []).append((part.start, part.end, experiment.name))
    for slices in taken.values():
        for one, two in itertools.pairwise(sorted(slices)):
            if two[0] < one[1] - EXACT:
                text = _("“{one}” and “{two}” overlap in their exclusion layer; give them "
                         "parts that do not touch.", one=one[2], two=two[2])  # fmt: skip
                raise RefusedError(text)


class _Segments:
    """The segments by id, gathered when first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._found: Mapping[str, Segment] | None = None

    @property
    def by_id(self) -> Mapping[str, Segment]:
        if self._found is None:
            self._found = {segment.id: segment for segment in self._document.all(Segment)}
        return self._found


def _asking(document: Document, diff: Diff) -> Iterator[tuple[Record | None, Record]]:
    """What asks conditions and must be looked at: what changed, or all after a new dictionary."""
    shop = diff.changes.get("shop")
    if shop is not None and _dictionary(shop.before) != document.shop.attributes:
        for of in (Segment, Page, Module):
            yield from ((None, record) for record in document.all(of))
        return
    for change in diff.changes.values():
        if isinstance(change.after, Segment | Page | Module):
            yield change.before, change.after


def _dictionary(shop: Record | None) -> object:
    return shop.attributes if isinstance(shop, Shop) else None


def _conditions(record: Record) -> Iterator[Condition]:
    if isinstance(record, Segment):
        yield record.when
    yield from (rule.audience for rule in _rules(record))


def _rules(record: Record | None) -> tuple[Rule, ...]:
    return record.rules if isinstance(record, Page | Module) else ()


def _misfit(document: Document, key: str, error: InvalidError) -> RefusedError:
    return RefusedError(f"{described(document, key)}: {error}")


def _check_window(record: Record, number: int, rule: Rule, known: Mapping[str, Phase]) -> None:
    window = rule.window
    if isinstance(window, Between) and window.start and window.end and window.end <= window.start:
        text = _("The window of rule {number} of “{name}” ends before it starts.",
                 number=number, name=name_of(record))  # fmt: skip
        raise RefusedError(text)
    lost = [key for key in window.phases if key not in known] if isinstance(window, During) else []
    if lost:
        text = _("Rule {number} of “{name}” names the campaign phase “{id}”, which is gone.",
                 number=number, name=name_of(record), id=lost[0])  # fmt: skip
        raise RefusedError(text)


def _check_phases(document: Document, diff: Diff, known: Mapping[str, Phase]) -> None:
    every = [phase for campaign in document.all(Campaign) for phase in campaign.phases]
    if len(known) < len(every):
        raise RefusedError(_("Two campaign phases have the same id."))
    for phase in every:
        if phase.end <= phase.start:
            raise RefusedError(_("The phase “{name}” ends before it starts.", name=phase.name))
    for change in diff.changes.values():
        if isinstance(change.before, Campaign):
            _refuse_lost_phases(document, change.before, known)


def _refuse_lost_phases(document: Document, before: Campaign, known: Mapping[str, Phase]) -> None:
    for phase in before.phases:
        users = document.users(phase.id) if phase.id not in known else ()
        for user in sorted(users):
            text = _("The phase “{name}” is still used by {places}; change that first.",
                     name=phase.name, places=described(document, user))  # fmt: skip
            raise RefusedError(text)


def _check_arms(experiment: Experiment) -> None:
    name, arms = experiment.name, experiment.arms
    if len(arms) < 2 or len({arm.id for arm in arms}) < len(arms):
        raise RefusedError(_("“{name}” needs at least two arms that differ.", name=name))
    total = math.fsum(arm.weight for arm in arms)
    if any(not arm.weight >= 0 for arm in arms) or not abs(total - 1) <= EXACT:
        text = _("The weights of “{name}” add up to {total}, not to 100 %.",
                 name=name, total=f"{total:.6%}".replace(".000000", ""))  # fmt: skip
        raise RefusedError(text)
    if not 0 <= experiment.coverage <= 1:
        raise RefusedError(_("The coverage of “{name}” must be 0 % to 100 %.", name=name))
    if not experiment.key.strip():
        raise RefusedError(_("“{name}” needs a key, the seed of its buckets.", name=name))


def _check_runs(document: Document, record: Record | None) -> None:
    for number, rule in enumerate(_rules(record), 1):
        if not isinstance(rule.outcome, Run):
            continue
        experiment = document.get(rule.outcome.experiment, Experiment)
        if set(rule.outcome.arms) != {arm.id for arm in experiment.arms}:
            assert record is not None
            text = _("Rule {number} of “{name}” must say what each arm of “{experiment}” shows.",
                     number=number, name=name_of(record), experiment=experiment.name)  # fmt: skip
            raise RefusedError(text)
