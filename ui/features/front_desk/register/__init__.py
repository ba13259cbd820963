"""The guest register: its page, its dialogs, how many wait in the navigation."""
