"""What an outer site may contain, found a second way: redacted copies of data and pages, and comparison."""
