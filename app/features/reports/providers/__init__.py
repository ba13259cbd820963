"""What receives reports: files for spreadsheets."""
