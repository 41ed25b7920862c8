"""Initech's twelve customers, who subscribe."""

from decimal import Decimal

from setup.commands.sample.acme import account

VAT = {"tax": Decimal("0.19"), "terms": 14}
ABROAD = {"terms": 30}

ACCOUNTS = (
    account(2001, "Rheinwerk Maschinenbau GmbH", "Petra Schäfer", "petra@rheinwerk.example",
            "Werftstraße 23 | Köln | | 50667 | Germany", "2.5", habit="late", **VAT),
    account(2002, "Atelier Écume", "Luc Béranger", "luc@ecume.example",
            "8 Quai de Saône | Lyon | | 69002 | France", "0.5", **ABROAD),
    account(2003, "Papeterie du Vieux Port", "Luc Béranger", "luc@ecume.example",
            "3 Rue Caisserie | Marseille | | 13002 | France", "0.4", habit="due", **ABROAD),
    account(2004, "Gebrüder Öztürk OHG", "Deniz Öztürk", "deniz@oeztuerk.example",
            "Hauptstraße 77 | Mannheim | | 68159 | Germany", "0.8", **VAT),
    account(2005, "Nordlicht Verlag AG", "Jens Petersen", "jens@nordlicht.example",
            "Speicherstadt 5 | Hamburg | | 20457 | Germany", "1.4", habit="wire",
            guest=True, **VAT),
    account(2006, "Čapek & Dvořák s.r.o.", "Jana Dvořáková", "jana@capek.example",
            "Karlova 18 | Praha | | 110 00 | Czechia", "0.9", guest=True, **ABROAD),
    account(2007, "Fjällräven Åkeri AB", "Åsa Sjöberg", "asa@akeri.example",
            "Storgatan 41 | Östersund | | 831 30 | Sweden", "1.1", habit="parts", **ABROAD),
    account(2008, "Studio Quattro S.r.l.", "Giulia Conti", "giulia@quattro.example",
            "Via Tortona 27 | Milano | | 20144 | Italy", "0.6", habit="stops", **ABROAD),
    account(2009, "Molen & Zoon B.V.", "Sanne de Vries", "sanne@molen.example",
            "Prinsengracht 263 | Amsterdam | | 1016 GV | Netherlands", "1.0", habit="due",
            guest=True, **ABROAD),
    account(2010, "Stadtwerke Musterstadt", "Ute Braun", "ute@stadtwerke.example",
            "Am Wasserturm 1 | Musterstadt | | 12345 | Germany", "3.2", habit="quarter",
            contact={"access": "Pending"}, **VAT),
    account(2011, "Θαλασσινές Γραμμές Ι.Κ.Ε.", "Νίκος Γεωργίου", "nikos@thalassa.example",
            "Ακτή Μιαούλη 35 | Πειραιάς | | 185 35 | Greece", "0.7", habit="wire", **ABROAD),
    account(2012, "Kleines Café am Eck", "Mia Fuchs", "mia@cafeameck.example",
            "Eckstraße 2 | Leipzig | | 04109 | Germany", "0.2", **VAT),
)
