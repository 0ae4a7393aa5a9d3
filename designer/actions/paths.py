"""Paths into settings, such as `slides.2.title`: read a value, or a copy with one changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from designer.errors import InvalidError, NotFoundError
from designer.language import _


def value_at(settings: Mapping[str, Any], path: str) -> object:
    """What stands at `path`; raises NotFoundError."""
    value: object = settings
    for step in path.split("."):
        value = _inside(value, step, path)
    return value


def changed(settings: Mapping[str, Any], path: str, value: object) -> dict[str, Any]:
    """The settings with `value` at `path`; only the containers on the way are copied.

    The value is taken as JSON takes it, so that memory and file hold the same; raises InvalidError.
    """
    return cast("dict[str, Any]", _changed(settings, path.split("."), plain(value), path))


def plain(value: object) -> object:
    """The value as it comes back from a file: tuples are lists; raises InvalidError."""
    try:
        return msgspec.json.decode(msgspec.json.encode(value))
    except (
        msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError
    ) as error:  # fmt: skip
        text = _("A setting cannot hold this: {reason}.", reason=error)
        raise InvalidError(text) from error


def _changed(holder: object, steps: Sequence[str], value: object, path: str) -> object:
    step, *rest = steps
    if isinstance(holder, Mapping):
        inner = _changed(_inside(holder, step, path), rest, value, path) if rest else value
        return {**holder, step: inner}
    if isinstance(holder, list | tuple):
        at = _index(holder, step, path)
        inner = _changed(holder[at], rest, value, path) if rest else value
        return [*holder[:at], inner, *holder[at + 1 :]]
    raise NotFoundError(_("There is no setting “{path}”.", path=path))


def _inside(holder: object, step: str, path: str) -> object:
    if isinstance(holder, Mapping) and step in holder:
        return holder[step]
    if isinstance(holder, list | tuple):
        return holder[_index(holder, step, path)]
    raise NotFoundError(_("There is no setting “{path}”.", path=path))


def _index(items: Sequence[Any], step: str, path: str) -> int:
    """A position by number, or by the id of the block there."""
    if step.isascii() and step.isdigit() and int(step) < len(items):
        return int(step)
    for at, item in enumerate(items):
        if isinstance(item, Mapping) and item.get("id") == step:
            return at
    raise NotFoundError(_("There is no setting “{path}”.", path=path))
