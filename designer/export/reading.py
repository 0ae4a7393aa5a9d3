"""Read exported HTML and CSS with other eyes than those that wrote it: policy, addresses, scripts,
templates."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from designer.language import _
from designer.render.page import CSP

_LOADING = frozenset(
    {"src", "poster", "data", "srcset", "xlink:href", "action", "formaction", "background", "ping"}
)
_URL = re.compile(r"url\(\s*[\"']?(?P<url>[^\"')]*)", re.IGNORECASE)


class Page(HTMLParser):
    """An HTML page, read once: its policy, what it loads and leads to, what must not be there, what
    templates offer."""

    def __init__(self) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.wrong: list[str] = []
        self.templates: dict[str, frozenset[str]] = {}
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a start tag."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.policies.append(values.get("content", ""))
        elif tag == "meta" and "http-equiv" in values:
            self.wrong.append(_("a <meta http-equiv> besides the policy"))
        if tag in ("style", "iframe", "object", "embed", "base", "form"):
            self.wrong.append(f"<{tag}>")
        self._script = tag == "script"
        if tag == "script" and "src" not in values:
            self.wrong.append(_("a script written into the page"))
        if tag == "template":
            self._template(values)
        self._addresses(tag, values)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a script."""
        self._script = self._script and tag != "script"

    def handle_data(self, data: str) -> None:
        """Note text inside a script."""
        if self._script and data.strip():
            self.wrong.append(_("a script written into the page"))

    def _template(self, values: dict[str, str]) -> None:
        key = values.get("data-module", "")
        value = values.get("data-variant") if key else values.get("data-layout")
        if value:
            self.templates[key] = self.templates.get(key, frozenset()) | {value}

    def _addresses(self, tag: str, values: dict[str, str]) -> None:
        for name, value in values.items():
            if name == "style" or name.startswith("on"):
                self.wrong.append(_("the attribute {name}", name=name))
            elif name == "href" and tag == "a":
                self.leads.append(value)
            elif name in _LOADING or name == "href":
                self.loads.append(value)


def read_html(text: str) -> Page:
    """The page that a text describes."""
    page = Page()
    page.feed(text)
    page.close()
    return page


def html_faults(text: str, *, file: str, names: frozenset[str]) -> Iterator[str]:
    """What is wrong with one page of a package that holds `names`."""
    page = read_html(text)
    if page.policies != [CSP]:
        yield _("The page's security policy is missing or not the one it was exported with.")
    for wrong in page.wrong:
        yield _("The page holds {what}, which no exported page does.", what=wrong)
    for address in page.loads:
        if not _inside(address, file=file, names=names):
            yield _(
                "The page asks for “{address}”, which is not in the package.", address=address[:120]
            )
    for address in page.leads:
        if not _leads(address, file=file, names=names):
            yield _(
                "A link leads to “{address}”, which is not in the package.", address=address[:120]
            )


def css_faults(text: str) -> Iterator[str]:
    """What is wrong with a stylesheet of a package."""
    bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)
    if "@import" in bare.lower():
        yield _("The stylesheet imports another one.")
    for found in _URL.finditer(bare):
        if not found["url"].strip().lower().startswith("data:image/"):
            yield _("The stylesheet asks for “{address}”.", address=found["url"][:120])


def _inside(address: str, *, file: str, names: frozenset[str]) -> bool:
    if address.startswith("data:image/"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or not parts.path:
        return False
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(parts.path))) in names


def _leads(address: str, *, file: str, names: frozenset[str]) -> bool:
    """Links may leave the package, but only to http(s)."""
    if address.startswith("#") or re.match(r"https?://", address, re.IGNORECASE):
        return True
    return _inside(address, file=file, names=names)
