"""Agreement: how far several assessors say the same, who stands apart and what to discuss first."""
