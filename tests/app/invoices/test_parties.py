"""Who issues and who is billed: VAT numbers of the right country, banks, logos."""

import base64
from io import BytesIO

import pytest
from PIL import Image

from app.features.guests import AddCompany
from app.features.invoices import (
    BillingAddressOf,
    DocumentFile,
    IssuerOf,
    SetBillingAddress,
    SetIssuer,
    VatNumberRefused,
)
from app.features.invoices.rules.vat_numbers import fault_of, with_letters
from app.kernel.errors import InvalidInput, NotFound
from tests.support.billing import ADDRESS, bill, company, issued
from tests.support.desk import Desk


@pytest.mark.parametrize(
    ("number", "country", "written"),
    [
        ("PT 501 964 843", "PT", "PT501964843"), ("501.964.843", "PT", "PT501964843"),
        ("de136695976", "DE", "DE136695976"), ("EL 094259216", "GR", "EL094259216"),
        ("GB980780684", "GB", "GB980780684"), ("CHE-107.787.577 MWST", "CH", "CHE107787577MWST"),
        ("NO995525828MVA", "NO", "NO995525828MVA"), ("12-3456789", "US", "123456789"), ("", "DE", ""),
    ],
)  # fmt: skip
def test_right_numbers(number: str, country: str, written: str) -> None:
    """In any spelling, with their country's letters; where no rule is known, as they are."""
    assert fault_of(number, country) == ""
    assert with_letters(number, country) == written


@pytest.mark.parametrize(
    ("number", "country", "word"),
    [
        ("DE136695976", "PT", "is a VAT number of DE, but the address is in PT"),
        ("PT501964843", "GR", "is a VAT number of PT"), ("DE136695975", "DE", "cannot be"),
        ("PT12", "PT", "cannot be"), ("GB123456789", "GB", "cannot be"), ("abc", "FR", "cannot be"),
    ],
)  # fmt: skip
def test_wrong_numbers_are_told_in_a_sentence(number: str, country: str, word: str) -> None:
    """Another country's number, a wrong check digit, no number at all."""
    fault = fault_of(number, country)
    assert word in fault
    assert fault.endswith(".")


def test_a_number_of_the_wrong_country_is_refused(bills: Desk) -> None:
    """Two ways on: the address is where the number is, or there is no number. Both are carried out."""
    company_id = bills.app.new_id()
    bills.do(AddCompany, company_id=company_id, kind="company", code="NW", name="Nordwind")
    fields = ADDRESS | {"country": "PT", "address_id": bills.app.new_id(), "company_id": company_id}
    refusal = bills.refused(VatNumberRefused, SetBillingAddress, **fields)
    assert refusal.field == "vat_id"
    there, without = refusal.choices
    bills.app.execute(there.command)
    known = bills.app.ask(BillingAddressOf(company_id=company_id))
    assert known is not None
    assert (known.country, known.vat_id) == ("DE", "DE136695976")
    bills.app.execute(without.command)
    known = bills.app.ask(BillingAddressOf(company_id=company_id))
    assert known is not None
    assert (known.country, known.vat_id) == ("PT", "")


def test_what_is_offered_would_be_taken(bills: Desk) -> None:
    """A number of another country brings no choices while something else is wrong too."""
    lost = ADDRESS | {"country": "PT", "address_id": bills.app.new_id()}
    for payer in ({"company_id": bills.app.new_id()}, {"guest_id": bills.app.new_id()}):
        assert bills.refused(NotFound, SetBillingAddress, **lost, **payer).choices == ()
    known = lost | {"company_id": company(bills)}
    bills.refused(InvalidInput, SetBillingAddress, **known, language="tlh")
    issuer = {"property_id": bills.hotel.property_id, "name": "M", "country": "PT", "vat_id": "DE136695976"}
    for wrong in ({"iban": "PT99"}, {"logo": "%%%"}):
        bills.refused(InvalidInput, SetIssuer, **issuer, **wrong)
    assert len(bills.refused(VatNumberRefused, SetIssuer, **issuer).choices) == 2


def test_what_an_address_cannot_be(bills: Desk) -> None:
    """Nobody, two payers at once, no country."""
    fields = ADDRESS | {"address_id": bills.app.new_id(), "company_id": bills.app.new_id()}
    bills.refused(InvalidInput, SetBillingAddress, **(fields | {"guest_id": bills.app.new_id()}))
    bills.refused(InvalidInput, SetBillingAddress, **(fields | {"name": " "}))
    bills.refused(InvalidInput, SetBillingAddress, **(fields | {"country": "Germany"}))
    assert company(bills)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "), ("country", "pt"), ("iban", "PT50000201231234567890155"), ("bic", "NOPE"),
        ("due_days", -1), ("logo", "%%%"), ("logo", base64.b64encode(b"GIF89a").decode()),
        ("logo", base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(400_000)).decode()),
    ],
)  # fmt: skip
def test_what_an_issuer_cannot_be(bills: Desk, field: str, value: object) -> None:
    """A sentence at the field."""
    fields = {"property_id": bills.hotel.property_id, "name": "Miradouro", "country": "PT"}
    assert bills.refused(InvalidInput, SetIssuer, **(fields | {field: value})).field == field


def test_the_logo_is_on_the_page(bills: Desk) -> None:
    """A picture in place of the bell."""
    before = bills.app.ask(IssuerOf(property_id=bills.hotel.property_id))
    assert before is not None
    seen = issued(bills, bill(bills, 750))
    plain = bills.app.ask(DocumentFile(document_id=seen.row.id)).pdf
    picture = BytesIO()
    Image.new("RGBA", (60, 30), (200, 30, 30, 128)).save(picture, "PNG")
    logo = base64.b64encode(picture.getvalue()).decode()
    bills.do(SetIssuer, property_id=bills.hotel.property_id, name=before.name, country="PT", logo=logo)
    assert b"/Subtype /Image" in bills.app.ask(DocumentFile(document_id=seen.row.id)).pdf
    assert b"/Subtype /Image" not in plain
