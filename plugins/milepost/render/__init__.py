"""From view-models to pages: templates, text fields, and what a page says about itself."""
