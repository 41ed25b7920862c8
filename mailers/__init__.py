"""What is said by mail: one small file a subject, and their delivery."""
