"""Changes, their merge, and the bundles they travel in: no screen, no SQL of its own."""
