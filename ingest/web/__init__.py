"""Pages and files from the web: asked for politely, within limits, from public addresses only."""
