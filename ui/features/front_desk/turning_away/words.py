"""How turn-aways and walks are said."""

from app.features.front_desk import Refusal
from app.kernel.text import tr


def reason_word(reason: str) -> str:
    """Why somebody did not get a room."""
    return {
        Refusal.FULL: tr("Full"), Refusal.TYPE: tr("No such type"), Refusal.PRICE: tr("Too dear"),
        Refusal.RULES: tr("Minimum stay"), Refusal.OTHER: tr("Other"),
    }.get(Refusal(reason), reason)  # fmt: skip
