"""A few letters and what they fit: beginnings, insides, initials of Chinese signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.launcher.ranking import fit, initials


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("会员中心", "hyzx"), ("首页", "sy"), ("双11 会场版", "s11hcb"), ("导出页面包…", "dcymb"),
        ("重命名", "cmm"), ("重做", "cz"), ("Save", "save"), ("", ""),
    ],
)  # fmt: skip
def test_initials(text, letters):
    assert initials(text) == letters


def points(query, title, *others):
    found = fit(query, title, others)
    return found[0] if found else 0


def test_the_nearer_the_better():
    ordered = [
        points("page", "Page"), points("page", "Page up"), points("page", "New page"),
        points("page", "Homepage"), points("page", "Paste image"),
    ]  # fmt: skip
    assert ordered == sorted(ordered, reverse=True)
    assert ordered[-1] > 0
    assert points("page", "Undo") == 0


def test_both_languages_and_initials_lead_there():
    for query in ("复制", "fz", "fzyf", "dup", "duplicate", "DUP"):
        assert points(query, "复制一份", "Duplicate"), query


def test_every_word_must_fit_something():
    assert points("会员 卡", "会员卡")
    assert points("hy 首页", "会员卡", "首页 › 日常版")
    assert not points("hy zzz", "会员卡", "首页")


def test_marks_lie_on_what_matched():
    assert fit("员", "会员中心") == (fit("员", "会员中心")[0], (1,))
    assert fit("hy", "会员中心")[1] == (0, 1)
    assert fit("nl", "New layout")[1] in ((0, 4), ())


@given(st.text("ab会员 中c1", max_size=8), st.text("ab会员 中c1", max_size=4))
def test_what_contains_the_query_fits_and_marks_stay_inside(title, query):
    found = fit(query, title)
    if query.split() and all(word in title for word in query.split()):
        assert found is not None
    if found is not None:
        assert all(0 <= at < len(title) for at in found[1])


@given(st.text(max_size=20))
def test_initials_are_small_letters_and_figures_for_any_text(text):
    assert all(sign.isalnum() for sign in initials(text))
