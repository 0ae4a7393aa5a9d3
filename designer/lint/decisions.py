"""Findings on who sees what: rules and variants that have no effect on anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from designer.decide import coverage
from designer.decide.rulebook import Rulebook
from designer.document.document import Document
from designer.errors import DesignerError
from designer.language import _, mark
from designer.lint.finding import Finding, Severity
from designer.records import Layout, Module, Page, Rule, Run, Show, Slot, Variant

_RULES: Mapping[str, tuple[Severity, str, str]] = {
    "closed": (
        "warn",
        mark("The time window of rule {number} of “{slot}” never opens"),
        mark("Set a start before its end, or choose phases that exist."),
    ),
    "nobody": (
        "warn",
        mark("Nobody can be in the audience of rule {number} of “{slot}”"),
        mark("Its conditions contradict each other; loosen one."),
    ),
    "no_traffic": (
        "warn",
        mark("The experiment of rule {number} of “{slot}” has no traffic"),
        mark("Give it coverage, or a part of its layer outside the holdout."),
    ),
    "off_layout": (
        "warn",
        mark("The people of rule {number} never get the layout that “{slot}” stands on"),
        mark("Bind that layout to them, or remove the rule."),
    ),
    "shadowed": (
        "warn",
        mark("Rule {number} of “{slot}” is never reached: {by} take all its people first"),
        mark("Move it up, or remove it."),
    ),
    "redundant": (
        "info",
        mark("Rule {number} of “{slot}” changes nothing: its people would get the same without it"),
        mark("Remove it, or show something else."),
    ),
}
"""What coverage can prove of a rule: severity, sentence, mend."""


def findings(document: Document) -> Iterator[Finding]:
    """The findings on every page's and module's rules, each proved for all visitors and times."""
    every: tuple[Slot, ...] = (*document.all(Page), *document.all(Module))
    slots = {slot.id: slot for slot in every}
    unseen: set[str] = set()
    for one in _proved(document):
        slot = slots[one.slot]
        if one.variant is not None:
            unseen.add(one.variant)
            yield from _unseen(document, slot, one.variant)
        else:
            yield _rule(slot, one)
    for slot in slots.values():
        for choice in _contents(slot):
            if choice not in unseen and choice not in _named(slot):
                yield from _unseen(document, slot, choice)


def _proved(document: Document) -> tuple[coverage.Finding, ...]:
    """What coverage proves; nothing where rules name what is gone, which is told elsewhere."""
    try:
        return coverage.findings(Rulebook.of(document))
    except (DesignerError, KeyError):
        return ()


def _rule(slot: Slot, one: coverage.Finding) -> Finding:
    severity, message, mend = _RULES[one.kind]
    numbers = {rule.id: number for number, rule in enumerate(slot.rules, 1)}
    by = _(", ").join(_("rule {number}", number=numbers[name]) for name in one.by)
    number = numbers[one.rule or ""]
    return Finding(
        rule=f"rule.{one.kind}",
        severity=severity,
        record=slot.id,
        setting=one.rule or "",
        message=_(message, number=number, slot=slot.name, by=by),
        mend=_(mend),
    )


def _unseen(document: Document, slot: Slot, choice: str) -> Iterator[Finding]:
    record = document.find(choice)
    if isinstance(record, Variant | Layout):
        yield Finding(
            rule="variant.unseen",
            severity="warn",
            record=slot.id,
            variant=choice,
            message=_("Nobody gets “{variant}” of “{slot}”", variant=record.name, slot=slot.name),
            mend=_("Bind it to a crowd, or remove it."),
        )


def _contents(slot: Slot) -> tuple[str, ...]:
    """What a slot can show: a page's layouts, a module's variants."""
    return slot.layouts if isinstance(slot, Page) else slot.variants


def _named(slot: Slot) -> frozenset[str]:
    """What the default or any rule names."""
    return frozenset({slot.default}).union(*map(_shows, slot.rules))


def _shows(rule: Rule) -> set[str]:
    if isinstance(rule.outcome, Run):
        return set(rule.outcome.arms.values())
    return {rule.outcome.variant} if isinstance(rule.outcome, Show) else set()
