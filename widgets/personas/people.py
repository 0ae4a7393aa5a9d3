"""What the wall says of people: where a page differs from the first, in few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.decide.choose import decide_page
from designer.decide.compare import differences
from designer.document.document import Document
from designer.language import _, plural
from designer.records import HIDDEN, Decision, Layout, Module, Persona, Run, Variant
from widgets.session import consumer_of
from widgets.words import letter_of

if TYPE_CHECKING:
    from widgets.session import Session


@dataclass(frozen=True)
class Seen:
    """A persona and what they see."""

    persona: Persona
    decision: Decision


def decided(session: Session, persona: Persona) -> Decision:
    """What a persona sees of the page, at the instant and with the forced arms in focus."""
    focus, consumer = session.focus, consumer_of(persona)
    return decide_page(
        focus.page, consumer, focus.instant, book=session.rulebook(), arms=focus.arms
    )


def choice_name(document: Document, module: str, choice: str) -> str:
    """A choice in short: the letter and name of a variant, or that it is hidden."""
    if choice == HIDDEN:
        return _("Hidden")
    found = document.get(module, Module)
    name = document.get(choice, Variant).name
    return f"{letter_of(found, choice)} {name}" if len(found.variants) > 1 else name


def in_test(document: Document, module: str, choice: str) -> bool:
    """Whether an experiment of the module can lead to this choice."""
    rules = document.get(module, Module).rules
    runs = (rule.outcome for rule in rules if isinstance(rule.outcome, Run))
    return any(choice in run.arms.values() for run in runs)


def marks(document: Document, first: Seen, one: Seen) -> dict[str, str]:
    """The label of every module that `one` sees otherwise than `first`."""
    return {
        found.module: label(document, found.module, first=found.first, other=found.other)
        for found in differences(first.decision, one.decision)
    }


def label(document: Document, module: str, *, first: str, other: str) -> str:
    """What is different about one module, for the corner of its outline."""
    if other == HIDDEN:
        return _("Hidden: {module}", module=document.get(module, Module).name)
    if first == HIDDEN:
        return _("Only here: {choice}", choice=choice_name(document, module, other))
    return choice_name(document, module, other)


def tally(document: Document, first: Seen, one: Seen) -> str:
    """How much of the page differs, for the head of a column."""
    if one.persona.id == first.persona.id:
        return _("Compared with")
    if one.decision.layout != first.decision.layout:
        return document.get(one.decision.layout, Layout).name
    count, total = len(differences(first.decision, one.decision)), len(one.decision.choices)
    if count == 0:
        return _("The same")
    return plural("{count} of {total}", "{count} of {total}", count=count, total=total)
