"""Text in place: which text of a module may be written, and every keystroke in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from designer.actions import writing as verbs
from designer.errors import DesignerError
from designer.kinds.settings.rich_text import INKS
from designer.language import _
from designer.records import HIDDEN, Module, Struct, Variant
from designer.render.marks import Mark, Marked, Marker
from designer.render.patch import Patch, Patcher
from designer.render.style import colour_of
from widgets.inspector.fields.colour import NAMES
from widgets.look import tokens

if TYPE_CHECKING:
    from widgets.canvas.view import CanvasView

LEFT_TO_THE_STUDIO = frozenset({Qt.Key.Key_S, Qt.Key.Key_F, Qt.Key.Key_H, Qt.Key.Key_Q})
"""With Ctrl these are the studio's also while a text is written; all others are the text's."""


class Wanted(Struct):
    """Which text is meant: the one at a place of the view, or the one before or after another."""

    x: float | None = None
    y: float | None = None
    after: str = ""
    index: int = 0
    by: int = 0


class Text(msgspec.Struct):
    """The text that is being written, how its variant stood before, and what was heard last."""

    module: str
    mark: Mark
    before: Variant
    heard: int = 0
    kept: bool = True
    problem: str = ""


class Writing(QObject):
    """One end of the text's own channel; the page's messages carry the generation they are of."""

    answered = Signal(int, str)
    """A module with marks around its texts, as JSON, for whoever asked to write one."""
    stopped = Signal(int, str)
    """The keyboard has left the page: what is written stays as it is."""
    ended = Signal()
    """Somebody has stopped writing: the module must be shown again as it is."""

    def __init__(self, view: CanvasView) -> None:
        super().__init__(view)
        self.view, self.session = view, view.session
        self.text: Text | None = None
        self._marker = Marker(view.session.library)
        self._marks: dict[str, Mark] = {}
        self._heard: list[QWidget] = []
        self._settled: set[str] = set()
        self._asked = ""
        """The module whose text may be written any moment: its patches come with marks."""

    # ---- from the page ----

    @Slot(int, str, str)
    def asked_to_write(self, generation: int, module: str, wanted: str) -> None:
        """A text of this module is wanted."""
        if not self._is_now(generation, module):
            return
        self._asked = module
        marked = self._marked(module)
        self._marks = {mark.key: mark for mark in marked.marks}
        look = tokens.of(self.view)
        self.view.bridge.send(self.answered, {
            "module": module, "html": marked.html, "marks": marked.marks,
            "wanted": msgspec.json.decode(wanted, type=Wanted), "refused": bool(self._why(module)),
            "words": words(), "inks": self._inks(),
            "colours": {name: getattr(look, name) for name in _CHROME},
        })  # fmt: skip

    @Slot(int, str)
    def refused_to_write(self, generation: int, module: str) -> None:
        """A text was wanted that must not be changed: say why."""
        if self._is_now(generation, module) and (why := self._why(module)):
            self.session.said.emit(why, "problem")

    @Slot(int, str, str)
    def began_to_write(self, generation: int, module: str, key: str) -> None:
        """The caret stands in this text."""
        choice = self.session.decision().choices.get(module, HIDDEN)
        mark = self._marks.get(key)
        if not self._is_now(generation, module) or mark is None or choice == HIDDEN:
            return
        self._asked = ""
        before = verbs.begin_writing(self.session.document, variant=choice)
        self.text = Text(module, mark, before)
        self._listen()

    @Slot(int, str, int, str)
    def wrote(self, generation: int, module: str, number: int, value: str) -> None:
        """The text stands so after this many changes."""
        text = self.text
        if text is None or text.module != module or generation != self.view.bridge.generation:
            return
        text.heard = number
        try:
            self._write(text, value)
            text.problem = ""
        except DesignerError as problem:
            if text.problem != str(problem):
                self.session.said.emit(str(problem), "problem")
            text.problem = str(problem)

    @Slot(int, str, bool)
    def ended_writing(self, generation: int, module: str, kept: bool) -> None:
        """The caret has left the text; what was written stays, or is taken back."""
        text, self.text = self.text, None
        if generation != self.view.bridge.generation:
            return
        self._settled.add(module)
        if text is not None:
            self._deafen()
            self._end(text, kept=kept)
        self.ended.emit()

    @Slot(int, str, str, str)
    def opened(self, generation: int, module: str, setting: str, source: str) -> None:
        """What was double-clicked is no text of a setting: the inspector has it."""
        self._asked = ""
        self.view.bridge.opened(generation, module, setting, source)

    # ---- towards the page ----

    def settled(self, patch: Patch, patcher: Patcher) -> Patch:
        """The patch with the modules added that were written until just now."""
        sent = {one.module for one in patch.fragments}
        found = (patcher.shown(key) for key in sorted(self._settled - sent))
        self._settled.clear()
        again = tuple(one for one in found if one is not None)
        if not again or patch.reload:
            return patch
        return msgspec.structs.replace(patch, fragments=(*patch.fragments, *again))

    def dressed(self, message: dict[str, Any]) -> dict[str, Any]:
        """A patch's message; the module that is being written brings its marks along."""
        module = self._asked or (self.text.module if self.text else "")
        return {**message, "fragments": [
            one | self._around(module) if one["module"] == module else one
            for one in message["fragments"]
        ]}  # fmt: skip

    def _around(self, module: str) -> dict[str, Any]:
        marked = self._marked(module)
        self._marks = {mark.key: mark for mark in marked.marks}
        heard = self.text.heard if self.text else 0
        return {"marked": marked.html, "marks": marked.marks, "heard": heard}

    # ---- keys ----

    def let_go(self) -> None:
        """The page is loaded anew: what is written stays as it is."""
        text, self.text = self.text, None
        if text is not None:
            self._deafen()
            self._end(text, kept=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        lost = event.type() == QEvent.Type.FocusOut
        if lost and isinstance(event, QFocusEvent) and event.reason() not in _STAYING:
            self.view.bridge.send(self.stopped, {})
        if self.text is None or not isinstance(event, QKeyEvent) or not is_the_texts(event):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        # what the page had no use for comes back to the widget above it: it is no shortcut either
        return event.type() == QEvent.Type.KeyPress and watched is self.view.parentWidget()

    def _listen(self) -> None:
        self._heard = [one for one in (self.view.focusProxy(), self.view.parentWidget()) if one]
        for widget in self._heard:
            widget.installEventFilter(self)

    def _deafen(self) -> None:
        for widget in self._heard:
            widget.removeEventFilter(self)
        self._heard = []

    # ---- inside ----

    def _is_now(self, generation: int, module: str) -> bool:
        found = self.session.document.find(module)
        return generation == self.view.bridge.generation and isinstance(found, Module)

    def _why(self, module: str) -> str:
        """Why a module's texts must not be changed; empty when they may."""
        if self.session.project.read_only:
            return self.session.project.read_only
        at = self.session.document.get(module, Module)
        if at.locked:
            return _("“{name}” is locked; unlock it first.", name=at.name)
        return ""

    def _marked(self, module: str) -> Marked:
        choice = self.session.decision().choices.get(module, HIDDEN)
        return self._marker.marked(self.session.document, module, choice)

    def _write(self, text: Text, value: str) -> None:
        document, library = self.session.document, self.session.library
        variant, setting = text.before.id, text.mark.key
        if text.mark.how == "rich":
            verbs.write_rich(
                document, variant=variant, setting=setting, html=value, library=library
            )
        else:
            verbs.write(document, variant=variant, setting=setting, text=value, library=library)

    def _end(self, text: Text, *, kept: bool) -> None:
        document = self.session.document
        if kept:
            verbs.stop_writing(document)
        elif isinstance(document.find(text.before.id), Variant):
            key = text.mark.key
            self.session.attempt(lambda: verbs.unwrite(document, before=text.before, setting=key))

    def _inks(self) -> list[dict[str, str]]:
        theme = self.session.document.shop.theme
        return [
            {"token": name, "name": _(NAMES[name]), "value": colour_of(theme, name)}
            for name in INKS
        ]


_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Why the keyboard may be away for a while without an end to the writing."""

_CHROME = (
    "panel", "raised", "field", "line", "line_strong", "text", "muted", "accent", "accent_soft",
    "accent_text", "hover", "pressed", "danger",
)  # fmt: skip


def is_the_texts(event: QKeyEvent) -> bool:
    """Whether a key belongs to the text that is being written, not to a shortcut of the studio."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
        return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return not (control and event.key() in LEFT_TO_THE_STUDIO)


def words() -> dict[str, str]:
    """The words of the toolbar of a rich text."""
    return {
        "tools": _("Formatting · Alt+F10"),
        "bold": _("Bold · {keys}", keys="Ctrl+B"),
        "italic": _("Italic · {keys}", keys="Ctrl+I"),
        "underline": _("Underline · {keys}", keys="Ctrl+U"),
        "colour": _("Text colour"),
        "list": _("List"),
        "link": _("Link · {keys}", keys="Ctrl+K"),
        "no_colour": _("No colour of its own"),
        "address": _("Address"),
        "link_done": _("Link"),
        "link_gone": _("Remove link"),
        "wrong_address": _("An address starts with https:// or http://."),
    }
