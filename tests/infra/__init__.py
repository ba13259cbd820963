"""Tests of the write path and of the outside world made small."""
