"""Records: frozen, told apart by a tag, the same after the file as before it."""

from __future__ import annotations

import msgspec
import pytest

from designer.records import (
    PREFIXES,
    RECORD_TYPES,
    Between,
    Module,
    Page,
    Product,
    Rule,
    Shop,
    Show,
    from_json,
    kind_of,
    new_id,
    to_json,
)
from tests.designer import small_shop


@pytest.mark.parametrize("record", small_shop.records(), ids=lambda record: record.id)
def test_a_record_is_the_same_after_json(record):
    assert from_json(to_json(record)) == record


def test_every_type_of_record_is_in_the_small_shop_and_has_a_name():
    assert {type(record) for record in small_shop.records()} == set(RECORD_TYPES.values())
    assert kind_of(Module) == kind_of(small_shop.document().get("mod_hero", Module)) == "module"


def test_a_record_cannot_be_changed_in_place():
    product = small_shop.document().get("prd_green", Product)
    with pytest.raises(AttributeError):
        product.price = 1


def test_a_field_nobody_knows_is_refused():
    with pytest.raises(msgspec.ValidationError, match="unknown field `colour`"):
        from_json(b'{"record":"floor","id":"flr_a","level":1,"colour":"red"}')


def test_a_floor_has_level_one_or_two():
    with pytest.raises(msgspec.ValidationError):
        from_json(b'{"record":"floor","id":"flr_a","level":3}')


def test_an_instant_must_say_its_offset():
    data = {"id": "rul_a", "outcome": {"type": "show", "variant": "v"}}
    window = {"type": "between", "start": "2026-11-11T00:00:00"}
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        msgspec.convert({**data, "window": window}, Rule)
    window["start"] += "+08:00"
    rule = msgspec.convert({**data, "window": window}, Rule)
    assert isinstance(rule.window, Between)
    assert rule.outcome == Show(variant="v")


@pytest.mark.parametrize(
    ("of", "prefix"), PREFIXES.items(), ids=lambda x: getattr(x, "__name__", x)
)
def test_a_new_id_begins_with_its_prefix_and_never_repeats(of, prefix):
    ids = {new_id(of) for __ in range(100)}
    assert len(ids) == 100
    assert all(key.startswith(prefix + "_") and key.isascii() for key in ids)


def test_parts_of_records_name_their_prefix():
    assert new_id("rul").startswith("rul_")


def test_only_the_shop_has_no_prefix():
    assert set(RECORD_TYPES.values()) - set(PREFIXES) == {Shop}
    assert Page in PREFIXES
