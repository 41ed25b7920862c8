"""The Test gateway's pages for payers, served from its own origin.

They stand for a foreign company's pages: in English, in its own dress, and no part of Portico's.
"""
