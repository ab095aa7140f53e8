"""Scheduling of a project's activities: calendars, the critical path method, leveling, and schedule quality."""
