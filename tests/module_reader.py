"""Reads a rendered module as strictly as a checker, and walks through manifests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from designer.kinds.template import TAGS
from designer.records import Label
from designer.render.module import Fragment

VOID = frozenset({
    "br", "hr", "img", "input", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon",
    "stop",
})  # fmt: skip


class Page(HTMLParser):
    """Reads a module's HTML and fails on what a careful page would not hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words: list[str] = []
        self.headings: list[str] = []
        self.classes: set[str] = set()
        self.owners: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert tag in TAGS | {"section", "source"}, tag
        assert len(given) == len(attrs), f"an attribute twice in <{tag}>"
        assert not any(name.startswith("on") or name == "style" for name in given), given
        assert not (given.get("href") or "").lower().startswith(("javascript:", "data:")), given
        self._judge(tag, given)
        self.classes |= set((given.get("class") or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open[-1:] == [tag], f"</{tag}> closes something else"
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())
            self.owners.append(self.open[-1])

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def words_of(self, tag: str) -> list[str]:
        """The texts directly inside such elements."""
        return [word for word, owner in zip(self.words, self.owners, strict=True) if owner == tag]

    def _judge(self, tag: str, given: Mapping[str, str | None]) -> None:
        if tag in ("a", "button"):
            assert not {"a", "button"} & set(self.open), "one control inside another"
        if tag == "button":
            assert given.get("type") == "button"
        if tag == "a":
            assert given.get("href") or given.get("rel"), "a link that leads nowhere"
        if tag == "img":
            assert {"alt", "width", "height"} <= set(given)
        if tag == "li":
            assert self.open[-1] in ("ul", "ol")
        if tag in ("h2", "h3"):
            assert tag == "h2" or self.headings, "a heading without the one above it"
            self.headings.append(tag)


def read(fragment: Fragment) -> Page:
    """The module's HTML as read."""
    page = Page()
    page.feed(fragment.html)
    page.close()
    assert not page.open, f"left open: {page.open}"
    return page


def labels(value: Any) -> Iterator[Label]:
    """Every bilingual text inside a manifest."""
    if isinstance(value, Label):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from labels(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from labels(part)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from labels(getattr(value, name))


def texts(value: Any) -> Iterator[str]:
    """Every text inside settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def paths(when: Any) -> Iterator[str]:
    """The settings a condition reads."""
    if when.setting:
        yield when.setting
    for part in (*(when.every or ()), *(when.some or ()), *filter(None, (when.negated,))):
        yield from paths(part)
