"""Drawings (SVG) from outside: what could run, load or reach out is taken out of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from designer.errors import InvalidError
from designer.language import _

_BARRED = frozenset({
    "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener",
})  # fmt: skip
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);")
_OUTSIDE = re.compile(r"url\(\s*[\"']?\s*(?!#|data:image/)[^)]*\)|@import[^;]*;?", re.IGNORECASE)
MOST_BYTES = 8 * 1024 * 1024
MOST_PARTS = 200_000


def cleaned(data: bytes, *, name: str) -> bytes:
    """The drawing without anything harmful; raises InvalidError when it cannot be read."""
    if len(data) > MOST_BYTES or re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", data, re.IGNORECASE):
        text = _("“{name}” cannot be used as a drawing; save it as a plain SVG or as PNG.",
                 name=name)  # fmt: skip
        raise InvalidError(text)
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise InvalidError(_("“{name}” is damaged and cannot be shown.", name=name)) from error
    if sum(1 for __ in root.iter()) > MOST_PARTS:
        raise InvalidError(_("“{name}” is damaged and cannot be shown.", name=name))
    for parent in root.iter():
        for child in [one for one in parent if _local(one.tag) in _BARRED]:
            parent.remove(child)
    for element in root.iter():
        _clean(element)
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    return bytes(ET.tostring(root, encoding="utf-8"))


def _clean(element: ET.Element) -> None:
    for key, value in list(element.attrib.items()):
        local = _local(key)
        runs = local.lower().startswith("on") or "javascript:" in value.lower()
        leads = local in ("href", "src") and not _INSIDE.match(value.strip())
        if runs or leads:
            del element.attrib[key]
        elif "url(" in value or "@import" in value:
            element.attrib[key] = _OUTSIDE.sub("none", value)
    if _local(element.tag) == "style" and element.text:
        element.text = _OUTSIDE.sub("", element.text)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
