"""`fagui compare`: two texts beside each other on the terminal."""
