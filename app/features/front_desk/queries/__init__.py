"""The front desk as screens see it. Each module has its own questions."""

from types import ModuleType
from typing import Any

MODULES: tuple[ModuleType, ...] = ()
ANSWERS: tuple[Any, ...] = tuple(answering for module in MODULES for answering in module.ANSWERS)
