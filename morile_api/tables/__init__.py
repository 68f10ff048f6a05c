"""Tables: results as columns of no kind yet, and streams of Arrow tables."""
