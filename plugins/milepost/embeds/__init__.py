"""Views that stand in a hand-written page: what a fenced block asks for, and what it gets."""
