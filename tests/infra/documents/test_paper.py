"""Documents on paper: what stands on the page, and how it looks beside the kept pictures."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.infra.documents import page as page_plan
from app.infra.documents import pdf_of, tail, words
from app.infra.documents.sheet import Sheet
from app.kernel.documents import DocumentContent, Line, Party
from tests.infra.documents.reading import difference, picture, texts
from tests.support import papers

GOLDEN = Path(__file__).parent / "golden"
# Letters are drawn a little differently by another build of Qt; a line that moved or is missing is more.
MOST_APART, MOST_BLOCK_APART = 0.6, 20

pytestmark = pytest.mark.usefixtures("qapp")

KEPT = {
    "invoice": (papers.invoice(), 0),
    "long-1": (papers.invoice(14), 0),
    "long-2": (papers.invoice(14), 1),
    "paid": (papers.paid_invoice(), 0),
    "credit-note": (papers.credit_note(), 0),
    "simplified": (papers.simplified(), 0),
    "receipt": (papers.receipt(), 0),
    "statement": (papers.statement(), 0),
    "invoice-de": (replace(papers.invoice(), language="de"), 0),
    "reminder": (papers.reminder(), 0),
    "commission": (papers.commission(), 0),
    "folio": (papers.folio(), 0),
}


def page(content: DocumentContent) -> str:
    """The text of a document of one page."""
    (text,) = texts(pdf_of(content))
    return text


@pytest.mark.parametrize("name", KEPT)
def test_the_page_looks_as_it_did(name: str) -> None:
    """Each page beside its kept picture. To keep a new one, save `small(picture(…))`."""
    content, number = KEPT[name]
    drawn = picture(pdf_of(content, electronic=content.is_electronic), number)
    kept = QImage(str(GOLDEN / f"{name}.png"))
    assert not kept.isNull()
    average, block = difference(drawn, kept)
    assert average <= MOST_APART
    assert block <= MOST_BLOCK_APART


def test_a_missing_line_is_seen() -> None:
    """Control: one line less, one other amount, and the comparison says so."""
    content = papers.invoice()
    kept = QImage(str(GOLDEN / "invoice.png"))
    less = replace(content, lines=content.lines[:-1])
    assert difference(picture(pdf_of(less, electronic=True)), kept)[0] > MOST_APART
    other = replace(content, notes=())
    assert difference(picture(pdf_of(other, electronic=True)), kept)[1] > MOST_BLOCK_APART


def test_what_the_invoice_says() -> None:
    """The words and figures of the model picture."""
    text = page(papers.invoice())
    for said in (
        "Invoice FT 2026/001874", "Date 21 November 2026", "Booking M-20391", "17 – 21 Nov 2026, 4 nights",
        "Tue 17 Nov", "Breakfast: food 12.80 (13 %), drinks 3.20 (23 %) 13/23 % 16.00",
        "City tax Lisboa, 1 person — 4.00", "Total, VAT included 656.00",
        "Paid: bank transfer, 12 November 2026, NW-88120 −300.00", "To pay by 5 December 2026 EUR 356.00",
        "6 % 486.79 29.21 516.00", "City tax 16.00 — 16.00", "Total 607.29 48.71 656.00", "Scan to pay",
        "IBAN PT50 0002 0123 1234 5678 9015 4", "BIC BCGMPTPL", "Issued by Marta Sousa", "Page 1 of 1",
        "VAT charged in Portugal, place of the property.", "ATCUD JFW8K2TN-1874", "Germany",
        "VAT id DE136695976 · Your order NW-88120",
    ):  # fmt: skip
        assert said in text


def test_long_stays_carry_forward() -> None:
    """Head and columns on each page, the sum so far at its foot and the next top; no night is cut."""
    content = papers.invoice(45)
    found = texts(pdf_of(content))
    assert len(found) > 3
    carried = [re.search(r"Carried forward ([\d,.]+)", text) for text in found]
    brought = [re.search(r"Brought forward ([\d,.]+)", text) for text in found]
    assert all(match is not None for match in carried[:-1])
    assert carried[-1] is None
    assert [m and m[1] for m in carried[:-1]] == [m and m[1] for m in brought[1:]]
    for text in found:
        assert "Amount EUR" in text
        assert text.count("Garage") == text.count("Superior double 312, corporate rate")
    assert "Total, VAT included 7,380.00" in found[-1]


def test_the_totals_never_stand_alone() -> None:
    """Whatever the number of nights, the last page has lines and totals; nothing runs off the page."""
    for nights in range(1, 30):
        found = texts(pdf_of(papers.invoice(nights)))
        assert "City tax Lisboa, 1 person" in found[-1]
        assert f"Page {len(found)} of {len(found)}" in found[-1]
        assert sum(text.count("Garage") for text in found) == nights


def test_a_night_and_an_end_of_any_length() -> None:
    """Sixty drinks in one night, thirty payments, notes without end: all of it above the pages' feet."""
    drink, paid = papers.invoice().lines[2], papers.invoice().payments[0]
    content = replace(
        papers.invoice(), lines=tuple(replace(drink, text=f"Drink {n:02d}") for n in range(60)),
        payments=tuple(replace(paid, amount_minor=100) for _ in range(30)), notes=("Word " * 500,),
    )  # fmt: skip
    found = texts(pdf_of(content))
    assert all(sum(f"Drink {n:02d}" in text for text in found) == 1 for n in range(60))
    assert "Paid: 20 more payments −20.00" in found[-1]
    assert "Drink 59" in found[-1]
    english, sheet = words.Words.of("en", "EUR"), Sheet("", "", "en")
    high = tail.height(sheet, content, english)
    planned = page_plan.pages(page_plan.rows_of(content, english), high)
    for place, one in enumerate(planned):
        start = page_plan.NEXT_PAGE_LINE if place else page_plan.FIRST_LINE
        end = start + page_plan.PITCH * (len(one.rows) - 1) + (high if one.has_totals else 17)
        assert end < page_plan.FOOT


def test_a_paid_bill_has_no_code() -> None:
    """The bar says so."""
    text = page(papers.paid_invoice())
    assert "Paid, nothing due EUR 0.00" in text
    assert "Scan to pay" not in text


def test_a_credit_note_names_its_bill() -> None:
    """Its own title, the invoice, the reason; amounts below zero, what is given back above."""
    text = page(papers.credit_note())
    assert "Takes back FT 2026/001874 of 21 November 2026: Wrong company" in text
    assert "Credit note NC 2026/000012" in text
    assert "−656.00" in text
    assert "In your favour EUR 656.00" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (papers.simplified(), "Simplified invoice FS 2026/000310"),
        (papers.pro_forma(), "Pro forma, not an invoice"),
        (papers.receipt(), "Received with thanks EUR 300.00"),
        (papers.deposit_invoice(), "Deposit invoice"),
        (papers.statement(), "Statement of account"),
    ],
)
def test_the_other_kinds_say_what_they_are(content: DocumentContent, said: str) -> None:
    """Each by its name; what claims no tax shows none."""
    text = page(content)
    assert said in text
    assert ("Net" in text) == content.is_taxed or content.kind == "pro_forma"


def test_the_code_pays_what_is_due() -> None:
    """The EPC code is square, of the size that scanners of banks read, and only where a transfer pays."""
    content = papers.invoice()
    code = tail.epc(content)
    assert len(code) == len(code[0]) <= 69
    assert tail.in_fours("PT50000201231234567890154") == "PT50 0002 0123 1234 5678 9015 4"
    assert not tail.payable(replace(content, currency="CHF"))
    assert not tail.payable(papers.paid_invoice())
    assert not tail.payable(papers.credit_note())


def test_names_of_any_length_and_script() -> None:
    """What is too long is cut with an ellipsis, what the typeface lacks is a box; nothing fails."""
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaubeamtengesellschaft mbH & Co. KG " * 2
    content = replace(
        papers.invoice(), buyer=Party(long, (long,), long, "1", long, "JP"), issued_by=long, house=long,
        lines=tuple(Line(text, papers.invoice().lines[1].parts) for text in (long, "田辺 春樹")),
        notes=(long, "田辺" * 100),
    )  # fmt: skip
    text = page(content)
    assert "…" in text
    assert "Japan" in text


def test_other_currencies() -> None:
    """No places for yen, three for dinars, no code to pay."""
    assert "JPY 35,600" in page(replace(papers.invoice(), currency="JPY"))
    assert "KWD 35.600" in page(replace(papers.invoice(), currency="KWD"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", ("Rechnung", "Zahlbar bis 5. Dezember 2026", "6.260,00", "40 Nächte", "Überweisung", "Di.")),
        (
            "fr",
            ("Facture", "À payer au plus tard le 5 décembre 2026", "6\u202f260,00", "40 nuits"),
        ),
        ("es", ("Factura", "A pagar hasta el 5 de diciembre de 2026", "6.260,00", "40 noches")),
        ("it", ("Fattura", "Da pagare entro il 5 dicembre 2026", "6.260,00", "40 notti", "bonifico")),
        ("pt", ("Fatura", "A pagar até 5 de dezembro de 2026", "6 260,00", "40 noites")),
        ("nl", ("Factuur", "Te betalen uiterlijk 5 december 2026", "6.260,00", "40 nachten", "overboeking")),
        ("xx", ("Invoice", "To pay by 5 December 2026", "6,260.00", "40 nights", "bank transfer")),
    ],
)
def test_a_language_speaks_as_a_whole(language: str, said: tuple[str, ...]) -> None:
    """Words, dates and amounts follow the reader; where there is no catalogue all of it is English."""
    text = " ".join(texts(pdf_of(replace(papers.invoice(40), language=language))))
    for one in said:
        assert " ".join(one.split()) in text


def test_dates_say_the_year_where_it_turns() -> None:
    """A stay over New Year names both years; one over a month's end both months."""
    english = words.Words.of("en", "EUR")
    assert english.span(date(2026, 12, 30), date(2027, 1, 2)) == "30 Dec 2026 – 2 Jan 2027"
    assert english.span(date(2026, 11, 28), date(2026, 12, 2)) == "28 Nov – 2 Dec 2026"
    assert english.percent([550]) == "5.5\u00a0%"
