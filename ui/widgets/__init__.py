"""Reusable inputs and views that know no capability."""
