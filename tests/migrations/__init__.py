"""Tests of the schema: what the migrations make, and that it only grows."""
