"""The rates sheet: a painted spreadsheet of prices, a line per room type and plan, a column per night."""
