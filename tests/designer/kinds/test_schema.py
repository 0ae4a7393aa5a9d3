"""The published meta-schema, judged by a second reader of JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from designer.errors import InvalidError
from designer.kinds.library import BUILT_IN
from designer.kinds.manifest import read_manifest
from designer.kinds.schema import meta_schema, published
from tests.designer.two_floors import EXAMPLES

BANNER = json.loads((EXAMPLES / "banner" / "kind.json").read_text(encoding="utf-8"))
Change = Callable[[dict[str, Any]], object]


def test_the_published_file_is_the_schema_in_use() -> None:
    assert (BUILT_IN / "kind.schema.json").read_text(encoding="utf-8") == published()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(meta_schema())


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*/kind.json")), ids=lambda p: p.parent.name)
def test_every_built_in_manifest_satisfies_it(path: Any) -> None:
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), meta_schema())


CHANGES: list[Change] = [
    lambda m: m.pop("schema"),
    lambda m: m.pop("name"),
    lambda m: m.update(schema=2),
    lambda m: m.update(id="Banner"),
    lambda m: m.update(group="other"),
    lambda m: m.update(floors=[]),
    lambda m: m.update(floors=[3]),
    lambda m: m.update(limit=0),
    lambda m: m.update(behaviours=["eval"]),
    lambda m: m.update(extra=1),
    lambda m: m["name"].pop("en"),
    lambda m: m["settings"][0].update(id="9lives"),
    lambda m: m["settings"][0].pop("label"),
    lambda m: m["settings"][0].update(type="script"),
    lambda m: m["settings"][2].update(ratio=[2]),
    lambda m: m["settings"][5].update(options=[]),
    lambda m: m["settings"][6].pop("max"),
    lambda m: m["blocks"]["slide"].pop("settings"),
    lambda m: m["lint"][0].update(severity="fatal"),
    lambda m: m["lint"][0].update(id="x"),
    lambda m: m["migrations"][0]["steps"][0].update(do="run"),
    lambda m: m["presets"][0].pop("name"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_both_readers_refuse_the_same_mistakes(change: Change) -> None:
    manifest = json.loads(json.dumps(BANNER))
    change(manifest)
    with pytest.raises(InvalidError):
        read_manifest(manifest)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest, meta_schema())


def test_both_readers_take_the_example() -> None:
    read_manifest(BANNER)
    jsonschema.validate(BANNER, meta_schema())
