"""What guests like, and what they are to each other: the kinds with their names, and what may be said."""

from typing import Final

from app.kernel.errors import InvalidInput
from app.kernel.text import marked, tr

MOST_TEXT: Final = 200

# Kinds of wishes with their names, in the order of a list, and what is often said under them.
PREFERENCES: Final = {
    "bed": marked("Bed"),
    "floor": marked("Floor"),
    "room": marked("Room"),
    "pillow": marked("Pillow"),
    "allergy": marked("Allergies"),
    "food": marked("Food and drink"),
    "access": marked("Accessibility"),
    "service": marked("Service"),
    "occasion": marked("Occasions"),
    "other": marked("Other"),
}
OFTEN: Final = {
    "bed": (marked("Double bed"), marked("Twin beds"), marked("Baby cot")),
    "floor": (marked("High floor"), marked("Low floor"), marked("Ground floor")),
    "room": (marked("Quiet"), marked("Away from the lift"), marked("With a view")),
    "pillow": (marked("Feather-free"), marked("Firm"), marked("Soft")),
    "allergy": (marked("Nuts"), marked("Gluten"), marked("Lactose"), marked("Dust"), marked("Animal hair")),
    "food": (marked("Vegetarian"), marked("Vegan"), marked("Halal"), marked("Kosher")),
    "access": (marked("Wheelchair"), marked("Step-free"), marked("Walk-in shower")),
}
# What the other is to the guest, and what the guest then is to the other.
RELATIONS: Final = {
    "partner": marked("Partner"),
    "parent": marked("Parent"),
    "child": marked("Child"),
    "sibling": marked("Brother or sister"),
    "relative": marked("Relative"),
    "friend": marked("Friend"),
    "companion": marked("Travels along"),
    "colleague": marked("Colleague"),
    "assistant": marked("Assistant"),
    "principal": marked("Is assisted"),
}
INVERSE: Final = {"parent": "child", "child": "parent", "assistant": "principal", "principal": "assistant"}


def other_way(kind: str) -> str:
    """What the guest is to the other, when the other is `kind` to him."""
    return INVERSE.get(kind, kind)


def liking(kind: str, text: str) -> str:
    """A wish in a few words, cleaned; "" takes it away. Raises InvalidInput at the kind's field."""
    if kind not in PREFERENCES:
        raise InvalidInput(tr("There is no such kind of wish."), field="kind")
    cleaned = " ".join(text.split())
    if len(cleaned) > MOST_TEXT:
        raise InvalidInput(tr("That is too long. At most {most} characters fit.", most=MOST_TEXT), field=kind)
    if not cleaned.isprintable():
        raise InvalidInput(tr("This contains a character that cannot be read. Type it again."), field=kind)
    return cleaned


def relation(kind: str) -> str:
    """A known kind of relation. Raises InvalidInput."""
    if kind not in RELATIONS:
        raise InvalidInput(tr("Say what the other is to the guest."), field="kind")
    return kind
