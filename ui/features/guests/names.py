"""Under which name the page of a guest is opened."""

from typing import Final

PROFILE: Final = "guest"
