"""Changes, bundles and merges."""
