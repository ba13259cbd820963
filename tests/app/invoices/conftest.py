"""Fixtures of the tests of invoices: a hotel in Portugal that knows who issues its bills."""

from collections.abc import Iterator

import pytest

from app.features import folios
from app.features.invoices import SetIssuer
from tests.support.bills import faults
from tests.support.desk import Desk


@pytest.fixture
def bills(desk: Desk) -> Iterator[Desk]:
    """A desk with ledgers and an issuer; ledgers, series and seals are sound when the test is over."""
    desk.do(folios.SetUpLedgers, property_id=desk.hotel.property_id, country="PT")
    desk.do(
        SetIssuer, property_id=desk.hotel.property_id, name="Miradouro Hotelaria Lda", country="PT",
        street="Rua da Senhora do Monte 41", postcode="1170-358", city="Lisboa", vat_id="501 964 843",
        iban="PT50 0002 0123 1234 5678 9015 4", bic="BCGMPTPL", place="Hotel · Lisboa",
    )  # fmt: skip
    yield desk
    assert faults(desk) == []
