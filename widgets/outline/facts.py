"""What a row tells that takes a closer look: its picture, who sees it, what is worth mending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from designer.document.inheritance import bases, effective
from designer.document.queries import is_hidden
from designer.records import HIDDEN, Asset, Module, Record, Variant

if TYPE_CHECKING:
    from designer.lint.finding import Finding, Severity
    from widgets.outline.nodes import Node
    from widgets.session import Session

RANK: Mapping[str, int] = {"error": 0, "warn": 1, "info": 2}


class Note(NamedTuple):
    """What lint says of a record: the gravest severity, how many findings, the gravest's words."""

    severity: Severity
    findings: int
    message: str


def noted(findings: Iterable[Finding]) -> dict[str, Note]:
    """The notes of each record, and of each variant of a module; mere information is none."""
    notes: dict[str, Note] = {}
    for one in sorted(findings, key=lambda found: RANK[found.severity]):
        if one.severity == "info":
            continue
        for key in {one.record, one.variant} - {""}:
            known = notes.get(key)
            if known is None:
                notes[key] = Note(one.severity, 1, one.message)
            else:
                notes[key] = known._replace(findings=known.findings + 1)
    return notes


class Facts:
    """Facts by record, found when a row is first drawn and kept until they may differ."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.notes: Mapping[str, Note] = {}
        self._pictures: dict[str, tuple[tuple[Record | None, ...], str | None]] = {}
        self._unseen: dict[str, bool] = {}

    def forget_seen(self) -> None:
        """Who sees what may differ now."""
        self._unseen.clear()

    def forget_pictures(self) -> None:
        """Products or pictures may differ now."""
        self._pictures.clear()

    def hidden(self, node: Node) -> bool:
        """Whether the persona in view does not get the module."""
        if node.kind != "module":
            return False
        if node.key not in self._unseen:
            self._unseen[node.key] = self._session.seen(node.key) == HIDDEN
        return self._unseen[node.key]

    def hidden_from_all(self, node: Node) -> bool:
        """Whether a module is hidden from everybody."""
        return node.kind == "module" and is_hidden(self._session.document, node.key)

    def picture(self, node: Node) -> str | None:
        """The SHA-256 of the first picture that the module or variant shows."""
        document = self._session.document
        if node.kind == "variant":
            return self._picture_of(node.key, node.module_kind)
        module = document.find(node.key)
        if node.kind != "module" or not isinstance(module, Module):
            return None
        chosen = module.variants[0] if module.default == HIDDEN else module.default
        return self._picture_of(chosen, module.kind)

    def _picture_of(self, variant: str, kind: str) -> str | None:
        document = self._session.document
        chain = tuple(document.find(key) for key in (variant, *bases(document, variant)))
        known = self._pictures.get(variant)
        if known is None or any(a is not b for a, b in zip(known[0], chain, strict=False)):
            known = (chain, first_picture(self._session, variant, kind))
            self._pictures[variant] = known
        return known[1]


def first_picture(session: Session, variant: str, kind: str) -> str | None:
    """The SHA-256 of the first picture a variant names, or a product that it names has."""
    document, manifest = session.document, session.library.get(kind)
    if manifest is None or not isinstance(document.find(variant), Variant):
        return None
    for key in manifest.references(effective(document, variant)):
        shown = getattr(document.find(key), "image", None) or key
        asset = document.find(shown)
        if isinstance(asset, Asset) and asset.media.startswith("image/"):
            return asset.sha256
    return None
