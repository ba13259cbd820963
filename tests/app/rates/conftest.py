"""Fixtures of the tests of rates."""

import pytest

from tests.app.rates.house import Rates
from tests.support.desk import Desk


@pytest.fixture
def rates(desk: Desk) -> Rates:
    """The small hotel, without any plan yet, on each engine."""
    return Rates(desk, {})
