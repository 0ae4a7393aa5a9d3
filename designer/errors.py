"""What can go wrong, in sentences that can be shown to a user as they stand."""

from __future__ import annotations


class DesignerError(Exception):
    """Something a user did or brought cannot be done; the text says what and how to mend it."""


class NotFoundError(DesignerError):
    """A name or an id points at nothing."""


class InvalidError(DesignerError):
    """A value does not fit: a setting, a condition, a weight, a table, a record."""


class RefusedError(DesignerError):
    """An edit would break what must always hold; the document is as it was."""


class UnreadableError(DesignerError):
    """A file is broken, foreign, too large or of a newer Duplex."""


class ReadOnlyError(DesignerError):
    """The project may be looked at but not changed; the text says why."""


class CancelledError(DesignerError):
    """The user stopped a long piece of work; nothing of it was kept."""
