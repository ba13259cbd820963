"""A whole stay: nights with their city tax, extras, a payment, and the bill that an authority would read."""

import re
from dataclasses import replace

from app.features import folios
from app.features.guests import ChangeGuest
from app.features.invoices import ReissueDocument, SetBillingAddress
from app.infra.documents import check_xml, facturx_of, xml_of
from app.infra.documents.words import Words
from app.kernel.documents import OUTSIDE
from tests.infra.documents.reading import texts
from tests.support.billing import issued, pay
from tests.support.bills import charge, post_nights, view
from tests.support.desk import Desk


def test_the_bill_of_a_stay(bills: Desk) -> None:
    """Line by line what the folio says, taxes as the books hold them; valid, and readable on paper."""
    house = bills.hotel.property_id
    bills.do(folios.UseCityPreset, property_id=house, preset="LISBON")
    stay_id = bills.check_in("101", nights=3, name="Tanabe", prices=(12_900, 12_900, 14_100))
    for day in range(3):
        post_nights(bills)
        if day == 1:
            folio = bills.app.ask(folios.FolioOf(stay_id=stay_id))
            assert folio is not None
            charge(bills, folio.folio_id, 450, "MINIBAR", quantity=2_000)
        bills.close_day()
    folio = bills.app.ask(folios.FolioOf(stay_id=stay_id))
    assert folio is not None
    pay(bills, folio.folio_id, 10_000, reference="NW-88120")
    guest_id = bills.view(stay_id).guest_id
    bills.do(
        SetBillingAddress, address_id=bills.app.new_id(), guest_id=guest_id, name="Haruki Tanabe",
        street="Rua Augusta 1", city="Porto", country="PT",
    )  # fmt: skip
    content = issued(bills, folio.folio_id).content
    assert content.total_minor - content.paid_minor == view(bills, folio.folio_id).balance_minor
    rooms = [(line.night, line.gross_minor) for line in content.lines if line.text == "Room 101"]
    assert rooms == [(bills.day(0), 12_900), (bills.day(1), 12_900), (bills.day(2), 14_100)]
    outside = [row for row in content.taxes if row.category == OUTSIDE]
    assert [row.net_minor for row in outside] == [3 * 400]
    assert content.stay.room == "101, Standard"
    vat_minor = view(bills, folio.folio_id).windows[0].vat_minor
    assert vat_minor == sum(row.tax_minor for row in content.taxes)
    assert check_xml(xml_of(content)) == []


def test_the_bill_is_read_on_paper(bills: Desk) -> None:
    """The text of the file has the sums of the folio, and speaks of the night on which a drink was had."""
    stay_id = bills.check_in("101", nights=1, name="Tanabe")
    post_nights(bills)
    folio = bills.app.ask(folios.FolioOf(stay_id=stay_id))
    assert folio is not None
    charge(bills, folio.folio_id, 450, "MINIBAR", quantity=2_000)
    content = issued(bills, folio.folio_id, kind="simplified").content
    (text,) = texts(facturx_of(content))
    assert "Room 101" in text
    assert re.search(r"Sat 21 Nov .*2 × Minibar 23 % 9\.00", text)
    assert Words.of("en", "EUR").money(content.due_minor) in text


def test_the_guest_s_language_is_the_bill_s(bills: Desk) -> None:
    """It is kept in the content; another one can be asked for, also when it is issued anew."""
    stay_id = bills.check_in("101", nights=1)
    post_nights(bills)
    folio = bills.app.ask(folios.FolioOf(stay_id=stay_id))
    assert folio is not None
    bills.do(ChangeGuest, guest_id=bills.view(stay_id).guest_id, language="de")
    first = issued(bills, folio.folio_id, kind="simplified")
    assert first.content.language == "de"
    bills.do(
        ReissueDocument, credit_id=bills.app.new_id(), document_id=bills.app.new_id(),
        corrects_id=first.row.id, reason="Language", language="fr",
    )  # fmt: skip
    assert issued(bills, folio.folio_id, kind="statement", language="pt").content.language == "pt"
    assert replace(first.content, language="fr").total_minor == first.content.total_minor
