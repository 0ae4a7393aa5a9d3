"""Check a kind's template without running it: the names it reads, the tags and attributes it
writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from designer.kinds.manifest import AnySetting, Kind
from designer.kinds.style import Fault
from designer.language import _

CONTEXT = frozenset({"s", "module", "shop", "categories", "picture", "attrs", "range", "loop"})
FILTERS = frozenset(
    {
        "abs",
        "count_short",
        "default",
        "d",
        "e",
        "escape",
        "first",
        "float",
        "int",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "replace",
        "reverse",
        "round",
        "select",
        "selectattr",
        "slice",
        "batch",
        "sort",
        "sum",
        "trim",
        "truncate",
        "unique",
        "upper",
        "count",
        "yuan",
        "date",
        "iso",
        "percent_off",
    }
)
TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr article aside b blockquote br button cite dd del details div dl dt em figcaption
        figure footer h2 h3 h4 header hr i img input ins label li mark nav ol output p s section
        small span strong sub summary sup table tbody td th thead time tr u ul video svg path circle
        ellipse rect line polyline polygon g defs lineargradient radialgradient stop""",
    )
)
_ADDRESSES = frozenset(
    {"href", "src", "poster", "srcset", "xlink:href", "action", "formaction", "data", "background"}
)
_FORBIDDEN = frozenset(
    {"style", "srcdoc", "ping", "autofocus", "contenteditable", "is", "nonce", "target"}
)
_REFUSED_NODES: tuple[type[nodes.Node], ...] = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
    nodes.EvalContextModifier,
    nodes.ScopedEvalContextModifier,
)
_HOLE = re.compile("\ue000(\\d+)\ue001")


def faults(source: str, *, kind: Kind) -> Iterator[Fault]:
    """Everything that is wrong with `template.html` of the kind."""
    environment = Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"])
    environment.filters.update(dict.fromkeys(FILTERS, str))
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        yield Fault(error.lineno, str(error.message), _("mend the template language"))
        return
    yield from _logic(tree, kind=kind)
    yield from _markup(environment, source)


def _logic(tree: nodes.Template, *, kind: Kind) -> Iterator[Fault]:
    made = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    for name in sorted(meta.find_undeclared_variables(tree) - CONTEXT - made):
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        known = ", ".join(sorted(CONTEXT))
        yield Fault(
            line,
            _("a template cannot read “{name}”", name=name),
            _("use one of {known}", known=known),
        )
    for node in tree.find_all(_REFUSED_NODES):
        yield Fault(
            node.lineno,
            _("a template cannot use {node}", node=type(node).__name__.lower()),
            _("write it out"),
        )
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            known = ", ".join(sorted(FILTERS))
            yield Fault(
                used.lineno,
                _("there is no filter “{name}”", name=used.name),
                _("use one of {known}", known=known),
            )
    yield from _unknown_settings(tree, kind.settings)


def _unknown_settings(tree: nodes.Template, settings: Iterable[AnySetting]) -> Iterator[Fault]:
    known = [setting.id for setting in settings]
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "s" and node.attr not in known:
            yield Fault(
                node.lineno,
                _("the kind has no setting “{name}”", name=node.attr),
                _("use one of {known}", known=", ".join(known)),
            )


def _markup(environment: Environment, source: str) -> Iterator[Fault]:
    skeleton, expressions = _skeleton(environment, source)
    reader = _Reader(expressions)
    reader.feed(skeleton)
    reader.close()
    yield from reader.faults


def _skeleton(environment: Environment, source: str) -> tuple[str, list[str]]:
    """The template's HTML with a numbered hole for each printed expression, line for line."""
    html: list[str] = []
    expressions: list[str] = []
    inside = ""
    for __, kind, text in environment.lex(source):
        if kind == "data":
            html.append(text)
        elif kind in ("variable_begin", "block_begin", "comment_begin"):
            inside = kind
            if kind == "variable_begin":
                expressions.append("")
        elif kind == "variable_end":
            html.append(f"\ue000{len(expressions) - 1}\ue001")
        elif inside == "variable_begin":
            expressions[-1] += text
        if kind != "data":
            html.append("\n" * text.count("\n"))
    return "".join(html), [expression.strip() for expression in expressions]


class _Reader(HTMLParser):
    """Walks over the start tags of a skeleton and notes what must not be there."""

    def __init__(self, expressions: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.expressions = expressions
        self.faults: list[Fault] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self._note(
                _("<{tag}> is not allowed", tag=tag),
                _("use plain elements; scripts, styles and frames have no place here"),
            )
        if re.search(r"=\s*\ue000", self.get_starttag_text() or ""):
            self._note(_("an attribute's value is not in quotes"), _('write name="{{ … }}"'))
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_decl(self, decl: str) -> None:
        self._note(
            _("<!{text}> is not allowed", text=decl[:20]),
            _("a template is only the inside of the module"),
        )

    def handle_comment(self, data: str) -> None:
        del data
        self._note(_("an HTML comment would be sent to every visitor"), _("write {# … #}"))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if hole := _HOLE.fullmatch(name):
            if not self.expressions[int(hole[1])].startswith("attrs("):
                self._note(
                    _("an expression stands where an attribute's name should"),
                    _("only attrs(link) may stand there"),
                )
        elif _HOLE.search(name):
            self._note(_("an attribute's name is made from an expression"), _("write the name out"))
        elif name.startswith("on") or name in _FORBIDDEN:
            self._note(
                _("the attribute {name} is not allowed", name=name),
                _("use a class, and data-action or attrs(link) for actions"),
            )
        elif name in _ADDRESSES:
            self._address(name, value)
        elif name == "id" and not self._expression(value).startswith("module.id"):
            self._note(
                _("the id “{value}” could occur twice on a page", value=value),
                _('write id="{{ module.id }}-…"'),
            )
        elif tag == "button" and name == "type" and value != "button":
            self._note(
                _("a button of type “{value}” would send a form", value=value),
                _('write type="button"'),
            )

    def _address(self, name: str, value: str) -> None:
        expression = self._expression(value)
        whole = _HOLE.fullmatch(value) and re.search(r"\.(url|href)$", expression)
        if not whole and not re.fullmatch(r"#[\w-]*", value):
            self._note(
                _("{name} does not come from a setting", name=name),
                _('write {name}="{{{{ s.image.url }}}}", or attrs(link) for a link', name=name),
            )

    def _expression(self, value: str) -> str:
        hole = _HOLE.match(value)
        return self.expressions[int(hole[1])] if hole else ""

    def _note(self, message: str, mend: str) -> None:
        self.faults.append(Fault(self.getpos()[0], message, mend))
