"""How fast morile is, as ratios to what the same libraries need without it: `make bench`."""
