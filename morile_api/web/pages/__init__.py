"""Pages: what people read and fill in, made on the server, with or without JavaScript."""
