"""The cashier: the drawer of this workstation, and those that were closed."""
