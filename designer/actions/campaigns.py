"""What a user does to campaigns and their phases, the named windows that rules can follow."""

from __future__ import annotations

import msgspec

from designer.actions.editing import free_name, kept
from designer.document.document import Document
from designer.language import _
from designer.records import Campaign, Phase, new_id


def add_campaign(document: Document, *, name: str, phases: tuple[Phase, ...] = ()) -> str:
    """Add a campaign."""
    others = (campaign.name for campaign in document.all(Campaign))
    made = Campaign(id=new_id(Campaign), name=free_name(name, others), phases=phases)
    with document.transaction(_("Add campaign {name}", name=made.name)):
        document.put(made)
    return made.id


def set_campaign(document: Document, *, campaign: Campaign) -> str:
    """Replace the campaign that has this id; a phase that a rule follows stays."""
    kept(document, campaign, label=_("Change campaign {name}", name=campaign.name), of=Campaign)
    return campaign.id


def set_phase(document: Document, *, campaign: str, phase: Phase) -> str:
    """Replace the phase that has this id, or add it; phases are kept in the order of time."""
    at = document.get(campaign, Campaign)
    others = (old for old in at.phases if old.id != phase.id)
    phases = tuple(sorted((*others, phase), key=lambda one: (one.start, one.end, one.id)))
    label = _("Change phase {phase} of {name}", phase=phase.name, name=at.name)
    with document.transaction(label, merge=f"phase:{phase.id}"):
        document.put(msgspec.structs.replace(at, phases=phases))
    return phase.id


def remove_phase(document: Document, *, campaign: str, phase: str) -> None:
    """Take a phase out; refused while a rule follows it."""
    at = document.get(campaign, Campaign)
    phases = tuple(old for old in at.phases if old.id != phase)
    with document.transaction(_("Remove a phase of {name}", name=at.name)):
        document.put(msgspec.structs.replace(at, phases=phases))


def remove_campaign(document: Document, *, campaign: str) -> None:
    """Take a campaign out; refused while a rule follows one of its phases."""
    gone = document.get(campaign, Campaign)
    with document.transaction(_("Remove campaign {name}", name=gone.name)):
        document.remove(campaign)
