"""The sandbox templates run in: no code, no files, every name declared, output and work capped."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from designer.errors import InvalidError
from designer.kinds.settings.cube import CellView, CubeView
from designer.kinds.settings.hot_zones import HotZonesView, ZoneView
from designer.kinds.template import FILTERS
from designer.language import _
from designer.render import filters
from designer.render.bytecode import kept
from designer.render.markup import attrs, picture
from designer.render.values import Values
from designer.render.views import View

MAX_OUTPUT = 512 * 1024
"""Characters one module may write."""

MAX_SECONDS = 2.0
MAX_STEPS = 200_000
"""Rounds of loops and calls of macros in one module."""

MAX_ITEMS = 10_000
"""Length of a text or list an operator may make."""


_OURS = (Values, View, ZoneView, HotZonesView, CellView, CubeView)


class TooMuchError(TemplateError):
    """A template went beyond a cap."""


class Meter:
    """Counts the work of one rendering."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Start counting anew."""
        self.steps = 0
        self.until = time.monotonic() + MAX_SECONDS

    def step(self) -> None:
        """Count one round of a loop or one call; raises TooMuchError at the cap."""
        self.steps += 1
        if self.steps > MAX_STEPS or (self.steps % 64 == 0 and time.monotonic() > self.until):
            raise TooMuchError(_("the template works too long"))


class Environment(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrowed to the documented filters and names, with every loop
    counted."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)

    def __init__(self) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            extensions=["jinja2.ext.loopcontrols"],
            bytecode_cache=kept(),
        )
        self.meter = Meter()
        own = filters.FILTERS
        self.filters = {name: own.get(name) or self.filters[name] for name in FILTERS}
        self.globals = {"range": _range, "picture": picture, "attrs": attrs}
        self.step, self.glue = self.meter.step, _concat
        self._callables = {_range, picture, attrs, self.step, self.glue}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute; of our own values without the sandbox's long way round."""
        if isinstance(obj, _OURS) and not attribute.startswith("_"):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def template(self, name: str, source: str) -> Template:
        """The compiled template, from an earlier start if nothing has changed since.

        Raises jinja2.TemplateSyntaxError for a source that is none.
        """
        assert self.bytecode_cache is not None
        bucket = self.bytecode_cache.get_bucket(self, name, None, source)
        if bucket.code is None:
            bucket.code = self.compile(source)
            self.bytecode_cache.set_bucket(bucket)
        return Template.from_code(self, bucket.code, self.make_globals(None), None)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what the documentation names, and the template's own macros."""
        return (
            isinstance(obj, Macro)
            or obj in self._callables
            or isinstance(getattr(obj, "__self__", None), LoopContext)
        )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operator whose result may not grow without bounds."""
        if operator == "**" or (operator == "*" and not _numbers(left, right)):
            raise TooMuchError(_("a template may not repeat or raise to a power"))
        if operator == "%" and isinstance(left, str):
            raise TooMuchError(_("a template may not format with %"))
        if operator == "+" and not _numbers(left, right) and len(left) + len(right) > MAX_ITEMS:
            raise TooMuchError(_("the template makes too long a text or list"))
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Metering().visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]


class _Metering(NodeTransformer):
    """Counts every round and call, and has `~` make texts under the cap."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        return self._counted(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        return self._counted(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        return self._counted(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _own("glue", node.nodes, line=node.lineno)

    def _counted(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_own("step", [], line=node.lineno), lineno=node.lineno))
        return node


def _own(name: str, arguments: list[nodes.Expr], *, line: int) -> nodes.Call:
    """A call of one of the environment's own functions, which no template can rename."""
    function = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(function, arguments, [], None, None, lineno=line)


def compose(environment: Environment, template: Template, values: Mapping[str, Any]) -> str:
    """The template's output; raises InvalidError when it fails or goes beyond a cap."""
    environment.meter.begin()
    try:
        return "".join(_capped(template.generate(values)))
    except (
        TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise InvalidError(
            _("the template stops: {reason}", reason=str(error) or type(error).__name__)
        ) from error


def _capped(pieces: Iterator[str]) -> Iterator[str]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > MAX_OUTPUT:
            raise TooMuchError(
                _("the template writes more than {limit} kB", limit=MAX_OUTPUT // 1024)
            )
        yield piece


def _concat(*parts: Any) -> str:
    texts = [part if hasattr(part, "__html__") else str(part) for part in parts]
    if sum(map(len, texts)) > MAX_ITEMS:
        raise TooMuchError(_("the template makes too long a text or list"))
    return (
        Markup().join(map(escape, texts))
        if any(hasattr(t, "__html__") for t in texts)
        else "".join(texts)
    )


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > MAX_ITEMS:
        raise TooMuchError(_("range is longer than {limit}", limit=MAX_ITEMS))
    return made


def _numbers(*values: Any) -> bool:
    return all(isinstance(value, int | float) for value in values)
