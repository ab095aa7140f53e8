"""From view-models to HTML: templates, page writers, and the plan of a site's pages."""
