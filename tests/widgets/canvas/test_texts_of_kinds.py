"""On the page itself: every text of every kind and preset is found, and nothing else claims it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from designer.actions.paths import value_at
from designer.document.document import Document
from designer.kinds.library import Library
from designer.kinds.manifest import Kind
from designer.kinds.settings.blocks import Blocks
from designer.kinds.settings.rich_text import RichText
from designer.kinds.settings.text import Text
from designer.records import Module, Variant
from designer.render.marks import Marker
from designer.render.module import Renderer
from tests.kind_shop import furnished, records
from tests.widgets.canvas.sharing import Waiter, place
from tests.widgets.studio import Hands

__all__ = ["place"]
LIBRARY = Library.load()
MARKER, RENDERER = Marker(LIBRARY), Renderer(LIBRARY)

READ = """(({html, marked, marks}) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  const section = document.importNode(template.content.firstElementChild, true);
  document.querySelector(".floor-1").append(section);
  const texts = duplex.writable(section, duplex.readMarks(marked, marks));
  const said = ({at}) => at.node?.data ?? at.element.innerHTML;
  const claims = texts.map(one => [one.key, one.how, said(one)]);
  const claimed = new Set(texts.map(one => one.at.node));
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  const rest = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, range = document.createRange();
    range.selectNodeContents(node);
    const seen = [...range.getClientRects()].some(one => one.width > 1 && one.height > 1);
    const spoken = node.parentElement.closest(".spoken");
    if (seen && !spoken && !claimed.has(node)) rest.push(node.data.trim());
  }
  section.remove();
  return {claims, rest};
})"""


def distinct(kind: Kind, filled: dict[str, Any]) -> dict[str, Any]:
    """The settings with a text of its own in every text: what shows it can be nothing else."""
    numbers = iter(range(1, 10_000))
    return {**filled, **_distinct(kind, kind.settings, kind.fitting(filled), numbers)}


def _distinct(
    kind: Kind, fields: Any, values: dict[str, Any], numbers: Iterator[int]
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, Text):
            made[field.id] = f"字{next(numbers)}"
        elif isinstance(field, RichText):
            made[field.id] = f"<p>段{next(numbers)}</p>"
        elif isinstance(field, Blocks):
            inner = kind.blocks[field.block].settings
            made[field.id] = [
                {**part, **_distinct(kind, inner, part, numbers)} for part in values[field.id]
            ]
    return made


@pytest.fixture(scope="module")
def page(place, qapp) -> Hands:
    """The page that all kinds are tried on."""
    painted: list[int] = []
    place.canvas.painted.connect(painted.append)
    waiter = Waiter(qapp)
    place.canvas.open()
    waiter.waitUntil(lambda: bool(painted))
    return Hands(place.canvas, waiter)


@pytest.mark.parametrize("name", sorted(LIBRARY.kinds))
def test_every_visible_text_of_a_setting_is_found_and_nothing_else_is(page, name):
    kind = LIBRARY.kinds[name]
    found = 0
    for filled in ({}, furnished(kind), *(dict(one.settings) for one in kind.presets)):
        settings = distinct(kind, filled)
        told = _read(page, kind, settings)
        full = kind.fitting(settings)
        values = set(_texts(kind, kind.settings, full))
        for key, how, text in told["claims"]:
            value = value_at(full, key)
            assert text.strip() == value, key
            assert (how == "rich") == str(value).startswith("<p>")
            found += 1
        assert not values & set(told["rest"])
    assert found or name in ("cube", "hot_zones")


def _texts(kind: Kind, fields: Any, values: Any) -> Iterator[str]:
    for field in fields:
        if isinstance(field, Text):
            yield values[field.id]
        elif isinstance(field, Blocks):
            for part in values[field.id]:
                yield from _texts(kind, kind.blocks[field.block].settings, part)


def _read(page: Hands, kind: Kind, settings: dict[str, Any]) -> dict[str, Any]:
    variant = Variant(id="var_k", name="甲", settings=settings)
    module = Module(id="mod_k", kind=kind.id, name="模块", variants=("var_k",), default="var_k")
    document = Document([*records(), variant, module])
    marked = MARKER.marked(document, "mod_k", "var_k")
    sent = {
        "html": RENDERER.module(document, "mod_k", "var_k").html,
        "marked": marked.html, "marks": msgspec.to_builtins(marked.marks),
    }  # fmt: skip
    return page.js(f"{READ}({json.dumps(sent)})")
