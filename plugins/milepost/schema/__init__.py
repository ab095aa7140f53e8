"""How kinds are declared: fields with audience and meaning, value types, dates."""
