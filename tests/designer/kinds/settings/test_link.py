"""What a tap does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.link import ACTIONS, TARGETS, LinkValue, named
from tests.designer.kinds.settings.making import refusal, setting

ADDRESSES = st.text(alphabet="htps:/ .a茶?\"'<>\\\n\t@#", max_size=14)


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_can_be_chosen_and_names_its_record_if_it_has_one(action: str) -> None:
    target = "https://a.cn" if action == "url" else "some_1"
    value = {"action": action, "target": target}
    found = list(setting("link").references(value))
    assert found == (["some_1"] if action in TARGETS else [])


@settings(max_examples=60)
@given(st.sampled_from(["", "http://", "https://", "HTTPS://", "//", "javascript:"]), ADDRESSES)
def test_an_address_begins_with_http_and_holds_nothing_that_ends_an_attribute(
    start: str, rest: str
) -> None:
    address = start + rest
    said = refusal(setting("link"), {"action": "url", "target": address})
    if said:
        assert said.startswith("it.target: “")
    else:
        assert not address or address.lower().startswith(("http://", "https://"))
        assert not set(address) & set(" \"'<>\\\n\t")


@pytest.mark.parametrize(
    "address",
    ["ftp://a.cn", "data:text/html,x", "https://", "http:a.cn", " https://a.cn", "https://a.cn\n"],
)
def test_another_kind_of_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidError, match="must start with https"):
        setting("link").check({"action": "url", "target": address})


def test_an_address_that_is_not_written_yet_can_be_kept() -> None:
    setting("link").check({"action": "url", "target": ""})


def test_a_target_left_over_from_another_action_is_no_reference() -> None:
    assert list(named(LinkValue(action="follow", target="prd_old"))) == []
    assert list(named(LinkValue(action="item", target=""))) == []


@pytest.mark.parametrize("action", ACTIONS)
def test_a_narrowed_link_takes_no_link_and_its_own_actions(action: str) -> None:
    one = setting("link", actions=["item", "page"])
    value = {"action": action, "target": "https://a.cn" if action == "url" else "x"}
    if action in ("none", "item", "page"):
        one.check(value)
        return
    with pytest.raises(InvalidError, match=f"it: “{action}” is not one of item, page"):
        one.check(value)
