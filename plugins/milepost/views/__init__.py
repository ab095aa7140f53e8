"""What the pages show, as plain data: not a word of HTML, every word a reader sees."""
