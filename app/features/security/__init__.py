"""Security: who may do what.

A house is founded with an owner and a few roles; a role is a list of verbs ("reservations.*").
Commands carry the verb that the bus checks. Users keep their own view settings here.
"""

from app.features.security.commands import HANDLERS, AddUser, FoundHouse, LoginTaken, SaveSetting
from app.features.security.queries import ANSWERS, Settings, Users, UserView, tenants
from app.features.security.rules import FIRST_ROLES

__all__ = [
    "ANSWERS", "FIRST_ROLES", "HANDLERS", "AddUser", "FoundHouse", "LoginTaken", "SaveSetting", "Settings",
    "UserView", "Users", "tenants",
]  # fmt: skip
