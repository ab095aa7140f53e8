"""Stories from the CSV files that other tools export."""
