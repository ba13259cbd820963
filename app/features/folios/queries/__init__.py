"""Folios and ledgers as screens see them. Each module has its own questions."""

from app.features.folios.queries import folios

MODULES = (folios,)
ANSWERS = tuple(answering for module in MODULES for answering in module.ANSWERS)
