"""The plan page of a project: schedule, forecast, performance, money, load, scope, and registers."""
