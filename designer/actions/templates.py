"""What a user does with templates: put one down as modules, or as a layout of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from designer.actions.arriving import Vault
from designer.actions.clipboard import Pasted, pasted, pasted_in_place
from designer.actions.pages import add_layout
from designer.document.document import Document
from designer.document.fragment import Fragment, Stand, take
from designer.document.queries import modules_of
from designer.errors import RefusedError
from designer.language import _
from designer.records import Page

if TYPE_CHECKING:
    from designer.kinds.library import Library


def of_layout(document: Document, layout: str) -> Fragment:
    """A whole layout as a fragment; raises RefusedError when nothing stands on it."""
    modules = [module.id for module in modules_of(document, layout)]
    if not modules:
        raise RefusedError(_("There is nothing on this layout yet."))
    return take(document, modules)


def use_template(
    document: Document,
    *,
    fragment: Fragment,
    files: Mapping[str, bytes],
    floor: str,
    index: int,
    name: str,
    library: Library,
    vault: Vault,
) -> Pasted:
    """Put the modules of a template on a floor as one step."""
    with document.transaction(_("Use template {name}", name=name)):
        return pasted(document, fragment=fragment, files=files, floor=floor, index=index,
                      library=library, vault=vault)  # fmt: skip


def layout_from_template(
    document: Document,
    *,
    fragment: Fragment,
    files: Mapping[str, bytes],
    page: str,
    name: str,
    library: Library,
    vault: Vault,
) -> tuple[str, Pasted]:
    """Make a layout of a template on a page as one step; returns it, and what was left out.

    A page without a second floor takes those of floor 1 alone.
    """
    fitting = _fitting(fragment, home=document.get(page, Page).type == "home")
    with document.transaction(_("New layout {name} from a template", name=name)):
        layout = add_layout(document, page=page, name=name)
        made = pasted_in_place(document, fragment=fitting, layout=layout, files=files,
                               library=library, vault=vault)  # fmt: skip
    return layout, made


def _fitting(fragment: Fragment, *, home: bool) -> Fragment:
    """The part of a fragment that a page takes; raises RefusedError when there is none."""
    stands = tuple(stand for stand in fragment.stands if home or stand.level == 1)
    if not stands:
        raise RefusedError(_("This template holds floor 2 alone, which only a home page has."))
    kept = {stand.module for stand in stands}
    modules = tuple(one for one in fragment.modules if one.id in kept)
    own = {key for module in modules for key in module.variants}
    return msgspec.structs.replace(
        fragment,
        stands=_from_top(stands),
        modules=modules,
        variants=tuple(one for one in fragment.variants if one.id in own),
        whole={key: value for key, value in fragment.whole.items() if key in own},
    )


def _from_top(stands: tuple[Stand, ...]) -> tuple[Stand, ...]:
    """The places, counted from the top of each floor without gaps."""
    count = {1: 0, 2: 0}
    made = []
    for stand in stands:
        made.append(Stand(module=stand.module, level=stand.level, index=count[stand.level]))
        count[stand.level] += 1
    return tuple(made)
