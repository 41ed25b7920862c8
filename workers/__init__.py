"""What happens later: queue, schedule, sweeper, and three-line jobs."""
