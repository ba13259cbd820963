"""What was done today: the list of the business day's actions, each with who, when, and the way back."""
