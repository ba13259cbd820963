"""A folio on paper: all its lines and payments, billed or not, in the guest's language; without a number."""

import pytest

from app.features.invoices import Documents, FolioPaper
from app.features.invoices.queries.folio_paper import folio_content
from app.kernel.errors import NotFound
from tests.infra.documents.reading import texts
from tests.support.billing import bill, issued, pay
from tests.support.bills import charge
from tests.support.desk import Desk

pytestmark = pytest.mark.usefixtures("qapp")


def test_all_of_it_in_the_guests_language(bills: Desk) -> None:
    """A bill takes nothing off the folio's pages; the language can be chosen."""
    folio_id = bill(bills, 1_200)
    issued(bills, folio_id)
    charge(bills, folio_id, 800, "MINIBAR")
    pay(bills, folio_id, 500)
    query = FolioPaper(folio_id=folio_id, language="de")
    with bills.app.database.reader(bills.app.actor.tenant_id) as session:
        content, _issuer = folio_content(query, session)
    assert (content.total_minor, content.paid_minor) == (2_000, 500)
    file = bills.app.ask(query)
    text = texts(file.pdf)[0]
    for said in ("Gästekonto", "Bezahlt: Überweisung", "Zu zahlen", "15,00", "Seite 1 von 1"):
        assert said in text
    assert (file.kind, file.lacking) == ("folio", ())
    assert len(bills.app.ask(Documents(folio_id=folio_id))) == 1


def test_no_such_folio(bills: Desk) -> None:
    """It is said."""
    with pytest.raises(NotFound):
        bills.app.ask(FolioPaper(folio_id=bills.app.new_id()))
