"""Every finding leads somewhere: to a record that is there, and to a field that can be opened."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.document.document import Document
from designer.kinds.library import Library
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.blocks import Blocks
from designer.lint.finding import Finding
from designer.lint.findings import findings
from designer.records import Module, Variant
from tests.designer.two_floors import examples, records

BUILT_IN = Library.load()
EXAMPLES = examples()

IDS = st.sampled_from([None, "ast_can", "ast_gone", "prd_mist", "var_a"])
LINKS = st.fixed_dictionaries(
    {
        "action": st.sampled_from(["none", "item", "page", "category", "follow", "url", "module"]),
        "target": st.sampled_from(["", "prd_mist", "prd_gone", "page_items", "https://a.cn/"]),
    }
)
FRACTION = st.floats(0, 1).map(lambda x: round(x, 3))
PICTURES = st.fixed_dictionaries({"asset": IDS, "alt": st.sampled_from(["", "茶"])})
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(["", "茶", "秋茶上新"]),
    "rich_text": st.sampled_from(["", "<b>茶</b>"]),
    "toggle": st.booleans(),
    "image": PICTURES,
    "video": st.fixed_dictionaries({"asset": IDS, "poster": IDS}),
    "link": LINKS,
    "coupons": st.lists(st.sampled_from(["cpn_20", "cpn_gone"]), max_size=2),
    "products": st.one_of(
        st.fixed_dictionaries(
            {"mode": st.just("rule"), "category": st.sampled_from([None, "cat_x"])}
        ),
        st.fixed_dictionaries({"mode": st.just("manual"), "items": st.just(["prd_gone"])}),
    ),
}


def zones(ids: list[int]) -> st.SearchStrategy[Any]:
    """Hot zones with these numbers."""
    one = {"x": FRACTION, "y": FRACTION, "w": FRACTION, "h": FRACTION, "link": LINKS}
    return st.tuples(*(st.fixed_dictionaries({"id": st.just(f"z{n}"), **one}) for n in ids))


VALUES["hot_zones"] = st.integers(0, 3).flatmap(
    lambda n: st.fixed_dictionaries({"image": PICTURES, "zones": zones(list(range(n))).map(list)})
)


def filled(kind: Kind, fields: tuple[AnySetting, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Any values for a form, some of them of the wrong sort."""
    known: dict[str, st.SearchStrategy[Any]] = {}
    for field in fields:
        if isinstance(field, Blocks):
            inner = filled(kind, kind.blocks[field.block].settings)
            known[field.id] = st.lists(inner, max_size=2).map(_numbered)
        else:
            known[field.id] = VALUES.get(field.type, st.just(field.initial()))
    return st.fixed_dictionaries({}, optional=known)


def _numbered(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"id": f"blk_{n}", **part} for n, part in enumerate(parts)]


def looked_at(kind: str, values: dict[str, Any], library: Library) -> list[Finding]:
    document = Document(records())
    with document.transaction("fill"):
        hero = document.get("mod_hero", Module)
        document.put(msgspec.structs.replace(hero, kind=kind))
        document.put(Variant(id="var_a", name="秋茶", settings=values))
    found = findings(document, library=library)
    assert all(document.find(one.record) for one in found)
    return [one for one in found if one.variant == "var_a" and one.setting]


@pytest.mark.parametrize("name", sorted(BUILT_IN.kinds))
@settings(max_examples=25)
@given(data=st.data())
def test_the_inspector_can_open_every_place_that_is_named(name: str, data: st.DataObject) -> None:
    kind = BUILT_IN.kinds[name]
    values = data.draw(filled(kind, kind.settings))
    for one in looked_at(name, values, BUILT_IN):
        assert kind.setting(one.setting)
        assert one.message


@given(st.dictionaries(st.text(max_size=5), st.integers()))
def test_settings_of_another_age_trouble_nobody(values: dict[str, Any]) -> None:
    looked_at("banner", values, EXAMPLES)
