"""What every page uses: the page context, components, phrasing and addresses."""
