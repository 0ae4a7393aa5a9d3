"""What one person's page shows otherwise than another's."""

from __future__ import annotations

from designer.records import Decision, Struct


class Difference(Struct):
    """One module that two people on the same layout see differently; a choice may be `HIDDEN`."""

    module: str
    first: str
    other: str


def differences(first: Decision, other: Decision) -> tuple[Difference, ...]:
    """The modules that differ, in page order; none when the layouts already do."""
    if first.layout != other.layout:
        return ()
    pairs = ((key, choice, other.choices[key]) for key, choice in first.choices.items())
    return tuple(Difference(module=key, first=a, other=b) for key, a, b in pairs if a != b)
