"""Which of several definitions of one name a call means, by what it is given and what their parameters take."""
