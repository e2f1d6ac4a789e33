"""What is read off a source: a tree → what the patterns of a language's query find in it → rows of facts."""
