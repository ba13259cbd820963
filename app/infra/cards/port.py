"""What a provider of card payments can be asked, and what it can answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from app.kernel.errors import AppError
from app.kernel.text import tr


class Action(StrEnum):
    """A call to the provider."""

    CHARGE = "charge"
    AUTHORISE = "authorise"
    LINK = "link"
    LINK_TO_HOLD = "link_to_hold"
    CAPTURE = "capture"
    VOID = "void"
    REFUND = "refund"
    LOOK = "look"


class CardState(StrEnum):
    """Where the money stands at the provider."""

    WAITING = "waiting"
    AUTHORISED = "authorised"
    TAKEN = "taken"
    RETURNED = "returned"
    FAILED = "failed"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class CardOrder:
    """Money to be taken from a card: minor units, the card's token, and what tells people what it was for."""

    minor: int
    currency: str
    token: str
    customer: str = ""
    payment_id: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A card as the provider keeps it: its token there, and what a person knows it by."""

    token: str
    customer: str = ""
    brand: str = ""
    last_four: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """What the provider says: its reference, the sum that it is about, and a sentence where one helps.

    `url` is where the guest pays; `card` the card that the guest paid with, where the provider told.
    """

    state: CardState
    reference: str
    minor: int = 0
    sentence: str = ""
    url: str = ""
    card: KeptCard | None = None


class GatewayDown(AppError):
    """The provider cannot be reached, or does not answer as agreed; the same call can be made again."""

    code = "gateway_down"


class NoGateway(GatewayDown):
    """No key for a provider has been entered."""

    code = "no_gateway"

    def __init__(self) -> None:
        super().__init__(tr("No key for the card provider has been entered. Enter it in the settings."))


class CardGateway(Protocol):
    """A provider. Each call that changes something names a key: the same key is the same call.

    All raise GatewayDown; what the provider refuses is an answer that failed.
    """

    def charge(self, order: CardOrder, key: str) -> CardAnswer:
        """Take money at once."""
        ...

    def authorise(self, order: CardOrder, key: str) -> CardAnswer:
        """Hold money on the card."""
        ...

    def link(self, order: CardOrder, key: str, *, hold: bool, keep: bool) -> CardAnswer:
        """A page of the provider's on which the guest pays (or lets hold) this sum once."""
        ...

    def capture(self, reference: str, minor: int, currency: str, key: str) -> CardAnswer:
        """Take what was held, or a part of it; the rest is let go."""
        ...

    def void(self, reference: str, key: str) -> CardAnswer:
        """Let go what was held, or a payment that has not come about."""
        ...

    def refund(self, reference: str, minor: int, currency: str, key: str) -> CardAnswer:
        """Give back a part of what was taken; `reference` is that of the payment."""
        ...

    def look(self, reference: str) -> CardAnswer:
        """Where a payment or a refund stands."""
        ...
