"""Which keys each command has: its own, or those the user gave it, kept from start to start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from designer.errors import UnreadableError
from designer.language import _, mark

if TYPE_CHECKING:
    from widgets.settings import Settings

KEPT: Final = "keys/changed"
LIMIT: Final = 64 * 1024
"""Bytes beyond which a file of keys is not read."""

RESERVED: Final = {
    "Ctrl+Space": mark("Chinese input methods switch on and off with this key."),
    "Ctrl+Shift+F": mark("Chinese input methods change simplified to traditional with this key."),
    "Ctrl+Shift+Space": mark("Input methods use this key."),
    "Shift+Space": mark("Chinese input methods change the width of signs with this key."),
    "Ctrl+.": mark("Chinese input methods change punctuation with this key."),
    "Alt+F4": mark("The desktop closes windows with this key."),
    "Alt+Tab": mark("The desktop changes windows with this key."),
}
"""Keys that the desktop or an input method may take first."""


class _Written(msgspec.Struct, forbid_unknown_fields=True):
    """A file of keys as it is exchanged."""

    duplex_keys: int
    keys: dict[str, list[str]]


class Keymap(QObject):
    """The keys in force by command; `changed` tells that some are others now."""

    changed = Signal()

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._own: dict[str, tuple[str, ...]] = {}
        self._given: dict[str, tuple[str, ...]] = {}
        if settings is not None:
            self._given = _read(settings.kept(KEPT))

    def declare(self, name: str, keys: Iterable[str]) -> None:
        """Make a command known with the keys it has of itself."""
        self._own[name] = tuple(normal(key) for key in keys)

    def names(self) -> tuple[str, ...]:
        """The known commands."""
        return tuple(self._own)

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a command, the first being the one that is shown."""
        return self._given.get(name, self._own.get(name, ()))

    def own(self, name: str) -> tuple[str, ...]:
        """The keys a command has as long as nobody gives it others."""
        return self._own.get(name, ())

    def is_changed(self, name: str) -> bool:
        """Whether the user gave it other keys."""
        return self.keys(name) != self.own(name)

    def holder(self, key: str, *, besides: str = "") -> str:
        """The other command that has a key; empty when it is free."""
        wanted = normal(key)
        return next((n for n in self._own if n != besides and wanted in self.keys(n)), "")

    def give(self, name: str, keys: Iterable[str]) -> None:
        """Give a command these keys; whoever had one of them loses it."""
        wanted = tuple(dict.fromkeys(filter(None, map(normal, keys))))
        for key in wanted:
            other = self.holder(key, besides=name)
            if other:
                self._put(other, tuple(one for one in self.keys(other) if one != key))
        self._put(name, wanted)
        self._keep()

    def reset(self, *names: str) -> None:
        """Give commands their own keys again, all of them when none is named."""
        for name in names or tuple(self._given):
            self._given.pop(name, None)
        for name in names:
            for key in self.own(name):
                other = self.holder(key, besides=name)
                if other:
                    self._put(other, tuple(one for one in self.keys(other) if one != key))
        self._keep()

    def written(self) -> bytes:
        """The changed keys as JSON, to carry to another machine."""
        keys = {name: list(keys) for name, keys in sorted(self._given.items())}
        return msgspec.json.format(msgspec.json.encode({"duplex_keys": 1, "keys": keys}))

    def read(self, data: bytes) -> tuple[str, ...]:
        """Take over keys from JSON; returns the names nobody knows here. Raises UnreadableError."""
        found = _parsed(data)
        self._given = {}
        for name, keys in found.items():
            if name in self._own:
                self.give(name, keys)
        self._keep()
        return tuple(name for name in found if name not in self._own)

    def _put(self, name: str, keys: tuple[str, ...]) -> None:
        if keys == self.own(name):
            self._given.pop(name, None)
        else:
            self._given[name] = keys

    def _keep(self) -> None:
        if self._settings is not None:
            text = msgspec.json.encode(self._given).decode()
            self._settings.keep(KEPT, text if self._given else "")
            self._settings.save()
        self.changed.emit()


def normal(key: str) -> str:
    """A key as Qt writes it everywhere, such as `Ctrl+Shift+D`; empty when it is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def shown(key: str) -> str:
    """A key as this system writes keys."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def warning(key: str) -> str:
    """Why a key may never arrive; empty when nothing speaks against it."""
    told = RESERVED.get(normal(key), "")
    return _(told) if told else ""


def _read(text: str) -> dict[str, tuple[str, ...]]:
    """What was kept; wrong text counts as none."""
    try:
        found = msgspec.json.decode(text or "{}", type=dict[str, tuple[str, ...]])
    except msgspec.MsgspecError:
        return {}
    return {name: tuple(filter(None, map(normal, keys))) for name, keys in found.items()}


def _parsed(data: bytes) -> Mapping[str, list[str]]:
    if len(data) > LIMIT:
        raise UnreadableError(_("The file is too large to hold keys."))
    try:
        return msgspec.json.decode(data, type=_Written).keys
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        text = _("The file holds no keys of Duplex: {reason}", reason=problem)
        raise UnreadableError(text) from problem
