"""Project plans: scope, tasks, resources, budget, risks, and what was decided on the way."""
