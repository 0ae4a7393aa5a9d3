"""What holds after every edit; each looks only at what the diff touches and raises RefusedError."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from designer.document import audiences, fillings, inheritance, locks, structure
from designer.document.diff import Change, Diff
from designer.document.document import Document, Invariant
from designer.errors import DesignerError

if TYPE_CHECKING:
    from designer.kinds.library import Library

INVARIANTS: tuple[Invariant, ...] = (
    structure.shop_stands,
    structure.names_are_said,
    structure.nothing_dangles,
    structure.one_parent,
    structure.slots_choose,
    structure.floors_fit,
    inheritance.bases_fit,
    locks.locked_stays,
    audiences.conditions_fit,
    audiences.no_segment_rests_on_itself,
    audiences.people_fit,
    audiences.windows_open,
    audiences.experiments_add_up,
    audiences.layers_do_not_overlap,
    fillings.amounts_make_sense,
)
"""Those that need no library of kinds."""


def invariants(library: Library) -> tuple[Invariant, ...]:
    """All of them."""
    kinds = fillings.SettingsFit(library), fillings.KindsStandWhereTheyMay(library)
    return (*INVARIANTS, *kinds)


def problems(document: Document, *, library: Library | None = None) -> Iterator[str]:
    """What does not hold of a document as it stands, one sentence for each invariant that fails."""
    everything = Diff("", {key: Change(None, record) for key, record in document.records.items()})
    for invariant in INVARIANTS if library is None else invariants(library):
        try:
            invariant(document, everything)
        except DesignerError as error:
            yield str(error)
