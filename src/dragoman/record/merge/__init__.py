"""Which claims tell of one event: windows, comparison, clusters, and the merged value."""
