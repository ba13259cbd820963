"""Tables of the front desk. Each module has its own."""
