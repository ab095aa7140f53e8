"""What every page uses: context, components, phrasing, addresses."""
