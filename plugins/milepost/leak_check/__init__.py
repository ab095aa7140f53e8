"""The leak check: what an outer site may contain, computed independently by redacted copies and comparison."""
