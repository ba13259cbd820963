"""Cards: the port to a provider that charges them. Only its tokens are known here, never a number."""

from app.infra.cards.port import (
    Action,
    CardAnswer,
    CardGateway,
    CardOrder,
    CardState,
    GatewayDown,
    KeptCard,
    NoGateway,
)

__all__ = [
    "Action",
    "CardAnswer",
    "CardGateway",
    "CardOrder",
    "CardState",
    "GatewayDown",
    "KeptCard",
    "NoGateway",
]
