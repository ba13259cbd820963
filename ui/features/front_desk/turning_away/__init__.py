"""Who asked and got no room; who is walked to another hotel."""
