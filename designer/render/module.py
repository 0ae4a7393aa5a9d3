"""Render one module: its inner HTML from the kind's template, its wrapper, and its own CSS
rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from markupsafe import Markup, escape

from designer.document.document import Document
from designer.document.inheritance import bases, effective
from designer.errors import InvalidError
from designer.kinds.library import Library
from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.settings.blocks import Blocks
from designer.language import _
from designer.records import HIDDEN, Floor, Module, Variant
from designer.render.catalogue import Lists
from designer.render.environment import Environment, compose
from designer.render.scene import Scene
from designer.render.values import Values


class Fragment(msgspec.Struct, frozen=True, kw_only=True):
    """One rendered module: its `<section>`, its CSS, what it was made from, and why it is a
    placeholder if it is.

    `reads` holds record ids (and `*product`, `*category`, `*page` for whole lists); `assets` holds
    SHA-256 digests.
    """

    module: str
    html: str
    css: str
    kind: str = ""
    reads: frozenset[str] = frozenset()
    assets: frozenset[str] = frozenset()
    problem: str = ""


class Compiled(msgspec.Struct, frozen=True):
    """A template ready to run, and which of the costly names (shop, categories) it may read."""

    template: Any
    names: frozenset[str]


class Renderer:
    """Renders modules with the kinds of one library; templates are compiled at the first need."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = Environment()
        self._compiled: dict[str, Compiled] = {}
        self._lists = Lists()

    def module(
        self, document: Document, key: str, choice: str, *, level: int | None = None, root: str = ""
    ) -> Fragment:
        """The module as it looks with this choice (a variant id, or `hidden`); never fails on bad
        settings.

        `level` is the floor's when the caller knows it; `root` the way to the package's root.
        """
        module = document.get(key, Module)
        variant = document.find(choice)
        if choice == HIDDEN or not isinstance(variant, Variant):
            return Fragment(module=key, html=hidden(key), css="", reads=frozenset({key, choice}))
        kind = self.library.get(module.kind)
        scene = Scene(document, root=root, lists=self._lists)
        scene.reads |= {key, choice, *bases(document, choice)}
        if kind is None:
            reason = _("The module kind “{kind}” is not installed here.", kind=module.kind)
            return self._placeholder(module, choice, scene, reason)
        settings = kind.fitting(effective(document, choice))
        level = level_of(document, key) if level is None else level
        try:
            inner = self._inner(
                kind, settings, scene, scene.module(key, name=module.name, floor=level)
            )
        except InvalidError as error:
            return self._placeholder(module, choice, scene, f"{kind.id}: {error}")
        return Fragment(
            module=key,
            html=wrapped(key, kind.id, choice, inner),
            css=module_css(kind, settings, key, choice),
            kind=kind.id,
            reads=frozenset(scene.reads),
            assets=frozenset(scene.assets),
        )

    def _inner(self, kind: Kind, settings: Mapping[str, Any], scene: Scene, module: Any) -> str:
        compiled = self._compiled.get(kind.id) or self._compile(kind.id)
        values: dict[str, Any] = {
            "s": Values(self._views(kind, settings, scene)),
            "module": module,
        }
        if "shop" in compiled.names:
            values["shop"] = scene.shop()
        if "categories" in compiled.names:
            values["categories"] = scene.categories()
        return compose(self._environment, compiled.template, values)

    def _views(self, kind: Kind, settings: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
        """What the template reads as `s`."""
        return _views(kind, kind.settings, settings, scene)

    def _compile(self, kind: str) -> Compiled:
        source = self.library.source(kind).template
        lists = frozenset(name for name in ("shop", "categories") if name in source)
        compiled = Compiled(self._environment.template(kind, source), lists)
        self._compiled[kind] = compiled
        return compiled

    def _placeholder(self, module: Module, choice: str, scene: Scene, reason: str) -> Fragment:
        html = wrapped(
            module.id, module.kind, choice, Markup('<p class="broken">{}</p>').format(module.name)
        )
        return Fragment(
            module=module.id, html=html, css="", reads=frozenset(scene.reads), problem=reason
        )


def render_module(document: Document, module_id: str, choice: str, *, library: Library) -> Fragment:
    """One module with one choice."""
    return Renderer(library).module(document, module_id, choice)


def wrapped(key: str, kind: str, choice: str, inner: str) -> str:
    """The module's `<section>`."""
    return (
        f'<section class="module k-{escape(kind)}" id="{escape(key)}" data-module="{escape(key)}"'
        f' data-kind="{escape(kind)}" data-variant="{escape(choice)}">\n{inner}\n</section>'
    )


def hidden(key: str) -> str:
    """The empty `<section>` of a module that is not shown."""
    return (
        f'<section class="module" id="{escape(key)}" data-module="{escape(key)}" hidden></section>'
    )


def level_of(document: Document, module: str) -> int:
    """The level of the floor a module stands on, 1 when it stands nowhere."""
    return next((floor.level for floor in document.all(Floor) if module in floor.modules), 1)


def module_css(kind: Kind, settings: Mapping[str, Any], key: str, choice: str) -> str:
    """The rules of one variant of a module, each on its own line."""
    scope = f'#{_name(key)}[data-variant="{_name(choice)}"]'
    return "".join(
        f"{scope}{below}{{{';'.join(f'{name}:{value}' for name, value in rules.items())}}}\n"
        for below, rules in _rules(kind, settings).items()
    )


def _rules(kind: Kind, settings: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    for below, declarations in _setting_rules(kind, kind.settings, settings, ""):
        rules.setdefault(below, {}).update(declarations)
    return rules


def _setting_rules(
    kind: Kind, fields: Iterable[AnySetting], values: Mapping[str, Any], below: str
) -> Iterator[tuple[str, Mapping[str, str]]]:
    lists = [field.id for field in fields if isinstance(field, Blocks)]
    for field in fields:
        for inner, declarations in field.rules(values[field.id]):
            yield below + inner, declarations
        if isinstance(field, Blocks):
            for number, part in enumerate(values[field.id], 1):
                css = _part_class(field.id, lists, number)
                yield from _setting_rules(kind, kind.blocks[field.block].settings, part, f" .{css}")


def _views(
    kind: Kind, fields: Iterable[AnySetting], values: Mapping[str, Any], scene: Scene
) -> dict[str, Any]:
    lists = [field.id for field in fields if isinstance(field, Blocks)]
    views: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, Blocks):
            inner = kind.blocks[field.block].settings
            views[field.id] = [
                Values(
                    {
                        "id": part["id"],
                        "index": number,
                        "css": _part_class(field.id, lists, number),
                        **_views(kind, inner, part, scene),
                    }
                )
                for number, part in enumerate(values[field.id], 1)
            ]
        else:
            views[field.id] = field.view(values[field.id], scene)
    return views


def _part_class(setting: str, lists: list[str], number: int) -> str:
    """`block-2` for the kind's first list of parts, `<setting>-2` for others."""
    return f"block-{number}" if lists[0] == setting else f"{setting}-{number}"


def _name(text: str) -> str:
    """Text as a CSS name: letters, digits, `_`, `-`; the rest escaped."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c in "_-") else f"\\{ord(c):x} " for c in text
    )
