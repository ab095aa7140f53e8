"""Text fields: Markdown as HTML, and the text that readers see of it."""
