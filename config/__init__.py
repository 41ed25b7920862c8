"""What every room stands on: settings, clock, bare extensions, storage, the embedded services."""
