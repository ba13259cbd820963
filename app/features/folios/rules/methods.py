"""Ways to pay: their names, the account on the other side, and the states of a payment."""

from enum import StrEnum
from typing import Final

from app.kernel.text import printed


class Method(StrEnum):
    """How money comes or goes."""

    CASH = "cash"
    TERMINAL = "terminal"
    STRIPE = "stripe"
    BANK_TRANSFER = "bank_transfer"
    CITY_LEDGER = "city_ledger"
    VOUCHER = "voucher"
    VIRTUAL_CARD = "virtual_card"


class State(StrEnum):
    """Where a payment stands; postings are made when it is captured."""

    PENDING = "pending"
    AUTHORISED = "authorised"
    CAPTURED = "captured"
    FAILED = "failed"
    VOIDED = "voided"


# What is debited when money comes.
COUNTERS: Final[dict[str, str]] = {
    Method.CASH: "1010",
    Method.TERMINAL: "1030",
    Method.STRIPE: "1030",
    Method.VIRTUAL_CARD: "1030",
    Method.BANK_TRANSFER: "1020",
    Method.VOUCHER: "2320",
}
# What a bill calls them.
WAYS: Final[dict[str, str]] = {
    Method.CASH: printed("Cash"),
    Method.TERMINAL: printed("Card"),
    Method.STRIPE: printed("Card"),
    Method.VIRTUAL_CARD: printed("Virtual card"),
    Method.BANK_TRANSFER: printed("Bank transfer"),
    Method.CITY_LEDGER: printed("On account"),
    Method.VOUCHER: printed("Voucher"),
}
# Ways that cannot be proved later without a number from outside.
NEEDS_REFERENCE: Final = frozenset({Method.TERMINAL, Method.VOUCHER})
# States in which money is taken or on its way.
COUNTS: Final = (State.PENDING, State.AUTHORISED, State.CAPTURED)
FINAL: Final = frozenset({State.CAPTURED, State.FAILED, State.VOIDED})
PROVIDER: Final = "stripe"
