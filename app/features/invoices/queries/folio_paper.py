"""A window of a folio as its guest reads it, in the guest's language: all lines and payments, no document."""

import base64
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.features.folios.models import Folio, FolioWindow
from app.features.invoices.models import Issuer
from app.features.invoices.queries import sources
from app.features.invoices.queries.documents import DocumentFileView
from app.features.invoices.rules import billing
from app.features.property.models import Property
from app.infra.bus import Answering
from app.kernel.commands import Query
from app.kernel.documents import Bank, DocumentContent, DocumentKind, Party
from app.kernel.errors import NotFound
from app.kernel.text import tr


@dataclass(frozen=True, kw_only=True, slots=True)
class FolioPaper(Query[DocumentFileView]):
    """A window's pages to read or print; `language` "" means the payer's. It has no number and no seal."""

    folio_id: UUID
    number: int = 1
    language: str = ""


def folio_content(query: FolioPaper, session: Session) -> tuple[DocumentContent, Issuer | None]:
    """What stands on it, billed or not, and who runs the house. Raises NotFound."""
    tenant_id = session.info["tenant_id"]
    folio = session.get(Folio, (tenant_id, query.folio_id))
    window = session.get(FolioWindow, (tenant_id, query.folio_id, query.number))
    if folio is None or window is None:
        raise NotFound(tr("This folio does not exist."))
    house = session.get(Property, (tenant_id, folio.property_id))
    assert house is not None
    issuer = session.get(Issuer, (tenant_id, folio.property_id))
    payer = sources.payer_of(session, folio, window)
    posted = sources.postings_of(session, folio.id, query.number)
    content = DocumentContent(
        kind=DocumentKind.FOLIO, number=folio.number, issued_on=house.business_date, currency=folio.currency,
        seller=_seller(issuer, house), house=house.name, place=(issuer.place if issuer else "") or house.city,
        buyer=payer.party, lines=billing.lines_of(posted, sources.tax_categories(session, house.id)),
        payments=billing.payments_of(posted), stay=sources.stay_facts(session, folio),
        bank=Bank(issuer.iban, issuer.bic, issuer.name) if issuer else Bank(),
        language=query.language or payer.language,
    )  # fmt: skip
    return content, issuer


def folio_paper(query: FolioPaper, *, session: Session) -> DocumentFileView:
    """The pages."""
    from app.infra.documents import lacking_scripts, pdf_of  # noqa: PLC0415 - heavy, not at the start

    content, issuer = folio_content(query, session)
    logo = base64.b64decode(issuer.logo) if issuer is not None and issuer.logo else b""
    name = "".join(c if c.isalnum() or c in "-." else "_" for c in content.number)
    return DocumentFileView(
        f"{name}.pdf", pdf_of(content, logo), electronic=False, kind=str(content.kind),
        lacking=lacking_scripts(content),
    )  # fmt: skip


def _seller(issuer: Issuer | None, house: Property) -> Party:
    if issuer is None:
        return Party(house.name, city=house.city, country=house.country)
    return Party(
        issuer.name, (), issuer.street, issuer.postcode, issuer.city, issuer.country, issuer.vat_id,
        issuer.phone, issuer.email,
    )  # fmt: skip


ANSWERS = (Answering(FolioPaper, folio_paper),)
