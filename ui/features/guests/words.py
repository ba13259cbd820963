"""Words of guests: states of stays, countries, kinds of wishes, relations and documents, how sure we are."""

from typing import Final

from PySide6.QtCore import QLocale

from app.features.front_desk import likeness, likings
from app.kernel.text import tr

MOST_TITLE: Final = 44
CHIPS: Final = {
    "tentative": "tentative", "confirmed": "future", "checked_in": "in_house", "checked_out": "past",
    "cancelled": "cancelled", "no_show": "no_show",
}  # fmt: skip


def title_of(name: str) -> str:
    """A name as a title has room for it."""
    return name if len(name) <= MOST_TITLE else f"{name[: MOST_TITLE - 1]}…"


def status_word(status: str) -> str:
    """A stay's state."""
    return {
        "tentative": tr("Tentative"), "confirmed": tr("Coming"), "checked_in": tr("In house"),
        "checked_out": tr("Was here"), "cancelled": tr("Cancelled"), "no_show": tr("No-show"),
    }[status]  # fmt: skip


def country_name(code: str) -> str:
    """A country in the user's language; a code that nobody knows as it is."""
    territory = QLocale.codeToTerritory(code)
    return QLocale.territoryToString(territory) if territory != QLocale.Country.AnyTerritory else code


def language_name(code: str) -> str:
    """A language in words."""
    language = QLocale(code).language()
    return code if language == QLocale.Language.C else QLocale.languageToString(language)


def wish_word(kind: str) -> str:
    """A kind of wish."""
    return tr(likings.PREFERENCES[kind])


def relation_word(kind: str) -> str:
    """What somebody is to the guest."""
    return tr(likings.RELATIONS[kind])


def document_word(kind: str) -> str:
    """A kind of identity document."""
    words = {
        "passport": tr("Passport"), "id_card": tr("Identity card"), "visa": tr("Visa"),
        "residence": tr("Residence permit"), "other": tr("Other document"),
    }  # fmt: skip
    return words.get(kind, tr("Document"))


def way_word(way: str) -> str:
    """How a document was read."""
    words = {
        "typed": tr("typed"), "scanner": tr("read by the scanner"), "picture": tr("read from a picture"),
        "known": tr("known from before"),
    }  # fmt: skip
    return words.get(way, "")


def paper_word(kind: str) -> str:
    """A kind of numbered document."""
    words = {
        "invoice": tr("Invoice"), "simplified": tr("Receipt invoice"), "credit_note": tr("Credit note"),
        "receipt": tr("Receipt"), "deposit_invoice": tr("Deposit invoice"), "pro_forma": tr("Pro forma"),
        "statement": tr("Statement"),
    }  # fmt: skip
    return words.get(kind, kind)


def mail_word(state: str) -> str:
    """Whether a mail went."""
    return {"waiting": tr("Waiting"), "sent": tr("Sent"), "failed": tr("Failed")}.get(state, state)


def sure_word(percent: int) -> tuple[str, str]:
    """How sure it is that two are one, and the chip of it."""
    if percent >= likeness.CERTAIN:
        return tr("Almost certain"), "nothing_due"
    if percent >= likeness.LIKELY:
        return tr("Likely"), "deposit_due"
    return tr("Possible"), "past"


def fact_word(fact: likeness.Fact, verdict: likeness.Verdict) -> str:
    """What a comparison says."""
    said = {
        (likeness.Fact.NAME, likeness.Verdict.SAME): tr("same name"),
        (likeness.Fact.NAME, likeness.Verdict.SIMILAR): tr("similar name"),
        (likeness.Fact.NAME, likeness.Verdict.OTHER): tr("another name"),
        (likeness.Fact.BIRTH_DATE, likeness.Verdict.SAME): tr("same birth date"),
        (likeness.Fact.BIRTH_DATE, likeness.Verdict.OTHER): tr("another birth date"),
        (likeness.Fact.EMAIL, likeness.Verdict.SAME): tr("same e-mail"),
        (likeness.Fact.EMAIL, likeness.Verdict.OTHER): tr("another e-mail"),
        (likeness.Fact.PHONE, likeness.Verdict.SAME): tr("same phone"),
        (likeness.Fact.PHONE, likeness.Verdict.OTHER): tr("another phone"),
        (likeness.Fact.DOCUMENT, likeness.Verdict.SAME): tr("same document"),
        (likeness.Fact.COUNTRY, likeness.Verdict.OTHER): tr("another country"),
    }
    return said[(fact, verdict)]


def facts_text(facts: tuple[tuple[likeness.Fact, likeness.Verdict], ...], *, other: bool) -> str:
    """What agrees (or does not), in one line."""
    told = [pair for pair in facts if (pair[1] is likeness.Verdict.OTHER) == other]
    return ", ".join(fact_word(*pair) for pair in told)
