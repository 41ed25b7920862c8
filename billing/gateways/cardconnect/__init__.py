"""CardConnect: the CardPointe Gateway, whose own number field is the Hosted iFrame Tokenizer (M7).

Its rules are those of https://developer.cardpointe.com/cardconnect-api and of the guides at
https://developer.cardpointe.com/guides/cardpointe-gateway.
"""
