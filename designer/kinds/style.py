"""Check a kind's stylesheet: every rule stays inside the kind's own modules and asks for nothing
from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from designer.language import _


class Fault(NamedTuple):
    """What is wrong, on which line (from 1), and how to mend it."""

    line: int
    message: str
    mend: str


class Token(NamedTuple):
    """A piece of CSS: `{`, `}`, `;`, `string`, `url` or `text`."""

    kind: str
    text: str
    line: int


_TOKEN = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z))"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<url>(?i:url|src)\(\s*(?:\"[^\"\\\n]*\"|'[^'\\\n]*'|[^)\"'\s\\]*)\s*\))"
    r"|(?P<mark>[{};])"
    r"|(?P<text>[\w-]+|[^{};\"'/(\w-]+|.)",
    re.DOTALL,
)
_GROUPING = re.compile(r"@(media|container|supports)\b", re.IGNORECASE)
_DATA_URL = re.compile(r"url\(\s*[\"']?data:image/(png|webp|gif|jpeg|svg\+xml)[;,]", re.IGNORECASE)
_LOADING = re.compile(
    r"(?<![\w-])(-webkit-)?(image-set|image|cross-fade|element|src)\(", re.IGNORECASE
)
_PX = re.compile(r"(?<![\w#.-])(\d*\.?\d+)px\b")
_FOREIGN_UNIT = re.compile(
    r"(?<![\w#.-])\d*\.?\d+(rem|vw|vh|vmin|vmax|svh|lvh|dvh|svw|lvw|dvw|vi|vb)\b"
)


def faults(css: str, *, kind: str) -> Iterator[Fault]:
    """Everything that is wrong with `style.css` of the kind."""
    stack: list[str] = []
    prelude: list[Token] = []
    for token in tokens(css):
        yield from _token_faults(token)
        if token.kind == "{":
            head = _text(prelude)
            yield from _opening(head, stack, kind=kind, line=(prelude or [token])[0].line)
            stack.append("@keyframes" if head.lower().startswith("@keyframes") else head)
            prelude = []
        elif token.kind in "};":
            yield from _declaration(_text(prelude), stack, line=token.line)
            prelude = []
            if token.kind == "}":
                if not stack:
                    yield Fault(
                        token.line, _("a closing brace has no opening one"), _("take it out")
                    )
                stack = stack[:-1]
        else:
            prelude.append(token)
    if stack:
        yield Fault(css.count("\n") + 1, _("a brace is not closed"), _("close it"))


def tokens(css: str) -> Iterator[Token]:
    """The stylesheet in pieces, comments left out and leading blanks cut off."""
    line = 1
    for found in _TOKEN.finditer(css):
        kind, text = str(found.lastgroup), found[0]
        blank = len(text) - len(text.lstrip()) if kind == "text" else 0
        start = line + text[:blank].count("\n")
        line += text.count("\n")
        if kind != "comment" and text.strip():
            yield Token(text if kind == "mark" else kind, text, start)
        elif kind == "text":
            yield Token("text", " ", start)


def selectors(head: str) -> list[str]:
    """The selectors of a list, split at the commas outside brackets."""
    parts, depth = [""], 0
    for letter in head:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _token_faults(token: Token) -> Iterator[Fault]:
    if token.kind == "url" and not _DATA_URL.match(token.text):
        yield Fault(
            token.line,
            _("“{text}” asks for a file", text=token.text[:60]),
            _("use an image setting, or a small picture as data:image/…"),
        )
    if token.kind == "text" and "\\" in token.text:
        yield Fault(
            token.line, _("a backslash stands outside a text"), _("write the character itself")
        )


def _opening(head: str, stack: list[str], *, kind: str, line: int) -> Iterator[Fault]:
    if stack and stack[-1] == "@keyframes":
        return
    if _GROUPING.match(head):
        if any(not part.startswith("@") for part in stack):
            yield Fault(
                line,
                _("“{head}” stands inside a rule", head=head),
                _("put the rule inside it instead"),
            )
        return
    if head.lower().startswith("@keyframes"):
        yield from _keyframes(head, kind=kind, line=line)
        return
    if head.startswith("@"):
        yield Fault(
            line,
            _("“{head}” is not allowed", head=head.split(maxsplit=1)[0]),
            _("use @media, @container, @supports or @keyframes"),
        )
        return
    if any(not part.startswith("@") for part in stack):
        yield Fault(
            line,
            _("“{head}” is nested in another rule", head=head),
            _("write it as a rule of its own"),
        )
        return
    for selector in selectors(head):
        yield from _selector(selector, kind=kind, line=line)


def _keyframes(head: str, *, kind: str, line: int) -> Iterator[Fault]:
    name = head[len("@keyframes") :].strip()
    if not re.fullmatch(rf"k-{re.escape(kind)}(-[\w-]+)?", name):
        yield Fault(
            line,
            _("the animation “{name}” could clash with another kind", name=name),
            _("call it k-{kind}-…", kind=kind),
        )


def _selector(selector: str, *, kind: str, line: int) -> Iterator[Fault]:
    if not re.match(rf"\.k-{re.escape(kind)}(?![\w-])", selector):
        yield Fault(
            line,
            _("the selector “{selector}” reaches outside the module", selector=selector or "…"),
            _("begin it with .k-{kind}", kind=kind),
        )
    elif re.match(r"[^\s>]*\s*[+~]", re.sub(r"\([^)]*\)|\[[^\]]*\]", "_", selector)):
        yield Fault(
            line,
            _("the selector “{selector}” reaches the module's neighbours", selector=selector),
            _("begin it with .k-{kind} and a space", kind=kind),
        )


def _declaration(text: str, stack: list[str], *, line: int) -> Iterator[Fault]:
    if text.startswith("@"):
        yield Fault(
            line,
            _("“{head}” is not allowed", head=text.split(maxsplit=1)[0]),
            _("put the rules into style.css itself"),
        )
        return
    if text and (not stack or stack[-1].startswith(("@media", "@container", "@supports"))):
        yield Fault(
            line, _("“{text}” stands outside a rule", text=text[:60]), _("put it into a rule")
        )
    if re.search(r"position\s*:\s*fixed", text, re.IGNORECASE):
        yield Fault(
            line, _("position: fixed would leave the module"), _("use position: sticky or absolute")
        )
    if found := _LOADING.search(text):
        yield Fault(line, _("“{text}” may ask for a file", text=found[0]), _("take it out"))
    if text.lstrip().startswith("behavior") or "-moz-binding" in text:
        yield Fault(line, _("“{text}” could run a script", text=text[:60]), _("take it out"))
    if found := next((m for m in _PX.finditer(text) if float(m[1]) > 2), None):
        yield Fault(
            line,
            _("{found} does not scale with the phone", found=found[0]),
            _("write calc({n} * var(--u))", n=found[1]),
        )
    if found := _FOREIGN_UNIT.search(text):
        yield Fault(
            line,
            _("{found} does not scale with the floor", found=found[0]),
            _("write calc(24 * var(--u)), which is 24 design pixels"),
        )


def _text(parts: list[Token]) -> str:
    return re.sub(r"\s+", " ", "".join(part.text for part in parts)).strip()
