"""A command that names a row which is not there is refused with a sentence, on both engines."""

import pytest

from app.bootstrap import App
from app.features.invoices import BillingAddressOf, SetBillingAddress
from app.kernel.errors import NotFound


def test_a_name_for_nothing_is_refused(app: App) -> None:
    """The database's own fence is the last to see it; what is told is a sentence, and nothing is written."""
    nobody = app.new_id()
    command = SetBillingAddress(
        id=app.new_id(), address_id=app.new_id(), name="Nordlys", country="PT", company_id=nobody
    )
    with pytest.raises(NotFound, match=r"\.$"):
        app.execute(command)
    assert app.ask(BillingAddressOf(company_id=nobody)) is None
