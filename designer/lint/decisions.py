"""Findings on who sees what: rules and variants that nobody can get."""

from __future__ import annotations

from collections.abc import Iterator

from designer.document.document import Document
from designer.language import _
from designer.lint.finding import Finding
from designer.records import ALWAYS, EVERYBODY, Layout, Module, Page, Rule, Run, Show, Slot, Variant


def findings(document: Document) -> Iterator[Finding]:
    """The findings on every page's and module's rules."""
    slots: tuple[Slot, ...] = (*document.all(Page), *document.all(Module))
    for slot in slots:
        yield from _behind(slot)
        yield from _unused(document, slot)


def contents(slot: Slot) -> tuple[str, ...]:
    """What a slot can show: a page's layouts, a module's variants."""
    return slot.layouts if isinstance(slot, Page) else slot.variants


def reachable(slot: Slot) -> frozenset[str]:
    """What the default or a rule that can be reached names."""
    named: set[str] = set()
    for rule in slot.rules:
        named |= _names(rule)
        if catches_all(rule):
            return frozenset(named)
    return frozenset(named | {slot.default})


def catches_all(rule: Rule) -> bool:
    """Whether nobody gets past this rule at any time."""
    return (
        rule.audience == EVERYBODY and rule.window == ALWAYS and not isinstance(rule.outcome, Run)
    )


def _names(rule: Rule) -> set[str]:
    if isinstance(rule.outcome, Run):
        return set(rule.outcome.arms.values())
    return {rule.outcome.variant} if isinstance(rule.outcome, Show) else set()


def _behind(slot: Slot) -> Iterator[Finding]:
    """Rules that stand behind one that everybody gets."""
    wall = next((number for number, rule in enumerate(slot.rules) if catches_all(rule)), None)
    if wall is None:
        return
    for number in range(wall + 1, len(slot.rules)):
        yield Finding(
            rule="rule.behind",
            severity="warn",
            record=slot.id,
            setting=slot.rules[number].id,
            message=_(
                "Rule {number} of “{slot}” is never reached: rule {wall} is for everybody, always",
                number=number + 1,
                slot=slot.name,
                wall=wall + 1,
            ),
            mend=_("Move it above that rule, or remove it."),
        )


def _unused(document: Document, slot: Slot) -> Iterator[Finding]:
    """Variants and layouts that no rule and no default shows."""
    shown = reachable(slot)
    for key in contents(slot):
        record = document.find(key)
        if key in shown or not isinstance(record, Variant | Layout):
            continue
        yield Finding(
            rule="variant.unused",
            severity="info",
            record=slot.id,
            variant=key,
            message=_("Nobody gets “{variant}” of “{slot}”", variant=record.name, slot=slot.name),
            mend=_("Bind it to a crowd, or remove it."),
        )
