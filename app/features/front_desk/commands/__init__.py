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
    rooming,
    securing,
    sharing,
    signing,
    traces,
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
)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
