"""`milepost build`: every audience's site in a process of its own, verified, and only then published."""
