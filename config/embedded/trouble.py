class Trouble(Exception):
    """Something that a person must put right, said in words that tell how."""
