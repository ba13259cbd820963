"""Codes of vouchers: short, without letters that are taken for one another, shown in groups of four."""

from hashlib import sha256
from typing import Final
from uuid import UUID

# The article under which vouchers stand on a bill; it has no tax and no department.
VOUCHER: Final = "VOUCHER"
_LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_LENGTH: Final = 12


def new_code(voucher_id: UUID) -> str:
    """The code of a voucher, worked out from its id alone: nobody guesses it, and it stays the same."""
    number = int.from_bytes(sha256(voucher_id.bytes).digest(), "big")
    letters = ""
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    # A letter at the beginning: no code can look like a card's number.
    return _LETTERS[voucher_id.bytes[-1] % 22] + letters[1:]


def plain_code(text: str) -> str:
    """A code as it is kept: capitals and digits."""
    return "".join(letter for letter in text.upper() if letter.isalnum())


def shown_code(code: str) -> str:
    """A code as people read it: "K7M2-9QXR"."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
