"""The roles that a new house begins with, as pure data."""

from app.kernel.actor import ALL

OWNER = "owner"

# Code, name, permitted verbs. A role is a row and can be changed; these are just the first ones.
FIRST_ROLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (OWNER, "Owner", (ALL,)),
    (
        "reception",
        "Reception",
        (
            "reservations.*",
            "front_desk.*",
            "guests.*",
            "folios.*",
            "invoices.*",
            "property.set_room_state",
            "security.save_setting",
        ),
    ),
    (
        "night_audit",
        "Night audit",
        (
            "reservations.*",
            "front_desk.*",
            "guests.*",
            "folios.*",
            "invoices.*",
            "property.*",
            "security.save_setting",
        ),
    ),
    ("housekeeping", "Housekeeping", ("property.set_room_state", "security.save_setting")),
    (
        "manager",
        "Manager",
        (
            "reservations.*",
            "front_desk.*",
            "guests.*",
            "rates.*",
            "folios.*",
            "invoices.*",
            "finance.*",
            "property.*",
            "security.save_setting",
            "security.reset_pin",
        ),
    ),
)
