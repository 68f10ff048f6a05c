"""The HTTP service: litestar routes between a guard and the core."""
