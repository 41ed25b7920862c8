"""The customers in Acme Cloud's sandbox, made to try things on."""

from setup.commands.sample.acme import account

ACCOUNTS = (
    account(9001, "Trial Customer One", "Toni Tester", "tester@trial.example",
            "1 Sandbox Street | Boston | MA | 02110", "0.5", invoices=6, habit="parts"),
    account(9002, "Trial Customer Two", "Toni Tester", "tester@trial.example",
            "2 Sandbox Street | Boston | MA | 02110", "0.2", invoices=4, habit="stops"),
    account(9003, "Ünïcödé Tést ÄÖ", "Łukasz Ñandú", "unicode@trial.example",
            "3 Sandbox Street | Boston | MA | 02110", "0.3", invoices=5),
    account(9004, "Never Pays Inc.", "Nora Nopay", "nora@trial.example",
            "4 Sandbox Street | Boston | MA | 02110", "0.4", invoices=8, habit="never"),
    account(9005, "No Invoices Yet", "Nick Newman", "nick@trial.example",
            "5 Sandbox Street | Boston | MA | 02110", invoices=0),
    account(9006, "Without Usage Ltd.", "Wanda Wise", "wanda@trial.example",
            "6 Sandbox Street | Boston | MA | 02110", invoices=6, metered=False),
)
