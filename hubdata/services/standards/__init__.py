"""What results are compared with: targets, benchmarks, and published figures of past years."""
