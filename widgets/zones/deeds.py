"""Everything the hot-zone editor can do, as data that its bar and its keys are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from designer.kinds.geometry.arranging import Edge
from designer.kinds.geometry.box import Box
from designer.language import _, mark
from designer.lint.finding import Finding
from widgets.zones import clip

if TYPE_CHECKING:
    from designer.actions.zones import Mend
    from widgets.zones.editor import ZoneEditor


class Deed(NamedTuple):
    """One thing to do; `least` is how many zones must be selected, `writes` whether it changes."""

    name: str
    label: str
    icon: str
    keys: tuple[str, ...]
    run: Callable[[ZoneEditor], object]
    group: str
    least: int = 0
    writes: bool = True


MENDS: dict[str, tuple[str, Mend]] = {
    "zone.outside": (mark("Bring inside"), "inside"),
    "zone.small": (mark("Make large enough"), "grow"),
    "zone.overlap": (mark("Move apart"), "part"),
}
"""What mends a finding safely, and how it is called."""


def add(editor: ZoneEditor) -> None:
    """Draw a zone amid what is seen, large enough to tap."""
    subject, least = editor.subject, editor.subject.least()
    size = subject.picture.size
    x, y = editor.board.lens.to_picture(editor.board.rect().toRectF().center())
    w, h = min(size[0], max(least, size[0] // 3)), min(size[1], least)
    subject.add([Box(round(x - w / 2), round(y - h / 2), w, h).inside(size)])


def duplicate(editor: ZoneEditor) -> None:
    """Draw the selected zones again, a little lower to the right."""
    subject = editor.subject
    chosen, size = subject.chosen_zones(), subject.picture.size
    boxes = [subject.picture.box(zone).moved(16, 16).inside(size) for zone in chosen]
    subject.add(boxes, like=chosen)


def cut(editor: ZoneEditor) -> None:
    """Put the selected zones on the clipboard and take them out."""
    if clip.copy(editor.subject):
        editor.subject.remove()


def paste(editor: ZoneEditor) -> None:
    """Draw what the clipboard holds."""
    if not clip.paste(editor.subject):
        editor.subject.session.said.emit(_("There are no zones on the clipboard."), "said")


def choose_all(editor: ZoneEditor) -> None:
    """Select every zone."""
    editor.subject.choose([zone.id for zone in editor.subject.zones])


def order(by: int) -> Callable[[ZoneEditor], None]:
    """A deed that brings the zone in hand earlier or later in the reading order."""

    def run(editor: ZoneEditor) -> None:
        subject = editor.subject
        key = subject.selected[-1]
        index = subject.number(key) - 1 + by
        if 0 <= index < len(subject.zones):
            subject.order(key, index)

    return run


def align(edge: Edge) -> Callable[[ZoneEditor], None]:
    """A deed that aligns."""
    return lambda editor: editor.subject.align(edge, _("Align zones of {name}"))


def next_problem(editor: ZoneEditor) -> None:
    """Select the next zone with which something is wrong."""
    subject = editor.subject
    keys = [zone.id for zone in subject.zones]
    wrong = [key for key in keys if told(subject.problems()[key])]
    if not wrong:
        subject.session.said.emit(_("Nothing is wrong with the zones."), "done")
        return
    held = keys.index(subject.selected[-1]) if subject.selected else -1
    after = [key for key in wrong if keys.index(key) > held]
    subject.choose([(after or wrong)[0]])
    editor.board.reveal(subject.selected[-1])


def mend_all(editor: ZoneEditor) -> None:
    """Mend the places of all zones as far as that is safe, as one step."""
    subject = editor.subject
    with subject.session.document.transaction(
        _("Mend the zones of {name}", name=subject.module.name)
    ):
        for rule, (__, mend) in MENDS.items():
            for zone in subject.zones:
                found = subject.fresh().get(zone.id, ())
                if not zone.locked and any(one.rule == rule for one in found):
                    subject.mend(zone.id, mend)


def told(problems: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The problems that need doing something about."""
    return tuple(one for one in problems if one.severity != "info")


DEEDS: tuple[Deed, ...] = (
    Deed("add", mark("Add a zone"), "plus", ("Ins",), add, "zone"),
    Deed("duplicate", mark("Duplicate"), "copy", ("Ctrl+D",), duplicate, "zone", 1),
    Deed("lock", mark("Lock or unlock"), "lock", ("Ctrl+Shift+L",),
         lambda e: e.subject.lock(e.subject.selected), "zone", 1),
    Deed("remove", mark("Delete"), "trash-2", ("Del", "Backspace"),
         lambda e: e.subject.remove(), "zone", 1),
    Deed("left", mark("Align left"), "align-start-vertical", ("Alt+A",), align("left"), "align", 1),
    Deed("centre", mark("Align centres across"), "align-center-vertical", ("Alt+H",),
         align("centre"), "align", 1),
    Deed("right", mark("Align right"), "align-end-vertical", ("Alt+D",), align("right"), "align",
         1),
    Deed("top", mark("Align top"), "align-start-horizontal", ("Alt+W",), align("top"), "align", 1),
    Deed("middle", mark("Align middles down"), "align-center-horizontal", ("Alt+V",),
         align("middle"), "align", 1),
    Deed("bottom", mark("Align bottom"), "align-end-horizontal", ("Alt+S",), align("bottom"),
         "align", 1),
    Deed("across", mark("Even gaps across"), "align-horizontal-distribute-center",
         ("Ctrl+Alt+H",), lambda e: e.subject.distribute("x", _("Space zones of {name}")),
         "spread", 3),
    Deed("down", mark("Even gaps down"), "align-vertical-distribute-center", ("Ctrl+Alt+V",),
         lambda e: e.subject.distribute("y", _("Space zones of {name}")), "spread", 3),
    Deed("wide", mark("Same width as the first"), "move-horizontal", ("Ctrl+Alt+W",),
         lambda e: e.subject.even("w", _("Size zones of {name}")), "spread", 2),
    Deed("high", mark("Same height as the first"), "move-vertical", ("Ctrl+Alt+T",),
         lambda e: e.subject.even("h", _("Size zones of {name}")), "spread", 2),
    Deed("same", mark("Same size as the first"), "scaling", ("Ctrl+Alt+S",),
         lambda e: e.subject.even("both", _("Size zones of {name}")), "spread", 2),
    Deed("problem", mark("Next problem"), "triangle-alert", ("F8",), next_problem, "check",
         writes=False),
    Deed("mend", mark("Mend all places"), "badge-check", ("Ctrl+Shift+M",), mend_all, "check"),
    Deed("undo", mark("Undo"), "undo-2", ("Ctrl+Z",), lambda e: e.subject.session.undo(), "time"),
    Deed("redo", mark("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"),
         lambda e: e.subject.session.redo(), "time"),
    Deed("copy", mark("Copy"), "", ("Ctrl+C",), lambda e: clip.copy(e.subject), "", 1, False),
    Deed("cut", mark("Cut"), "", ("Ctrl+X",), cut, "", 1),
    Deed("paste", mark("Paste"), "", ("Ctrl+V",), paste, ""),
    Deed("all", mark("Select all zones"), "", ("Ctrl+A",), choose_all, "", 0, False),
    Deed("earlier", mark("Earlier in the reading order"), "", ("Ctrl+[",), order(-1), "", 1),
    Deed("later", mark("Later in the reading order"), "", ("Ctrl+]",), order(1), "", 1),
    Deed("out", mark("Zoom out"), "zoom-out", ("Ctrl+-",), lambda e: e.board.step_zoom(-1),
         "zoom", 0, False),
    Deed("in", mark("Zoom in"), "zoom-in", ("Ctrl+=", "Ctrl++"), lambda e: e.board.step_zoom(1),
         "zoom", 0, False),
    Deed("whole", mark("Show at 100 %"), "", ("Ctrl+0", "Shift+0"), lambda e: e.board.set_zoom(1),
         "", 0, False),
    Deed("fit", mark("Fit the picture"), "maximize", ("Shift+1", "Ctrl+9"),
         lambda e: e.board.fit(), "zoom", 0, False),
    Deed("width", mark("Fit the width"), "", ("Ctrl+8",), lambda e: e.board.fit_width(), "", 0,
         False),
    Deed("selection", mark("Fit the selection"), "", ("Shift+2",),
         lambda e: e.board.show_selection(), "", 1, False),
)  # fmt: skip
"""Every deed, in the order of the bar."""
