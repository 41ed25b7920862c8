"""The gateway's codes as reasons; `respproc` says whose list a `respcode` is of.

PPS is the gateway itself, the others are the networks behind it
(https://integrate.clover.com/developers/gateway-response-codes). What is missing here is a plain
decline.
"""

LISTS = {
    "insufficient_funds": """AMEX 116; FNOR NU; NASH NU; PMT 302 521; RPCT 116; VANT 51; VPS 51""",
    "expired_card": """AMEX 101; FNOR 54; FOMA 06 07; NASH 54; PMT 522 605 903; PPS 15 16; PSTR 08;
        PTAM 33 54; RPCT 101 132 509 510 511; VANT 33 54; VPS 33 54""",
    "incorrect_cvc": """AMEX 103 122; FNOR C2; FOMA 14; NASH C2; PMT 531; PPS 14 37 38; PSTR 07;
        RPCT 517 954 958 959; VANT 82; VPS 82 N7""",
    "lost_card": "PMT 502; RPCT 208; VANT 41; VPS 41",
    "stolen_card": "AMEX 200; PMT 501; PTAM 43; RPCT 209; VANT 43; VPS 43",
    "no_account": "PSTR 28",
    "method_unknown": """AMEX 111; FNOR 14 N3; PPS 11 12 13 33 96 98 99; RPCT 118 131 303""",
    "processing_error": """FNOR 28 91 94 CE NL NM; PMT 234; PPS 36 61 62 63 64 65 66;
        PSTR 01 11 12; RPCT 906 907 908 909 911 913 920 921 923 940 963; VANT 94 98""",
    "refused": "PPS 21 22 23 31 32 41 42 43 48 91 92 93 94 95 97",
}
REFUNDS = {
    "amount_exceeds_payment": "PPS 42 43",
    "not_refundable": "PPS 25 27 28 29 45 46; PSTR 19 46",
    "refused": "PPS 21 22 23 31 32 91 92 93 94 95 97",
    "processing_error": LISTS["processing_error"],
}
# The return codes of NACHA, as far as they tell the payer something of their own:
# https://developer.cardpointe.com/guides/cardpointe-gateway, "ACH Return Codes".
RETURNS = {
    "insufficient_funds": "ACH R01 R09",
    "account_closed": "ACH R02",
    "no_account": "ACH R03 R04 R13 R20",
}
RETURNED = "debit_not_authorized"


def reasons(lists):
    """By (list, code) the reason."""
    found = {}
    for reason, lines in lists.items():
        for line in lines.split(";"):
            owner, *codes = line.split()
            found.update({(owner, code): reason for code in codes})
    return found


ORDINARY, OF_REFUNDS, OF_RETURNS = reasons(LISTS), reasons(REFUNDS), reasons(RETURNS)


def why(answer, otherwise="card_declined", known=ORDINARY):
    """The reason of a refusal, by who refused and the code."""
    return known.get((answer.get("respproc"), answer.get("respcode")), otherwise)


def why_returned(code):
    """The reason of a bank debit's return, such as R01."""
    return OF_RETURNS.get(("ACH", code), RETURNED)
