"""Where in a project a setting stands, so that a finding can lead there."""

from __future__ import annotations

from typing import NamedTuple

from designer.document.document import Document
from designer.lint.finding import Finding, Severity
from designer.records import Module, Variant


class Place(NamedTuple):
    """Where in a project a setting stands."""

    document: Document
    module: Module
    variant: Variant
    path: str

    def finding(
        self, rule: str, severity: Severity, message: str, mend: str, *, inside: str = ""
    ) -> Finding:
        """A finding at this place; `inside` is the path within the setting."""
        setting = ".".join(filter(None, (self.path, inside)))
        return Finding(
            rule=rule,
            severity=severity,
            record=self.module.id,
            variant=self.variant.id,
            setting=setting,
            message=message,
            mend=mend,
        )
