"""Types: what a written one names, its bases, members and arguments, and what a library's types hold and give."""
