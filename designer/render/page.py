"""Render a whole page: the shell, its floors with their modules, its stylesheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

import msgspec
from jinja2 import Environment as Shells
from jinja2 import StrictUndefined, Template
from markupsafe import Markup, escape

from designer.document.document import Document
from designer.kinds.library import Library
from designer.records import HIDDEN, Decision, Floor, Layout, Module, Page
from designer.render import style
from designer.render.module import Fragment, Renderer

SCRIPTS = ("runtime.js",)
CSP = (
    "default-src 'none'; img-src 'self' data:; media-src 'self' data:; style-src 'self'; "
    "script-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)


class RenderedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A finished page. `html` links `page.css` and its scripts; `css` is the text of all `sheets`
    in order.

    `floors` maps floor ids to their module ids, `assets` holds the SHA-256 of every file the page
    shows.
    """

    page: str
    layout: str
    html: str
    body: str
    css: str
    sheets: Mapping[str, str]
    floors: Mapping[str, tuple[str, ...]]
    fragments: Mapping[str, Fragment]
    assets: tuple[str, ...]
    behaviours: tuple[str, ...]


def render_page(
    document: Document,
    decision: Decision,
    *,
    library: Library,
    root: str = "",
    scripts: Sequence[str] = SCRIPTS,
) -> RenderedPage:
    """The page as this decision shows it; `root` is the way from the page's file to the package's
    root."""
    return render_with(Renderer(library), document, decision, root=root, scripts=scripts)


def render_with(
    renderer: Renderer,
    document: Document,
    decision: Decision,
    *,
    root: str = "",
    scripts: Sequence[str] = SCRIPTS,
) -> RenderedPage:
    """The page, by a renderer that has its templates at hand already."""

    def fragment(module: str, choice: str, level: int) -> Fragment:
        return renderer.module(document, module, choice, level=level, root=root)

    return assemble(
        document, decision, fragment, library=renderer.library, root=root, scripts=scripts
    )


def assemble(
    document: Document,
    decision: Decision,
    fragment: Callable[[str, str, int], Fragment],
    *,
    library: Library,
    root: str = "",
    scripts: Sequence[str] = SCRIPTS,
) -> RenderedPage:
    """The page put together from fragments that `fragment(module, choice, level)` gives."""
    floors = floors_of(document, decision.layout)
    shown = {
        module: fragment(module, chosen(document, decision, module), floor.level)
        for floor in floors
        for module in floor.modules
    }
    body = body_html(document, decision, floors, shown)
    named = style.sheets(document.shop.theme, shown.values(), library=library)
    return RenderedPage(
        page=decision.page,
        layout=decision.layout,
        html=document_html(document, decision, body, root=root, scripts=scripts),
        body=body,
        css=style.text(named),
        sheets=named,
        floors={floor.id: floor.modules for floor in floors},
        fragments=shown,
        assets=tuple(sorted(frozenset().union(*(f.assets for f in shown.values())))),
        behaviours=behaviours(shown.values(), library=library),
    )


def floors_of(document: Document, layout: str) -> tuple[Floor, ...]:
    """The floors of a layout, level 1 first."""
    found = (document.get(key, Floor) for key in document.get(layout, Layout).floors)
    return tuple(sorted(found, key=lambda floor: floor.level))


def chosen(document: Document, decision: Decision, module: str) -> str:
    """What the decision says of a module, its default where it says nothing."""
    return decision.choices.get(module) or document.get(module, Module).default or HIDDEN


def behaviours(fragments: Iterable[Fragment], *, library: Library) -> tuple[str, ...]:
    """The shared behaviours that the shown kinds name."""
    kinds = (library.get(fragment.kind) for fragment in fragments)
    return tuple(sorted({name for kind in kinds if kind for name in kind.behaviours}))


def body_html(
    document: Document,
    decision: Decision,
    floors: Sequence[Floor],
    shown: Mapping[str, Fragment],
    *,
    pulling: bool | None = None,
) -> str:
    """The `<body>` with its floors; the pull-down stands there (`pulling`) when there is a second
    floor."""
    page = document.get(decision.page, Page)
    inside = "\n".join(floor_html(floor, shown) for floor in floors)
    return shell("body.html").render(
        shop=document.shop,
        page=page,
        layout=decision.layout,
        floors=Markup(inside),
        pulling=any(floor.level > 1 for floor in floors) if pulling is None else pulling,
    )


def floor_html(floor: Floor, shown: Mapping[str, Fragment]) -> str:
    """One floor's `<section>` with its modules."""
    inside = "".join(f"{shown[module].html}\n" for module in floor.modules)
    names = f'class="floor floor-{floor.level}" id="{escape(floor.id)}" data-floor="{floor.level}"'
    return f"<section {names}>\n{inside}</section>"


def document_html(
    document: Document,
    decision: Decision,
    body: str,
    *,
    root: str,
    scripts: Sequence[str],
    first: Sequence[str] = (),
) -> str:
    """The whole HTML document around a body; `first` are scripts that run before anything is
    painted."""
    page, shop = document.get(decision.page, Page), document.shop
    return shell("shell.html").render(
        title=shop.name if page.type == "home" else f"{page.name} - {shop.name}",
        description=shop.slogan or shop.name,
        csp=CSP,
        root=root,
        first=first,
        scripts=scripts,
        body=Markup(body),
    )


@cache
def shell(name: str) -> Template:
    """One of our own page shells."""
    source = (style.PAGES / name).read_text(encoding="utf-8")
    return Shells(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).from_string(source)
