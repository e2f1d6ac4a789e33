"""What a reference means: the definitions that it names, by the values of what it is made of."""
