"""The press: a process of its own that turns Liquid into letters and may be killed doing it.

Templates are written by staff of a tenant, so rendering one is running a stranger's program.
`client` is the only module that the rest of Portico imports; the others live in the press.
"""
