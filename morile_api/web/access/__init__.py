"""Access: who may call, by bearer tokens that are verified here."""
