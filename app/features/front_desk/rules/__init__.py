"""Rules of the front desk, pure. Each module has its own."""
