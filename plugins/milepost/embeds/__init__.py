"""Views in hand-written pages: fenced `milepost` blocks."""
