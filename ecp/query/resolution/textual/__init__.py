"""Programs whose files are read into each other: what an include brings, and which parts of files are compiled."""
