"""What the front desk does with a stay. It brings the folios with it, so the rack begins without it."""

from uuid import UUID

from app.kernel.commands import Command


def check_in(command_id: UUID, stay_id: UUID) -> Command:
    """The guest takes the room."""
    from app.features.front_desk import CheckIn  # noqa: PLC0415 - heavy, not on the way to the first screen

    return CheckIn(id=command_id, stay_id=stay_id)


def check_out(command_id: UUID, stay_id: UUID) -> Command:
    """The guest leaves."""
    from app.features.front_desk import CheckOut  # noqa: PLC0415 - heavy, not on the way to the first screen

    return CheckOut(id=command_id, stay_id=stay_id)


def no_show(command_id: UUID, stay_id: UUID) -> Command:
    """The guest did not come."""
    from app.features.front_desk import MarkNoShow  # noqa: PLC0415 - heavy, not on the way to the first screen

    return MarkNoShow(id=command_id, stay_id=stay_id)
