"""Who is asking: the host's tenant, its isolation, its people, its looks."""
