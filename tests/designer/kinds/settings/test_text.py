"""Plain words and words with a little formatting."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from designer.errors import InvalidError
from designer.kinds.settings.rich_text import TAGS, cleaned
from tests.designer.kinds.settings.making import setting

PIECES = st.sampled_from(
    ["<b>", "</b>", "<p>", "<br>", "<script>", "</script>", "<svg onload=x>", "<a href=", "'", '"',
     "javascript:", "https://a.cn", ">", "&lt;", "&#106;", "<!--", "-->", "<style>", "茶", " ",
     "<a href='data:text/html,x'>", "<iframe src=//x>", "\0", "<p style=color:red>"]
)  # fmt: skip


class Reader(HTMLParser):
    """Notes every tag and attribute as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=10).map("".join))
@example("<a href='https://a.cn' onclick=x>t</a>")
@example("<<b>script>alert(1)<</b>/script>")
def test_formatted_words_hold_our_tags_and_web_addresses_alone(text: str) -> None:
    reader = Reader()
    reader.feed(str(cleaned(text)))
    for tag, attributes in reader.seen:
        assert tag in TAGS
        assert set(attributes) <= {"href", "rel"}
        assert (attributes.get("href") or "https://").startswith(("https://", "http://"))


@settings(max_examples=60)
@given(st.text(alphabet="茶 aA1.,!?，。", max_size=40))
def test_words_without_formatting_stay_as_they_are(text: str) -> None:
    assert str(cleaned(text)) == text


@pytest.mark.parametrize("type_", ["text", "rich_text"])
def test_characters_are_counted_as_a_reader_counts_them(type_: str) -> None:
    one = setting(type_, max_length=2)
    one.check("茶🍵")
    with pytest.raises(InvalidError, match="it: has 3 characters, at most 2 fit"):
        one.check("茶🍵!")


def test_plain_words_with_tags_in_them_are_words() -> None:
    one = setting("text")
    one.check("<b>不是粗体</b>")
    assert list(one.rules("} body {")) == []


def test_the_declared_words_are_there_before_anything_is_written() -> None:
    assert setting("text", default="秋茶上新").initial() == "秋茶上新"
    assert setting("rich_text", default="<b>秋</b>").initial() == "<b>秋</b>"
