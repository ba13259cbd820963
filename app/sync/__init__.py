"""Workstations and the exchange of journals with a central service (grows with issue 6)."""
