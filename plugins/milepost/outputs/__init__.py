"""What Milepost writes beside a site, one module for each form, and the registry of them."""
