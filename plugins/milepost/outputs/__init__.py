"""What Milepost writes beside a site: one module for each format, and their registry."""
