"""The pages of a package that decide by themselves: the default page, and every other layout and
variant in templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from markupsafe import Markup, escape

from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import Arm, Decision, Experiment, Floor, Module, Page, Persona, Shop
from designer.render import style
from designer.render.files import page_file, slug
from designer.render.module import Fragment, Renderer, hidden
from designer.render.page import body_html, document_html, floor_html, floors_of

DECIDING = ("payload.js", "growthbook.js", "runtime.js")


class Made(msgspec.Struct, frozen=True):
    """Finished HTML by file name, and the CSS of every module variant in it by `<module>
    <variant>`."""

    html: Mapping[str, str]
    css: Mapping[str, str]


def deciding(document: Document, page: Page, *, renderer: Renderer) -> Made:
    """One page with all that it can be: its default as the body, layouts and variants in inert
    templates."""
    fragments = dict(_fragments(document, page, renderer))
    shown = {
        module.id: _shown(module, module.default, fragments)
        for module in modules_of(document, page)
    }
    decision = Decision(page=page.id, layout=page.default, choices={})
    body = body_html(
        document, decision, floors_of(document, page.default), shown, pulling=_two(document, page)
    )
    body = body.replace("</body>", "".join(_templates(document, page, fragments)) + "</body>")
    html = document_html(
        document, decision, body, root="", scripts=DECIDING, first=("personalise.js",)
    )
    css = {" ".join(key): fragment.css for key, fragment in fragments.items()}
    return Made({page_file(page, document): html}, css)


def modules_of(document: Document, page: Page) -> Iterator[Module]:
    """The modules of all layouts of a page, each once, in order."""
    keys = dict.fromkeys(
        module
        for layout in page.layouts
        for floor in floors_of(document, layout)
        for module in floor.modules
    )
    return (document.get(key, Module) for key in keys)


def stylesheet(document: Document, css: Mapping[str, str], *, library: Library) -> str:
    """The one stylesheet of the package: ground, theme, the kinds in use, every variant of every
    module."""
    kinds = {module.kind for module in document.all(Module)} & set(library.kinds)
    named = [style.base_css(), style.theme_css(document.shop.theme)]
    named += [style.kind_css(kind, library=library) for kind in sorted(kinds)]
    return "".join([*named, *(css[key] for key in sorted(css))])


def favicon(shop: Shop) -> str:
    """The first letter of the shop's name on its colour."""
    colours = dict(re.findall(r"--c-([\w-]+):(#\w+)", style.theme_css(shop.theme)))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        '<rect width="64" height="64" rx="14" fill="{}"/>'
        '<text x="32" y="44" font-family="sans-serif" font-size="36" font-weight="600"'
        ' text-anchor="middle" fill="{}">{}</text></svg>\n'
    ).format(colours["primary"], colours["on-primary"], shop.name[:1])


def persona_file(persona: Persona) -> str:
    """Where a persona's plain page stands."""
    return f"personas/{slug(persona.id.removeprefix('per_'))}.html"


def arm_file(experiment: Experiment, arm: Arm) -> str:
    """Where the plain page of an experiment's arm stands."""
    test, name = experiment.id.removeprefix("exp_"), arm.id.removeprefix("arm_")
    return f"experiments/{slug(test)}/{slug(name)}.html"


# ---- inside -------------------------------------------------------------------------------------


def _fragments(
    document: Document, page: Page, renderer: Renderer
) -> Iterator[tuple[tuple[str, str], Fragment]]:
    for layout in page.layouts:
        for floor in floors_of(document, layout):
            for key in floor.modules:
                for variant in document.get(key, Module).variants:
                    made = renderer.module(document, key, variant, level=floor.level)
                    yield (key, variant), made


def _shown(module: Module, choice: str, fragments: Mapping[tuple[str, str], Fragment]) -> Fragment:
    empty = Fragment(module=module.id, html=hidden(module.id), css="")
    return fragments.get((module.id, choice), empty)


def _two(document: Document, page: Page) -> bool:
    return any(floor.level > 1 for layout in page.layouts for floor in floors_of(document, layout))


def _templates(
    document: Document, page: Page, fragments: Mapping[tuple[str, str], Fragment]
) -> Iterable[str]:
    for layout in page.layouts:
        floors = "\n".join(_bare(floor) for floor in floors_of(document, layout))
        yield f'<template data-layout="{escape(layout)}">\n{floors}\n</template>\n'
    for (module, variant), fragment in fragments.items():
        names = f'data-module="{escape(module)}" data-variant="{escape(variant)}"'
        yield f"<template {names}>{fragment.html}</template>\n"


def _bare(floor: Floor) -> str:
    """A floor whose modules are still empty."""
    return floor_html(
        floor, {key: Fragment(module=key, html=hidden(key), css="") for key in floor.modules}
    )
