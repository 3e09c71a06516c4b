"""Real databases on a real disk: migrations, keys, full and read-only disks."""
