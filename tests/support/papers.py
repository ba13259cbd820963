"""Documents for tests and pictures: the invoice of the model picture, and its relatives."""

from dataclasses import replace
from datetime import date, timedelta

from app.features.finance.queries.papers import SHARE_OF
from app.features.finance.rules.letters import letter_text
from app.infra.documents.words import Words
from app.kernel.documents import (
    OUTSIDE,
    STANDARD,
    Bank,
    Corrected,
    DocumentContent,
    DocumentKind,
    Line,
    Paid,
    Part,
    Party,
    StayFacts,
)

ARRIVAL = date(2026, 11, 17)
HOTEL = Party(
    "Miradouro Hotelaria Lda", street="Rua da Senhora do Monte 41", postcode="1170-358", city="Lisboa",
    country="PT", vat_id="PT501964843", phone="+351 21 555 01 80", email="contas@miradouro.example",
)  # fmt: skip
BUYER = Party(
    "Nordwind Turbinen GmbH", ("Kreditorenbuchhaltung",), "Am Kaiserkai 18", "20457", "Hamburg", "DE",
    vat_id="DE136695976", order="NW-88120",
)  # fmt: skip
BANK = Bank("PT50000201231234567890154", "BCGMPTPL", "Miradouro Hotelaria Lda")


def parts_of(gross_minor: int, bp: int, nights: int, text: str = "") -> list[Part]:
    """The part of each night of a price that holds its tax; the sum is rounded once, as the total."""
    parts, before = [], 0
    for count in range(1, nights + 1):
        net = (gross_minor * count * 20_000 + 10_000 + bp) // (2 * (10_000 + bp))
        parts.append(Part(net - before, gross_minor - net + before, bp, STANDARD, text))
        before = net
    return parts


def lines_of(nights: int) -> tuple[Line, ...]:
    """Room, breakfast under two taxes, garage and city tax, night by night."""
    room, food = parts_of(12_900, 600, nights), parts_of(1_280, 1_300, nights, "food")
    drinks, garage = parts_of(320, 2_300, nights, "drinks"), parts_of(1_500, 2_300, nights)
    lines = []
    for n in range(nights):
        night = ARRIVAL + timedelta(days=n)
        lines += [
            Line("Superior double 312, corporate rate", (room[n],), night),
            Line("Breakfast", (food[n], drinks[n]), night),
            Line("Garage", (garage[n],), night),
            Line("City tax Lisboa, 1 person", (Part(400, 0, 0, OUTSIDE, "City tax"),), night),
        ]
    return tuple(lines)


def invoice(nights: int = 4) -> DocumentContent:
    """The invoice of the model picture."""
    return DocumentContent(
        kind=DocumentKind.INVOICE, number="FT 2026/001874", issued_on=date(2026, 11, 21), currency="EUR",
        seller=HOTEL, house="Miradouro", place="Hotel · Lisboa", buyer=BUYER, lines=lines_of(nights),
        payments=(Paid("bank_transfer", 30_000, date(2026, 11, 12), "NW-88120"),),
        stay=StayFacts(
            "M-20391", "Haruki Tanabe", "312, Superior double", ARRIVAL, ARRIVAL + timedelta(days=nights)
        ),
        due_on=date(2026, 12, 5), bank=BANK, issued_by="Marta Sousa",
        notes=(
            "City tax: municipal tourist tax, € 4.00 per person and night, "
            "at most 7 nights; collected for the city, outside the scope of VAT.",
        ),
        certified="Processed by a certified program.", codes={"ATCUD": "JFW8K2TN-1874"},
    )  # fmt: skip


def paid_invoice() -> DocumentContent:
    """The same, with nothing left to pay."""
    content = invoice()
    rest = Paid("card", content.due_minor, date(2026, 11, 21))
    return replace(content, payments=(*content.payments, rest), due_on=None)


def credit_note() -> DocumentContent:
    """What takes the whole invoice back."""
    content = invoice()
    lines = tuple(
        replace(
            line, parts=tuple(replace(p, net_minor=-p.net_minor, tax_minor=-p.tax_minor) for p in line.parts)
        )
        for line in content.lines
    )
    return replace(
        content, kind=DocumentKind.CREDIT_NOTE, number="NC 2026/000012", lines=lines, payments=(),
        due_on=None, corrects=Corrected(content.number, content.issued_on, "Wrong company"), codes={},
    )  # fmt: skip


def simplified() -> DocumentContent:
    """A bill without a buyer, for somebody who passes by."""
    bar = Line("Lunch, terrace", tuple(parts_of(2_400, 1_300, 1, "food") + parts_of(600, 2_300, 1, "drinks")))
    return replace(
        invoice(), kind=DocumentKind.SIMPLIFIED, number="FS 2026/000310", buyer=Party(""), lines=(bar,),
        payments=(Paid("cash", 3_000, date(2026, 11, 21)),), stay=StayFacts(), due_on=None, notes=(),
        codes={},
    )  # fmt: skip


def pro_forma() -> DocumentContent:
    """What the stay will cost."""
    return replace(invoice(), kind=DocumentKind.PRO_FORMA, number="PF 2026/000044", payments=(), codes={})


def receipt() -> DocumentContent:
    """Money taken."""
    return replace(
        invoice(), kind=DocumentKind.RECEIPT, number="RC 2026/000201", lines=(), due_on=None, codes={},
        notes=(),
    )  # fmt: skip


def deposit_invoice() -> DocumentContent:
    """A deposit with its tax."""
    line = Line("Deposit for booking M-20391", tuple(parts_of(30_000, 600, 1)))
    return replace(
        invoice(), kind=DocumentKind.DEPOSIT_INVOICE, number="FA 2026/000007", lines=(line,), codes={},
        notes=(),
    )  # fmt: skip


def statement() -> DocumentContent:
    """What a company owes, document by document."""
    rows = (("FT 2026/001801", 48_000, date(2026, 10, 2)), ("FT 2026/001874", 65_600, date(2026, 11, 21)))
    lines = tuple(Line(text, (Part(minor, 0, 0, OUTSIDE),), day) for text, minor, day in rows)
    return replace(
        invoice(), kind=DocumentKind.STATEMENT, number="EX 2026/000003", lines=lines, stay=StayFacts(),
        codes={}, notes=(),
    )  # fmt: skip


def reminder() -> DocumentContent:
    """A letter that asks for two bills, in German."""
    words = Words.of("de", "EUR")
    hotel = replace(invoice(), payments=(), lines=())
    text = letter_text(words.say, 2, (), total="", until=words.day(date(2026, 11, 28)), hotel=hotel.house)
    lines = tuple(
        Line(f"FT 2026/00{number}, fällig 1. Oktober 2026", (Part(minor, 0, 0, OUTSIDE),), date(2026, 9, 1))
        for number, minor in ((1201, 54_300), (1240, 38_000))
    )
    return replace(
        hotel, kind=DocumentKind.REMINDER, number="RM 2026/000004", lines=lines, language="de",
        stay=StayFacts(), due_on=date(2026, 11, 28), title=text.subject, opening=text.opening,
        notes=text.closing, codes={"Konto": "C-00012"},
    )  # fmt: skip


def commission() -> DocumentContent:
    """What an agent earned in a month, in French."""
    lines = tuple(
        Line(f"M-2040{n}, départ {day} nov. 2026 : 12 % de 258,00 EUR", (Part(3_096, 0, 0, OUTSIDE),),
             date(2026, 11, day))
        for n, day in ((1, 3), (2, 9), (3, 20))
    )  # fmt: skip
    return replace(
        invoice(), kind=DocumentKind.COMMISSION, number="CM 2026/000002", lines=lines, payments=(),
        language="fr", stay=StayFacts(), due_on=None, notes=(Words.of("fr", "EUR").say(SHARE_OF),),
        codes={"Période": "1 – 20 nov. 2026"},
    )  # fmt: skip


def folio() -> DocumentContent:
    """The guest's account as it stands, in Portuguese."""
    return replace(
        invoice(2), kind=DocumentKind.FOLIO, number="F-20391", language="pt", due_on=None, codes={}
    )
