"""What a change means: two states of the data compared thing by thing, in the order in which it matters."""
