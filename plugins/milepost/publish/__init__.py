"""`milepost build`: every audience's site built in a process of its own, verified, and only then published."""
