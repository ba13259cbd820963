"""The hotel that somebody names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.features.property.models import Property
from app.kernel.errors import NotFound
from app.kernel.text import tr


def house_named(session: Session, name: str) -> Property:
    """A hotel by name, code or id. Raises NotFound with the names that there are."""
    houses = session.scalars(select(Property).order_by(Property.name)).all()
    wanted = name.strip().casefold()
    for house in houses:
        if wanted in (house.name.casefold(), house.code.casefold(), str(house.id)):
            return house
    names = ", ".join(house.name for house in houses)
    raise NotFound(
        tr("There is no hotel {name} here. There are: {names}.", name=name, names=names), field="property"
    )
