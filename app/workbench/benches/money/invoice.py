"""An invoice as a file: PDF/A-3 with the electronic invoice inside, for a short stay and a long one."""

from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import Any, Final

from app.infra.documents import check_xml, facturx_of, xml_of
from app.kernel.documents import (
    OUTSIDE,
    STANDARD,
    Bank,
    DocumentContent,
    DocumentKind,
    Line,
    Part,
    Party,
    StayFacts,
)
from app.workbench.benches.budgets import INVOICE_FILE
from app.workbench.benches.repeated import REPEATS, WARM_UP, each, row

ARRIVES: Final = date(2026, 11, 17)
# Nights of the stays; the budget holds for each.
STAYS: Final = (4, 30)
SELLER: Final = Party(
    "Miradouro Hotelaria Lda", (), "Rua da Senhora do Monte 41", "1170-358", "Lisboa", "PT", "PT501964843"
)
BUYER: Final = Party("Nordwind Turbinen GmbH", (), "Am Kaiserkai 18", "20457", "Hamburg", "DE", "DE136695976")


def run(server: str = "") -> list[dict[str, Any]]:  # noqa: ARG001 - no database takes part
    """The first file of a process loads what it needs; every later one has the budget."""
    start = perf_counter()
    facturx_of(invoice(STAYS[0], 0))
    first = {"case": "invoice file, the first of a process", "ms": round((perf_counter() - start) * 1000)}
    return [first, *(_files(nights) for nights in STAYS), _proof()]


def invoice(nights: int, number: int) -> DocumentContent:
    """An invoice of a room with breakfast, garage and city tax."""
    lines = []
    for n in range(nights):
        night = ARRIVES + timedelta(days=n)
        lines += [
            Line("Superior double 312", (Part(12_170, 730, 600, STANDARD),), night),
            Line("Breakfast", (Part(1_133, 147, 1_300, STANDARD, "food"), _drinks()), night),
            Line("Garage", (Part(1_220, 280, 2_300, STANDARD),), night),
            Line("City tax, 1 person", (Part(400, 0, 0, OUTSIDE, "City tax"),), night),
        ]
    leaves = ARRIVES + timedelta(days=nights)
    return DocumentContent(
        kind=DocumentKind.INVOICE, number=f"FT 2026/{number:06d}", issued_on=leaves, currency="EUR",
        seller=SELLER, house="Miradouro", place="Hotel · Lisboa", buyer=BUYER, lines=tuple(lines),
        stay=StayFacts("M-20391", "Haruki Tanabe", "312", ARRIVES, leaves), due_on=leaves,
        bank=Bank("PT50000201231234567890154", "BCGMPTPL"), issued_by="Marta Sousa",
    )  # fmt: skip


def _drinks() -> Part:
    return Part(260, 60, 2_300, STANDARD, "drinks")


def _files(nights: int) -> dict[str, Any]:
    contents = [invoice(nights, number) for number in range(REPEATS + WARM_UP)]
    works = [partial(facturx_of, content) for content in contents]
    times = each(works[WARM_UP:], works[:WARM_UP])
    return row(f"invoice file with e-invoice, {nights} nights", times, INVOICE_FILE)


def _proof() -> dict[str, Any]:
    """XSD and Schematron of one invoice, when both are loaded; it must be valid."""
    xml = xml_of(invoice(STAYS[0], 0))
    faults = check_xml(xml)
    start = perf_counter()
    check_xml(xml)
    return {
        "case": "e-invoice proved offline", "ms": round((perf_counter() - start) * 1000, 1),
        "faults": len(faults), "ok": not faults,
    }  # fmt: skip
