"""What a user does with a text in place: write, keystroke by keystroke, and think better of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from designer.actions.variants import set_setting
from designer.document.document import Document
from designer.document.queries import owner
from designer.kinds.settings.rich_text import cleaned
from designer.language import _
from designer.records import Module, Variant

if TYPE_CHECKING:
    from designer.kinds.library import Library


def begin_writing(document: Document, *, variant: str) -> Variant:
    """End the burst before; what is written from now on is one step. Returns how all stood."""
    document.history.seal()
    return document.get(variant, Variant)


def write(
    document: Document, *, variant: str, setting: str, text: str, library: Library
) -> str:  # fmt: skip
    """Fill in a plain text as it stands after a keystroke."""
    return set_setting(document, variant=variant, setting=setting, value=text, library=library)


def write_rich(
    document: Document, *, variant: str, setting: str, html: str, library: Library
) -> str:  # fmt: skip
    """Fill in a rich text as it stands after a keystroke, cleaned of all that it cannot hold."""
    text = str(cleaned(html))
    return set_setting(document, variant=variant, setting=setting, value=text, library=library)


def stop_writing(document: Document) -> None:
    """The text stays as it is: what comes next is another step."""
    document.history.seal()


def unwrite(document: Document, *, before: Variant, setting: str) -> None:
    """Take back all that was written since `begin_writing`: the burst leaves no step behind."""
    now = document.get(before.id, Variant)
    first = setting.partition(".")[0]
    settings = {key: value for key, value in now.settings.items() if key != first}
    if first in before.settings:
        settings[first] = before.settings[first]
    label = _("Change {name}", name=owner(document, before.id, Module).name)
    with document.transaction(label, merge=f"setting:{before.id}:{setting}"):
        document.put(msgspec.structs.replace(now, settings=settings))
    document.history.seal()
