"""The small shop with all its invariants, ready to be edited."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from designer.document.document import Document
from designer.kinds.library import Library
from tests.designer import small_shop


@pytest.fixture
def document() -> Document:
    return small_shop.document()


@pytest.fixture
def library() -> Library:
    return small_shop.library()


@pytest.fixture
def undone(document: Document) -> Callable[[], None]:
    """Takes the one step back and finds the shop as it was."""

    def undo() -> None:
        assert document.undo() is not None
        assert document.undo() is None
        assert dict(document.records) == {r.id: r for r in small_shop.records()}

    return undo
