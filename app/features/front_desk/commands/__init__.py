"""What happens at the desk. Each module has its own commands."""

from app.features.front_desk.commands import (
    absent,
    arriving,
    cancelling,
    fees,
    identity,
    keys,
    leaving,
    mass,
    queueing,
    rooming,
    securing,
    sharing,
    signing,
    traces,
    turning_away,
    waiting,
    walking_in,
)

MODULES = (
    arriving,
    leaving,
    absent,
    walking_in,
    traces,
    sharing,
    cancelling,
    fees,
    identity,
    keys,
    mass,
    rooming,
    securing,
    signing,
    waiting,
    turning_away,
    queueing,
)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
