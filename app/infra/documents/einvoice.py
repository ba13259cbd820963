"""The electronic invoice: EN 16931 as Cross Industry Invoice (Factur-X, profile EN 16931).

Prices that hold their tax become net lines: each part of a line under one tax is a line of its own, and the
nets add up to the sums by tax that the document shows. What is outside of the tax (city tax) goes in as
exempt with its reason, because EN 16931 allows "not subject to VAT" only where nothing else is taxed
(BR-O-11). A credit note's amounts are positive there.
"""

from decimal import Decimal
from typing import Any, Final
from xml.etree import ElementTree

from app.kernel.documents import (
    EXEMPT,
    OUTSIDE,
    REVERSE,
    DocumentContent,
    DocumentKind,
    Line,
    Part,
    Party,
    TaxRow,
)
from app.kernel.money import exponent

GUIDELINE: Final = "urn:cen.eu:en16931:2017"
# Amounts received in the name and for the account of another (a city): directive 2006/112/EC, article 79 c.
OUTSIDE_CODE, OUTSIDE_REASON = "VATEX-EU-79-C", "Collected for the municipality, outside the scope of VAT"
EXEMPT_REASON, REVERSE_CODE = "Exempt from VAT", "VATEX-EU-AE"
TYPE_CODES = {DocumentKind.CREDIT_NOTE: "381", DocumentKind.DEPOSIT_INVOICE: "386"}
INVOICE_CODE: Final = "380"
SEPA_TRANSFER, ONE, DUE_AT_ONCE = "58", "C62", "Due on receipt"


def xml_of(content: DocumentContent) -> bytes:
    """The invoice as XML. The content must be electronic (a tax, a payer with name and country)."""
    from drafthorse.models.document import Document  # noqa: PLC0415 - heavy, not on the way to the first screen
    from drafthorse.models.note import IncludedNote  # noqa: PLC0415 - heavy, not on the way to the first screen

    document = Document()
    document.context.guideline_parameter.id = GUIDELINE
    document.header.id = content.number
    document.header.type_code = TYPE_CODES.get(content.kind, INVOICE_CODE)
    document.header.issue_date_time = content.issued_on
    for text in content.notes:
        note = IncludedNote()
        note.content = text
        document.header.notes.add(note)
    terms = _Terms(content)
    _fill_parties(document.trade, content)
    document.trade.delivery.event.occurrence = content.stay.departure or content.issued_on
    for number, (line, part) in enumerate(_split(content), start=1):
        document.trade.items.add(terms.item(number, line, part))
    _fill_settlement(document.trade.settlement, content, terms)
    # Its own `serialize` parses what it wrote twice more; the schema is asked by `check_xml`.
    xml: bytes = ElementTree.tostring(document.to_etree(), encoding="UTF-8", xml_declaration=True)
    return xml


def _split(content: DocumentContent) -> list[tuple[Line, Part]]:
    return [(line, part) for line in content.lines for part in line.parts]


class _Terms:
    """How amounts and taxes of one document are written: sign, places, categories."""

    def __init__(self, content: DocumentContent) -> None:
        self._sign = -1 if content.kind is DocumentKind.CREDIT_NOTE else 1
        self._places = exponent(content.currency)

    def amount(self, minor: int) -> Decimal:
        """An amount as the document's kind counts it."""
        return Decimal(self._sign * minor).scaleb(-self._places)

    def item(self, number: int, line: Line, part: Part) -> Any:
        """A line: a count of one at its net price; a price below zero is a count below zero (BR-27)."""
        from drafthorse.models.tradelines import LineItem  # noqa: PLC0415 - heavy, not on the way to the first screen

        net = self.amount(part.net_minor)
        item = LineItem()
        item.document.line_id = str(number)
        item.product.name = _name(line, part)
        item.agreement.net.amount = abs(net)
        item.delivery.billed_quantity = (Decimal(-1 if net < 0 else 1), ONE)
        item.settlement.trade_tax.type_code = "VAT"
        item.settlement.trade_tax.category_code = _category(part.category)
        item.settlement.trade_tax.rate_applicable_percent = _rate(part.bp)
        if line.night is not None:
            item.settlement.period.start = line.night
            item.settlement.period.end = line.night
        item.settlement.monetary_summation.total_amount = net
        return item

    def tax(self, row: TaxRow) -> Any:
        """A sum by tax."""
        from drafthorse.models.accounting import ApplicableTradeTax  # noqa: PLC0415 - heavy, not on the way to the first screen

        tax = ApplicableTradeTax()
        tax.calculated_amount = self.amount(row.tax_minor)
        tax.type_code = "VAT"
        tax.basis_amount = self.amount(row.net_minor)
        tax.category_code = _category(row.category)
        tax.rate_applicable_percent = _rate(row.bp)
        if row.category == OUTSIDE:
            tax.exemption_reason, tax.exemption_reason_code = OUTSIDE_REASON, OUTSIDE_CODE
        elif row.category == EXEMPT:
            tax.exemption_reason = EXEMPT_REASON
        elif row.category == REVERSE:
            tax.exemption_reason_code = REVERSE_CODE
        return tax


def _category(category: str) -> str:
    return EXEMPT if category == OUTSIDE else category


def _rate(bp: int) -> Decimal:
    return Decimal(bp).scaleb(-2)


def _name(line: Line, part: Part) -> str:
    text = line.text if line.quantity == 1000 else f"{line.quantity / 1000:g} × {line.text}"
    return f"{text}: {part.text}" if part.text and len(line.parts) > 1 else text


def _fill_parties(trade: Any, content: DocumentContent) -> None:
    _fill_party(trade.agreement.seller, content.seller)
    _fill_party(trade.agreement.buyer, content.buyer)
    if content.buyer.order:
        trade.agreement.buyer_order.issuer_assigned_id = content.buyer.order


def _fill_party(target: Any, party: Party) -> None:
    from drafthorse.models.party import TaxRegistration  # noqa: PLC0415 - heavy, not on the way to the first screen

    target.name = party.name
    address = target.address
    address.postcode, address.city_name, address.country_id = party.postcode, party.city, party.country
    # The street, and below it what stands between name and street.
    for field, text in zip(
        ("line_one", "line_two", "line_three"), (party.street, *party.lines), strict=False
    ):
        if text:
            setattr(address, field, text)
    if party.email:
        target.electronic_address.uri_ID = ("EM", party.email)
    if party.vat_id:
        registration = TaxRegistration()
        registration.id = ("VA", party.vat_id.replace(" ", ""))
        target.tax_registrations.add(registration)


def _fill_settlement(settlement: Any, content: DocumentContent, terms: _Terms) -> None:
    settlement.currency_code = content.currency
    settlement.payment_reference = content.number
    if content.bank.iban and content.due_minor > 0:
        _fill_bank(settlement, content)
    for row in _rows(content):
        settlement.trade_tax.add(terms.tax(row))
    if content.stay.arrival and content.stay.departure:
        settlement.period.start, settlement.period.end = content.stay.arrival, content.stay.departure
    _fill_due(settlement, content)
    if content.corrects is not None:
        settlement.invoice_referenced_document.issuer_assigned_id = content.corrects.number
        settlement.invoice_referenced_document.issue_date_time = content.corrects.issued_on
    _fill_sums(settlement.monetary_summation, content, terms)


def _rows(content: DocumentContent) -> list[TaxRow]:
    """The sums by tax as the XML has them: what is exempt and what is outside are one."""
    rows = list(content.taxes)
    outside = [row for row in rows if row.category == OUTSIDE]
    exempt = [row for row in rows if row.category == EXEMPT]
    if not outside or not exempt:
        return rows
    net_minor = sum(row.net_minor for row in (*outside, *exempt))
    return [row for row in rows if row not in (*outside, *exempt)] + [TaxRow(0, EXEMPT, net_minor, 0)]


def _fill_bank(settlement: Any, content: DocumentContent) -> None:
    from drafthorse.models.payment import PaymentMeans  # noqa: PLC0415 - heavy, not on the way to the first screen

    means = PaymentMeans()
    means.type_code = SEPA_TRANSFER
    means.payee_account.iban = content.bank.iban.replace(" ", "")
    means.payee_account.account_name = content.bank.holder or content.seller.name
    if content.bank.bic:
        means.payee_institution.bic = content.bank.bic
    settlement.payment_means.add(means)


def _fill_due(settlement: Any, content: DocumentContent) -> None:
    """When to pay; asked for where something is due (BR-CO-25)."""
    from drafthorse.models.payment import PaymentTerms  # noqa: PLC0415 - heavy, not on the way to the first screen

    terms = PaymentTerms()
    if content.due_on is not None:
        terms.due = content.due_on
    else:
        terms.description = DUE_AT_ONCE
    settlement.terms.add(terms)


def _fill_sums(sums: Any, content: DocumentContent, terms: _Terms) -> None:
    net_minor = sum(row.net_minor for row in content.taxes)
    tax_minor = sum(row.tax_minor for row in content.taxes)
    sums.line_total = terms.amount(net_minor)
    sums.tax_basis_total = terms.amount(net_minor)
    sums.tax_total = (terms.amount(tax_minor), content.currency)
    sums.grand_total = terms.amount(content.total_minor)
    sums.prepaid_total = terms.amount(content.paid_minor)
    sums.due_amount = terms.amount(content.due_minor)
