"""The flow of stories: cycle time, throughput, work in progress, and forecasts."""
