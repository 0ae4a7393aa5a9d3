"""The published meta-schema: the JSON Schema of `kind.json`, made from the manifest's own types."""

from __future__ import annotations

from typing import Any

import msgspec

from designer.kinds.library import BUILT_IN
from designer.kinds.manifest import Kind


def meta_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every `kind.json` satisfies."""
    schema = msgspec.json.schema(Kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duplex kind manifest, schema 1",
        "description": "What kind.json of a module kind may hold; docs/kinds.md explains it.",
        **_unwrapped(schema),
    }


def published() -> str:
    """The schema as it stands in `assets/kinds/kind.schema.json`."""
    text = msgspec.json.encode(meta_schema(), order="deterministic")
    return msgspec.json.format(text, indent=2).decode() + "\n"


def publish() -> None:
    """Write the schema to where kinds' authors find it."""
    (BUILT_IN / "kind.schema.json").write_text(published(), encoding="utf-8")


def _unwrapped(part: Any) -> Any:
    """The schema with descriptions on one line each."""
    if isinstance(part, list):
        return [_unwrapped(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: " ".join(one.split())
        if key == "description" and isinstance(one, str)
        else _unwrapped(one)
        for key, one in part.items()
    }


if __name__ == "__main__":
    publish()
