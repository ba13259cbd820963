"""Random commands on folios and documents: charges, corrections, moves, routing, nights, bills."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from app.features import folios, invoices
from app.features.folios.rules.routing import Share
from app.kernel.commands import Command
from app.kernel.documents import NUMBERED, DocumentKind
from app.workbench.simulation.world import World

KINDS: Final = ("guest",) * 6 + ("company", "master", "passer_by", "city_ledger", "till")
ARTICLES: Final = ("BREAKFAST", "MINIBAR", "PARKING", "OTHER") * 3 + ("ROOM", "NONE")
AMOUNTS: Final = (1, 333, 1_000, 4_999, 12_345) * 2 + (None, -500, 0)
PAPERS: Final = (
    DocumentKind.INVOICE, DocumentKind.INVOICE, DocumentKind.SIMPLIFIED, DocumentKind.PRO_FORMA,
    DocumentKind.RECEIPT, DocumentKind.DEPOSIT_INVOICE,
)  # fmt: skip


def a_folio(w: World) -> UUID:
    """A folio, mostly an open one."""
    return w.a_row("folio", lambda row: row["status"] == "open")


def a_window(w: World) -> int:
    """Mostly the first."""
    return w.rng.choice((1,) * 12 + (2, 3, 9))


def a_posting(w: World) -> UUID:
    """A posting of a folio, now and then any."""
    return w.a_row("posting", lambda row: row["kind"] == "charge" and row["reverses_id"] is None)


def open_folio(w: World) -> Command:
    """Open a folio for somebody."""
    kind = w.rng.choice(KINDS)
    return folios.OpenFolio(
        id=w.new_id(), folio_id=w.new_id(), property_id=w.property_id, kind=kind,
        stay_id=w.a_stay() if kind == "guest" and w.rng.random() < 0.8 else None,
        company_id=w.a_row("company") if kind in ("company", "city_ledger") else None,
        name=w.rng.choice(("Ana Brandt", "Nordlys", "")),
    )  # fmt: skip


def add_window(w: World) -> Command:
    """Open another window."""
    return folios.AddWindow(
        id=w.new_id(), folio_id=a_folio(w), number=w.rng.choice((2, 2, 3, 9)), name="Company"
    )


def change_window(w: World) -> Command:
    """Another payer."""
    return folios.ChangeWindow(
        id=w.new_id(), folio_id=a_folio(w), number=a_window(w), name=w.rng.choice(("Bo", "", None)),
        language=w.rng.choice((None, "de", "xx")),
    )  # fmt: skip


def charge(w: World) -> Command:
    """Charge something, with impossible amounts now and then."""
    return folios.PostCharge(
        id=w.new_id(), folio_id=a_folio(w), number=a_window(w), article_code=w.rng.choice(ARTICLES),
        quantity=w.rng.choice((1_000,) * 8 + (2_000, 500, 333, 0)), unit_minor=w.rng.choice(AMOUNTS),
        text=w.rng.choice(("",) * 9 + ("4111 1111 1111 1111",)),
        business_date=w.some_day(-1, 1) if w.rng.random() < 0.1 else None,
    )  # fmt: skip


def reverse(w: World) -> Command:
    """Take a charge back."""
    return folios.ReversePosting(
        id=w.new_id(), posting_id=a_posting(w), reason=w.rng.choice(("Wrong room", "Wrong room", ""))
    )


def rebate(w: World) -> Command:
    """Give something off."""
    by_share = w.rng.random() < 0.5
    return folios.Rebate(
        id=w.new_id(), posting_id=a_posting(w), reason="Cold coffee",
        amount_minor=None if by_share else w.rng.choice((1, 500, 999_999, -3)),
        bp=w.rng.choice((1_000, 3_333, 10_000, 20_000)) if by_share else None,
    )  # fmt: skip


def move_postings(w: World) -> Command:
    """Some lines to another payer."""
    some = tuple({a_posting(w) for _ in range(w.rng.choice((1, 1, 2, 3)))})
    return folios.MovePostings(id=w.new_id(), posting_ids=some, to_folio_id=a_folio(w), to_number=a_window(w))


def split_posting(w: World) -> Command:
    """A part of a line to another payer."""
    ways = ({"amount_minor": w.rng.choice((1, 333, 10**9))}, {"bp": w.rng.choice((3_333, 5_000, 0))})
    return folios.SplitPosting(
        id=w.new_id(), posting_id=a_posting(w), to_folio_id=a_folio(w), to_number=a_window(w),
        **w.rng.choice(ways),
    )  # fmt: skip


def set_routing(w: World) -> Command:
    """Who pays for what from now on."""
    return folios.SetRouting(
        id=w.new_id(), rule_id=w.new_id(), folio_id=a_folio(w), to_folio_id=a_folio(w),
        to_number=a_window(w), charges=w.rng.choice(((), ("ROOM",), ("MINIBAR", "OTHER"))),
        share=w.rng.choice(tuple(Share)), value=w.rng.choice((0, 5_000, 3_333, 200_000)),
        rank=w.rng.randrange(4), stops=w.rng.random() < 0.6,
    )  # fmt: skip


def remove_routing(w: World) -> Command:
    """Not any more."""
    return folios.RemoveRouting(id=w.new_id(), rule_id=w.a_row("routing_rule"))


def post_nights(w: World) -> Command:
    """The night of those in the house, often a second time."""
    return folios.PostNights(
        id=w.new_id(), property_id=w.property_id,
        business_date=w.today if w.rng.random() < 0.9 else w.some_day(-2, 2),
        stay_ids=tuple({w.a_stay("checked_in") for _ in range(w.rng.randint(0, 4))}),
    )  # fmt: skip


def close_folio(w: World) -> Command:
    """Close a folio, mostly one that owes something."""
    return folios.CloseFolio(id=w.new_id(), folio_id=a_folio(w))


def reopen_folio(w: World) -> Command:
    """Open it again."""
    return folios.ReopenFolio(id=w.new_id(), folio_id=w.a_row("folio", lambda row: row["status"] == "closed"))


def issue(w: World) -> Command:
    """A document of a window, often with nothing on it."""
    kind = w.rng.choice(PAPERS)
    of_payment = kind in (DocumentKind.RECEIPT, DocumentKind.DEPOSIT_INVOICE)
    return invoices.IssueDocument(
        id=w.new_id(), document_id=w.new_id(), folio_id=a_folio(w), number=a_window(w), kind=kind,
        payment_id=w.a_row("payment") if of_payment else None,
        dated=w.rng.choice((None, None, None, w.today - timedelta(days=3))),
    )  # fmt: skip


def credit(w: World) -> Command:
    """Take a bill back."""
    return invoices.IssueCreditNote(
        id=w.new_id(), document_id=w.new_id(), corrects_id=w.a_row("document"),
        reason=w.rng.choice(("Wrong address", "")),
    )  # fmt: skip


def reissue(w: World) -> Command:
    """Take a bill back and write it anew."""
    return invoices.ReissueDocument(
        id=w.new_id(), credit_id=w.new_id(), document_id=w.new_id(), corrects_id=w.a_row("document"),
        reason="Company asked",
    )  # fmt: skip


def billing_address(w: World) -> Command:
    """Where a bill goes; a VAT number of the wrong country now and then."""
    return invoices.SetBillingAddress(
        id=w.new_id(), address_id=w.new_id(), name="Nordlys AS", country=w.rng.choice(("DE", "PT", "XX")),
        company_id=w.a_row("company"), city="Berlin", vat_id=w.rng.choice(("", "DE136695976", "FR1")),
    )  # fmt: skip


def issuer(w: World) -> Command:
    """Who writes the bills."""
    return invoices.SetIssuer(
        id=w.new_id(), property_id=w.property_id, name=w.rng.choice(("Simulation Lda.", "")), country="PT",
        city="Lisboa", iban=w.rng.choice(("", "PT50000201231234567890154", "PT99")),
    )  # fmt: skip


def series(w: World) -> Command:
    """Another form of numbers."""
    return invoices.SetSeries(
        id=w.new_id(), property_id=w.property_id, kind=w.rng.choice(NUMBERED),
        prefix=w.rng.choice(("F", "FT ", "")), digits=w.rng.choice((3, 6, 0)),
    )  # fmt: skip


def mail_sender(w: World) -> Command:
    """Who sends documents; a server without a name now and then."""
    return invoices.SetMailSender(
        id=w.new_id(), property_id=w.property_id, host=w.rng.choice(("smtp.hotel.example", "")),
        address="desk@hotel.example",
    )  # fmt: skip


def mail(w: World) -> Command:
    """One or two documents by e-mail, now and then to nobody."""
    mails = tuple(
        invoices.Mail(w.new_id(), w.a_row("document"), w.rng.choice(("a@b.example",) * 5 + ("nobody",)))
        for _ in range(w.rng.choice((1, 1, 2, 0)))
    )
    return invoices.MailDocuments(id=w.new_id(), mails=mails)


def mail_again(w: World) -> Command:
    """What failed, once more."""
    return invoices.SendAgain(
        id=w.new_id(), mail_id=w.a_row("document_mail", lambda row: row["state"] == "failed")
    )


def record_mail(w: World) -> Command:
    """What a server said."""
    return invoices.RecordMail(
        id=w.new_id(), mail_id=w.a_row("document_mail"), state=w.rng.choice(("sent", "failed", "waiting")),
        sentence="No such user",
    )  # fmt: skip
