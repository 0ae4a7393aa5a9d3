"""What each type of record is called in a sentence."""

from __future__ import annotations

from designer.language import _, mark
from designer.records import Record, kind_of

_NOUNS = {
    "shop": mark("shop"),
    "page": mark("page"),
    "layout": mark("layout"),
    "floor": mark("floor"),
    "module": mark("module"),
    "variant": mark("variant"),
    "segment": mark("segment"),
    "persona": mark("persona"),
    "population": mark("population"),
    "layer": mark("exclusion layer"),
    "experiment": mark("experiment"),
    "campaign": mark("campaign"),
    "category": mark("category"),
    "product": mark("product"),
    "coupon": mark("coupon"),
    "asset": mark("asset"),
}


def noun(of: type[Record]) -> str:
    """The word for a type of record in the language in use."""
    return _(_NOUNS.get(kind_of(of), mark("record")))
