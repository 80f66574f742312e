"""The application: HTTP API, query language, alerts, command line."""
