"""Raw text to Cleaned: segments, each with its label and the rule that gave it."""
