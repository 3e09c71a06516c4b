"""What holds the parts together: layers, sizes, words, the README."""
