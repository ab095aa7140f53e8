"""Changes of promised dates over time, from git."""
