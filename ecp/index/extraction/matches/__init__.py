"""What each match of a language's query adds to what is found in a blob."""
