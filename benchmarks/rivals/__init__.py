"""What one submission over HTTP is measured against; each is an application for the same server."""
