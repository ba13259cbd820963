"""Fixtures of the tests of folios."""

from collections.abc import Iterator

import pytest

from app.features import folios
from tests.support.bills import faults
from tests.support.desk import Desk


@pytest.fixture
def money(desk: Desk) -> Iterator[Desk]:
    """The desk with the ledgers of a hotel in Portugal; all of its sums are right when the test is over."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    yield desk
    assert faults(desk) == []
