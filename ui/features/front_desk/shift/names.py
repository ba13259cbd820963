"""Under which name the page of shifts is opened."""

from typing import Final

PAGE: Final = "shift"
