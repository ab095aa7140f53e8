"""The board of stories by status."""
