"""The small shop with tests in it."""

from __future__ import annotations

import pytest

from tests.widgets.experiments import lab
from widgets.session import Session


@pytest.fixture
def tests(session) -> Session:
    """A session whose shop has two tests in a layer, one of them running."""
    lab.stocked(session.document)
    return session
