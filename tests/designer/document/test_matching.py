"""Matching: plain text, whole words, patterns that end in time, and texts with formatting."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.document.matching import Matcher, Query, Rich, plain, put_all
from designer.errors import InvalidError

TEXT = st.text("abAB 一二会员618<>&;", max_size=30)
PLAIN = st.text("abAB 一二会员618", max_size=20)


def found(text, wanted, **how):
    return [text[a:b] for a, b in Matcher(Query(text=wanted, **how)).spans(text)]


def test_case_counts_only_when_asked():
    assert found("VIP vip Vip", "vip") == ["VIP", "vip", "Vip"]
    assert found("VIP vip Vip", "vip", case=True) == ["vip"]


def test_a_whole_word_ends_where_chinese_begins():
    assert found("今年618大促，1618 件", "618", word=True) == ["618"]
    assert found("cart cartoon", "cart", word=True) == ["cart"]


def test_signs_of_patterns_mean_themselves_until_a_pattern_is_asked_for():
    assert found("a.c abc", "a.c") == ["a.c"]
    assert found("a.c abc", "a.c", pattern=True) == ["a.c", "abc"]


def test_a_pattern_that_is_not_complete_says_so():
    with pytest.raises(InvalidError, match="not complete"):
        Matcher(Query(text="(", pattern=True))


def test_a_pattern_that_would_never_end_is_stopped():
    matcher = Matcher(Query(text=r"(a|aa)+$", pattern=True))
    begun = time.monotonic()
    with pytest.raises(InvalidError, match="too long"):
        matcher.spans("a" * 80 + "b")
    assert time.monotonic() - begun < 30


def test_an_empty_match_is_none():
    assert found("bab", "a*", pattern=True) == ["a"]


def test_groups_come_back_by_number():
    matcher = Matcher(Query(text=r"(\d+)元", pattern=True))
    (match,) = matcher.matches("满199元")
    assert matcher.put(match, "¥$1") == "¥199"
    assert matcher.put(match, r"¥\1") == "¥199"
    with pytest.raises(InvalidError, match="does not have"):
        matcher.put(match, "$7")


def test_plain_text_puts_dollars_as_they_are():
    matcher = Matcher(Query(text="元"))
    (match,) = matcher.matches("9元")
    assert matcher.put(match, r"$1\2") == r"$1\2"


def test_formatting_is_not_read():
    assert plain("<p>会<b>员</b>日</p>").strip() == "会员日"
    assert plain("A &amp; B &lt;3") == "A & B <3"
    assert plain("一<br>二") == "一\n二"


def test_a_match_across_formatting_is_replaced_and_the_formatting_stays():
    rich = Rich("<p>会<b>员</b>日</p>")
    at = rich.plain.index("会员")
    assert rich.put([((at, at + 2), "VIP")]) == "<p>VIP<b></b>日</p>"


def test_what_is_put_into_formatted_text_cannot_format():
    rich = Rich("<b>会员</b>")
    assert rich.put([((0, 2), "<i>&")]) == "<b>&lt;i&gt;&amp;</b>"


@given(PLAIN, st.text("ab一会", min_size=1, max_size=2))
def test_plain_matching_agrees_with_counting(text, wanted):
    spans = Matcher(Query(text=wanted, case=True)).spans(text)
    assert len(spans) == text.count(wanted)
    assert all(text[a:b] == wanted for a, b in spans)


@given(PLAIN, st.text("ab一会", min_size=1, max_size=2), PLAIN)
def test_putting_agrees_with_pythons_own_replace(text, wanted, by):
    spans = Matcher(Query(text=wanted, case=True)).spans(text)
    assert put_all(text, [(span, by) for span in spans]) == text.replace(wanted, by)


@given(TEXT)
def test_a_formatted_text_that_nothing_is_put_into_stays_as_it_is(text):
    assert Rich(text).put([]) == text


@given(PLAIN, st.data())
def test_formatted_and_plain_text_are_replaced_alike(text, data):
    """The same words with tags between any of them give the same words after."""
    tags = data.draw(st.lists(st.sampled_from(["", "<b>", "</b>", "<i>"]), min_size=len(text),
                              max_size=len(text)))  # fmt: skip
    rich = Rich("".join(tag + sign for tag, sign in zip(tags, text, strict=True)))
    assert rich.plain == text
    spans = Matcher(Query(text="会", case=True)).spans(text)
    changes = [(span, "员员") for span in spans]
    assert plain(rich.put(changes)) == put_all(text, changes) == text.replace("会", "员员")


@given(PLAIN, st.text("ab会1", min_size=1, max_size=2))
def test_an_escaped_pattern_and_a_plain_text_find_the_same(text, wanted):
    simple = Matcher(Query(text=wanted, case=True)).spans(text)
    pattern = Matcher(Query(text=re.escape(wanted), case=True, pattern=True)).spans(text)
    assert simple == pattern
