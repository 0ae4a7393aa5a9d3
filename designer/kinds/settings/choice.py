"""The `choice` setting: one of a few options."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from designer.errors import InvalidError
from designer.kinds.problems import convert
from designer.kinds.settings.base import Rules, Setting
from designer.language import _
from designer.records import Label, Struct


class Option(Struct):
    """One option; its value is a plain word because it also becomes CSS."""

    value: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,30}$")]
    label: Label


class Choice(Setting, tag="choice", kw_only=True):
    """One of `options`, the first when no default is named; in CSS `--<id>: <value>`."""

    options: Annotated[tuple[Option, ...], msgspec.Meta(min_length=1)]
    default: str | None = None

    def initial(self) -> str:
        """The declared default, or the first option."""
        return self.options[0].value if self.default is None else self.default

    def parse(self, value: Any, *, at: str = "") -> str:
        """The value of the option."""
        text = convert(value, str, at=at)
        known = [option.value for option in self.options]
        if text not in known:
            sentence = _("“{value}” is not one of {known}", value=text, known=", ".join(known))
            raise InvalidError(f"{at}: {sentence}")
        return text

    def rules(self, value: Any) -> Rules:
        """`--<id>: centre`."""
        yield "", {f"--{self.id}": value}
