"""The backlog: story map and work list."""
