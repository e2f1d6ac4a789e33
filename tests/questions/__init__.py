"""The questions, asked of small real repositories: what is answered, what is not, and where an answer is cut."""
