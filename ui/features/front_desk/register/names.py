"""Under which name the page of the guest register is opened."""

from typing import Final

REGISTER: Final = "guest_register"
