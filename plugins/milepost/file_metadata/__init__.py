"""Removal of metadata from images, PDFs and recordings: authors, locations, devices."""
