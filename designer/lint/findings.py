"""All findings of a project, in the order of its pages, floors and modules."""

from __future__ import annotations

from collections.abc import Iterator

from designer.document.document import Document
from designer.kinds.library import Library
from designer.language import current
from designer.lint import decisions, modules, structure
from designer.lint.finding import SEVERITIES, Finding


def findings(document: Document, *, library: Library) -> tuple[Finding, ...]:
    """What could be wrong with a project, worst first, each named with the way to mend it."""
    return ordered([*_all(document, library)])


def ordered(found: list[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then advice; within each as they were found, every one once."""
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda finding: SEVERITIES.index(finding.severity)))


def _all(document: Document, library: Library) -> Iterator[Finding]:
    yield from structure.findings(document)
    yield from modules.findings(document, library=library, language=current())
    yield from decisions.findings(document)
