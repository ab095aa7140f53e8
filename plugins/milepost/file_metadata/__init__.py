"""Images, PDFs and drawings without what they say about authors, places and devices."""
