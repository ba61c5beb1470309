"""What is known about a text, and how: dates, places, names, rights, each with its evidence."""
