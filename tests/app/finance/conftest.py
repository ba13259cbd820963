"""Fixtures of the tests of finance: the desk with ledgers, and companies that may pay later."""

import pytest

from app.features import folios
from tests.support.desk import Desk


@pytest.fixture
def money(desk: Desk) -> Desk:
    """The desk with the ledgers of a hotel in Portugal."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    return desk
