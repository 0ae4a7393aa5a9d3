"""Campaigns: phases in the order of time, kept while a rule follows them."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from designer.actions import campaigns
from designer.errors import RefusedError
from designer.records import Campaign, Phase
from tests.designer import small_shop


def phase(id: str, days: int, *, long: int = 1) -> Phase:
    start = small_shop.DOUBLE_ELEVEN + timedelta(days)
    return Phase(id=id, name=id, type="encore", start=start, end=start + timedelta(long))


def names(document, campaign="cmp_11"):
    return [p.id for p in document.get(campaign, Campaign).phases]


def test_phases_stay_in_the_order_of_time(document, undone):
    campaigns.set_phase(document, campaign="cmp_11", phase=phase("phs_back", 3))
    campaigns.set_phase(document, campaign="cmp_11", phase=phase("phs_early", -30))
    assert names(document) == ["phs_early", "phs_warm", "phs_peak", "phs_back"]
    document.undo()
    undone()


def test_a_phase_is_dragged_in_one_step(document, undone):
    peak = document.get("cmp_11", Campaign).phases[1]
    for hours in (1, 2):
        end = peak.end + timedelta(hours=hours)
        campaigns.set_phase(
            document, campaign="cmp_11", phase=msgspec.structs.replace(peak, end=end)
        )
    undone()


def test_a_phase_that_a_rule_follows_stays(document):
    with pytest.raises(RefusedError, match="“Peak” is still used by “Home”"):
        campaigns.remove_phase(document, campaign="cmp_11", phase="phs_peak")
    campaigns.remove_phase(document, campaign="cmp_11", phase="phs_warm")
    assert names(document) == ["phs_peak"]
    with pytest.raises(RefusedError, match="“Peak” is still used by “Home”"):
        campaigns.remove_campaign(document, campaign="cmp_11")


def test_a_phase_ends_after_it_starts(document):
    with pytest.raises(RefusedError, match="ends before it starts"):
        campaigns.set_phase(document, campaign="cmp_11", phase=phase("phs_x", 0, long=-1))


def test_a_campaign_comes_changes_and_goes(document):
    key = campaigns.add_campaign(document, name="Double Eleven", phases=(phase("phs_x", 9),))
    campaign = document.get(key, Campaign)
    assert campaign.name == "Double Eleven 2"
    campaigns.set_campaign(document, campaign=msgspec.structs.replace(campaign, name="Fans' day"))
    campaigns.remove_campaign(document, campaign=key)
    assert document.find(key) is None
