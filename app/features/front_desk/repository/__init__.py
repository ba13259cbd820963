"""What the front desk loads for writing. Each module has its own."""
