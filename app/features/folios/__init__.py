"""Folios: what guests, companies and groups owe and pay, as two-sided postings that are never edited.

A folio has windows, one per payer. A charge is posted net with its taxes beside it, in the house's open
business date, where the folio's routing sends it. A mistake is reversed by a posting that names it; what
is moved or split is reversed in one place and posted in the other, so that every ledger stays at zero.
`ledger.post` is the only writer of postings.
"""

from app.features.folios import ledger, models
from app.features.folios.commands import HANDLERS
from app.features.folios.commands.accounts import SetAccount, SetUpLedgers
from app.features.folios.commands.charges import PostCharge
from app.features.folios.commands.correcting import AlreadyReversed, ReversePosting
from app.features.folios.commands.loading import DayClosed, find_folio, find_window, folio_of_stay
from app.features.folios.commands.opening import (
    AddWindow,
    ChangeWindow,
    CloseFolio,
    FolioOpenItems,
    OpenFolio,
    ReopenFolio,
    ensure_open,
)
from app.features.folios.invariants import folios_are_sound
from app.features.folios.ledger import Entry, FolioClosed
from app.features.folios.queries import ANSWERS
from app.features.folios.queries.folios import FolioOf, FolioRow, Folios, FolioView, WindowView
from app.features.folios.queries.lines import LineView, VatView

INVARIANTS = (folios_are_sound,)

__all__ = [
    "ANSWERS", "HANDLERS", "INVARIANTS", "AddWindow", "AlreadyReversed", "ChangeWindow", "CloseFolio",
    "DayClosed", "Entry", "FolioClosed", "FolioOf", "FolioOpenItems", "FolioRow", "FolioView", "Folios",
    "LineView", "OpenFolio", "PostCharge", "ReopenFolio", "ReversePosting", "SetAccount", "SetUpLedgers",
    "VatView", "WindowView", "ensure_open", "find_folio", "find_window", "folio_of_stay", "ledger", "models",
]  # fmt: skip
