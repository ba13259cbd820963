"""Rules of folios, pure: taxes, city taxes and their presets; what a ledger may hold."""
