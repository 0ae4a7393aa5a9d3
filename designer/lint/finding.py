"""A finding: what could be wrong, where, and how to mend it."""

from __future__ import annotations

from typing import Literal

from designer.records import Struct

Severity = Literal["error", "warn", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warn", "info")


class Finding(Struct):
    """One finding. `record` is what to select (a module, page, segment…), `variant` and `setting`
    where inside it."""

    rule: str
    severity: Severity
    record: str
    message: str
    mend: str = ""
    variant: str = ""
    setting: str = ""
