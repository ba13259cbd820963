"""The EPC payment code: the text of a QR code from which a banking app fills a SEPA credit transfer.

Source: EPC069-12 version 3.1 (2024), "Quick Response Code: Guidelines to Enable Data Capture for the
Initiation of a SEPA Credit Transfer": twelve lines, at most 331 bytes, correction M, up to version 13.
"""

import re
from dataclasses import dataclass
from typing import Final

MAX_BYTES: Final = 331
MAX_VERSION: Final = 13
MAX_NAME: Final = 70
MAX_TEXT: Final = 140
MAX_MINOR: Final = 99_999_999_999
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_CREDITOR_REFERENCE = re.compile(r"RF\d{2}[A-Z0-9]{1,21}")


class NoPaymentCode(ValueError):
    """The data cannot stand in a payment code; the message says which part."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer that a guest is asked for. `minor` are euro cents; `text` is free, `reference` ISO 11649."""

    name: str
    iban: str
    minor: int
    text: str = ""
    reference: str = ""
    bic: str = ""


def payload(transfer: Transfer) -> str:
    """The text of the code. Raises NoPaymentCode."""
    iban, bic = transfer.iban.replace(" ", "").upper(), transfer.bic.replace(" ", "").upper()
    _ensure_sound(transfer, iban, bic)
    euros, cents = divmod(transfer.minor, 100)
    lines = [
        "BCD", "002", "1", "SCT", bic, _one_line(transfer.name), iban, f"EUR{euros}.{cents:02d}", "",
        transfer.reference, _one_line(transfer.text), "",
    ]  # fmt: skip
    text = "\n".join(lines).rstrip("\n")
    if len(text.encode()) > MAX_BYTES:
        raise NoPaymentCode("the text is too long")
    return text


def cells(transfer: Transfer) -> list[list[int]]:
    """The code as rows of cells, 1 where it is dark; the quiet zone is the page's. Raises NoPaymentCode."""
    import segno  # noqa: PLC0415 - heavy, not on the way to the first screen

    code = segno.make(payload(transfer), error="m", encoding="utf-8", micro=False, boost_error=False)
    if int(code.version) > MAX_VERSION:
        raise NoPaymentCode("the text is too long")
    return [[int(bool(cell)) for cell in row] for row in code.matrix]


def can_be_coded(transfer: Transfer) -> bool:
    """Whether a code can be made: everything in it is as banking apps expect it."""
    try:
        payload(transfer)
    except NoPaymentCode:
        return False
    return True


def _ensure_sound(transfer: Transfer, iban: str, bic: str) -> None:
    turned = iban[4:] + iban[:4]
    if not _IBAN.fullmatch(iban) or int("".join(str(int(c, 36)) for c in turned)) % 97 != 1:
        raise NoPaymentCode("the IBAN is not right")
    if bic and not _BIC.fullmatch(bic):
        raise NoPaymentCode("the BIC is not right")
    if not 1 <= transfer.minor <= MAX_MINOR:
        raise NoPaymentCode("the amount is between 0.01 and 999999999.99 euro")
    if not 1 <= len(_one_line(transfer.name)) <= MAX_NAME:
        raise NoPaymentCode("the name has 1 to 70 characters")
    if transfer.reference and transfer.text:
        raise NoPaymentCode("a reference or a text, not both")
    if transfer.reference and not _CREDITOR_REFERENCE.fullmatch(transfer.reference):
        raise NoPaymentCode("the reference is not one of ISO 11649")
    if len(_one_line(transfer.text)) > MAX_TEXT:
        raise NoPaymentCode("the text has at most 140 characters")


def _one_line(text: str) -> str:
    return " ".join(text.split())
