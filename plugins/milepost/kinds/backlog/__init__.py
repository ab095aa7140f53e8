"""The backlog: stories, their flow, and what it forecasts."""
