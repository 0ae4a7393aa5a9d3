"""What a user does to rules, the lines of who sees what of a page or module."""

from __future__ import annotations

import msgspec

from designer.actions.editing import inserted, moved
from designer.document.document import Document
from designer.document.queries import rule_of, slot
from designer.language import _
from designer.records import ALWAYS, EVERYBODY, Condition, Outcome, Rule, Slot, Window, new_id


def add_rule(
    document: Document,
    *,
    slot: str,
    outcome: Outcome,
    audience: Condition = EVERYBODY,
    window: Window = ALWAYS,
    index: int | None = None,
    note: str = "",
) -> str:
    """Add a rule at `index`, or below the others; the first that fits a consumer decides."""
    rule = Rule(id=new_id("rul"), outcome=outcome, audience=audience, window=window, note=note)
    at = _slot(document, slot)
    _write(document, at, inserted(at.rules, rule, index), _("Add a rule to {name}"))
    return rule.id


def set_rule(document: Document, *, slot: str, rule: Rule) -> str:
    """Replace the rule that has this id."""
    at = _slot(document, slot)
    rule_of(at, rule.id)
    rules = tuple(rule if old.id == rule.id else old for old in at.rules)
    _write(document, at, rules, _("Change a rule of {name}"), merge=f"rule:{rule.id}")
    return rule.id


def move_rule(document: Document, *, slot: str, rule: str, index: int) -> str:
    """Bring a rule to `index`, counted as if it had already left its place."""
    at = _slot(document, slot)
    rules = moved(at.rules, rule_of(at, rule), index)
    _write(document, at, rules, _("Reorder the rules of {name}"))
    return rule


def remove_rule(document: Document, *, slot: str, rule: str) -> None:
    """Take a rule out."""
    at = _slot(document, slot)
    gone = rule_of(at, rule)
    rules = tuple(old for old in at.rules if old.id != gone.id)
    _write(document, at, rules, _("Remove a rule of {name}"))


def _slot(document: Document, key: str) -> Slot:
    return slot(document, key)


def _write(
    document: Document, at: Slot, rules: tuple[Rule, ...], label: str, *, merge: str = ""
) -> None:
    with document.transaction(label.format(name=at.name), merge=merge):
        document.put(msgspec.structs.replace(at, rules=rules))
