"""What a notice says of itself, each fact with its rule and evidence; one subject a file."""
