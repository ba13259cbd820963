"""What happens at the desk. Each module has its own commands."""

from app.features.front_desk.commands import absent, arriving, leaving

MODULES = (arriving, leaving, absent)
HANDLERS = tuple(handling for module in MODULES for handling in module.HANDLERS)
