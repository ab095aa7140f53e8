"""Text fields: Markdown rendered to HTML, and the text that readers see of it."""
