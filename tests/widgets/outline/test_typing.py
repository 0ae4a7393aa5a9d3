"""The outline while somebody types: only the rows that show the text are drawn anew."""

from __future__ import annotations

import pytest

from designer.actions.modules import rename
from designer.actions.variants import set_setting
from designer.records import Variant
from tests.widgets.outline.test_outline import outline, titles

__all__ = ["outline"]


@pytest.fixture
def told(outline):
    """The rows that are said to differ, and how often all of them are."""
    rows, whole = [], []
    outline.tree.dataChanged.connect(lambda first, _last: rows.append(outline.tree.node(first).key))
    outline.tree.retold.connect(lambda: whole.append(1))
    return rows, whole


def test_a_key_touches_the_variant_and_its_module_alone(outline, told, session):
    rows, whole = told
    set_setting(session.document, variant="var_1a", setting="headline", value="秋")
    assert set(rows) <= {"var_1a", "mod_1"}
    assert "mod_1" in rows
    assert whole == []


def test_a_name_is_not_a_filling(outline, told, session):
    __, whole = told
    rename(session.document, id="mod_1", name="新名字")
    assert whole
    assert "新名字" in titles(outline, outline.tree.index_of("flr_1"))


def test_those_that_follow_a_variant_are_told_too(outline, told, session):
    rows, __ = told
    document = session.document
    heir = document.get("var_4a", Variant)
    with document.transaction("Follow"):
        document.put(Variant(id=heir.id, name=heir.name, settings={}, base="var_1a"))
    rows.clear()
    set_setting(document, variant="var_1a", setting="headline", value="秋")
    assert {"mod_1", "mod_4"} <= set(rows)


def test_a_filter_looks_again_at_what_was_typed(outline, session):
    outline.filter("mod")
    kept = []
    outline.refilter = lambda: kept.append(1) or 0
    set_setting(session.document, variant="var_1a", setting="headline", value="秋")
    assert kept == [1]
