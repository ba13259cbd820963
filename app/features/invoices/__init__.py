"""Invoices: numbered, sealed documents of what stands on folios.

A document is issued from a folio's window in the workstation's own series; number, day and content are
given once and never change. A bill is taken back by a credit note, which names it and frees its postings,
and can be issued anew. `DocumentFile` gives the file: PDF/A-3, with the electronic invoice inside.
"""

from app.features.invoices import models
from app.features.invoices.commands import HANDLERS
from app.features.invoices.commands.drafting import SellerUnknown
from app.features.invoices.commands.issuing import IssueCreditNote, IssueDocument, ReissueDocument
from app.features.invoices.commands.mailing import (
    Mail,
    MailDocuments,
    NoMailServer,
    RecordMail,
    SendAgain,
    SetMailSender,
)
from app.features.invoices.commands.numbering import ClockBehind, Given, Numbered, SeriesExhausted
from app.features.invoices.commands.parties import SetBillingAddress, SetIssuer, SetSeries, VatNumberRefused
from app.features.invoices.commands.refusals import (
    AlreadyCredited,
    BuyerUnknown,
    LineBilled,
    NotCreditable,
    NothingToBill,
    TooMuchForSimplified,
)
from app.features.invoices.commands.writing import Paper, issue_paper
from app.features.invoices.integrity import CHECKS
from app.features.invoices.invariants import documents_are_sealed
from app.features.invoices.jobs import mail_calls
from app.features.invoices.queries import ANSWERS
from app.features.invoices.queries.documents import (
    MOST_ROWS,
    BilledOn,
    BillingAddressOf,
    BillingAddressView,
    DocumentContentOf,
    DocumentCount,
    DocumentFile,
    DocumentFileView,
    DocumentRow,
    Documents,
    DocumentView,
    IssuerOf,
    IssuerView,
    SeriesOf,
)
from app.features.invoices.queries.folio_paper import FolioPaper
from app.features.invoices.queries.mails import (
    MailAddresses,
    MailNow,
    Mails,
    MailSenderOf,
    MailView,
    SenderView,
)
from app.features.invoices.queries.numbers import NextNumbers
from app.features.invoices.rules.series import Series
from app.features.invoices.subscribers import SUBSCRIPTIONS
from app.infra.languages import LANGUAGES

INVARIANTS = (documents_are_sealed,)

__all__ = [
    "ANSWERS", "CHECKS", "HANDLERS", "INVARIANTS", "LANGUAGES", "MOST_ROWS", "SUBSCRIPTIONS",
    "AlreadyCredited", "BilledOn", "BillingAddressOf", "BillingAddressView", "BuyerUnknown",
    "ClockBehind", "DocumentContentOf", "DocumentCount", "DocumentFile", "DocumentFileView",
    "DocumentRow", "DocumentView", "Documents", "FolioPaper", "Given", "IssueCreditNote", "IssueDocument",
    "IssuerOf", "IssuerView", "LineBilled", "Mail", "MailAddresses", "MailDocuments", "MailNow",
    "MailSenderOf", "MailView", "Mails", "NextNumbers", "NoMailServer", "NotCreditable", "NothingToBill",
    "Numbered", "Paper", "RecordMail", "ReissueDocument", "SellerUnknown", "SendAgain", "SenderView",
    "Series", "SeriesExhausted", "SeriesOf", "SetBillingAddress", "SetIssuer", "SetMailSender",
    "SetSeries", "TooMuchForSimplified", "VatNumberRefused", "issue_paper", "mail_calls", "models",
]  # fmt: skip
