"""`milepost build`: every audience's site in a process of its own, proved, and only then put into place."""
