"""What comes in by files, and from elsewhere: read, kept track of, taken row by row (I7)."""
