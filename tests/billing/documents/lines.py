"""Lines of an invoice to try documents with."""

PRODUCTS = (
    ("Compute", "n2-standard-8, us-east1"),
    ("Storage", "Standard class, GB-months"),
    ("Database", "db-4x16, high availability"),
)


def line(number):
    name, description = PRODUCTS[number % len(PRODUCTS)]
    return {
        "product_name": name,
        "description": description,
        "period": "Sep 1 – Sep 30, 2024",
        "quantity": f"{number + 0.25:,.2f}",
        "unit_price": f"$0.{number:04d}",
        "amount": f"${number * 7 + 1000:,}.{number % 100:02d}",
    }
