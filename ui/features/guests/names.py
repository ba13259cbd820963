"""Under which names the pages of guests are opened."""

from typing import Final

REGISTER: Final = "guest_register"
PROFILE: Final = "guest"
