"""What no record can hold is refused by its shape, wherever it comes from (I2, I7)."""

import pytest

from billing.people.customer_shape import CustomerShape

DEEP = []
for _ in range(2000):
    DEEP = [DEEP]

WRONG = (
    ("name", "\0"), ("name", "\ud800"), ("name", "a\u0085b"), ("description", "a\0"),
    ("custom_fields", {"a": "\0"}), ("custom_fields", {"\ud800": 1}),
    ("custom_fields", {"a": [{"b": float("nan")}]}), ("custom_fields", {"a": float("inf")}),
    ("custom_fields", {"a": DEEP}), ("auto_pay", 1), ("auto_pay", "true"), ("auto_pay", None),
    ("delivery_preferences", {"fax": True}), ("name", None), ("parent_customer", ""),
)


@pytest.mark.parametrize("name, value", WRONG)
def test_it_is_refused_at_its_field(name, value):
    assert set(CustomerShape(partial=True).validate({name: value})) == {name}


def test_what_can_be_kept_is_let_in():
    said = {"name": "Ünïcode 株式会社 🎉", "description": "two\nlines",
            "custom_fields": {"a": [{"b": 1.5}, None, True, "x"], "c": {}}}
    assert CustomerShape(partial=True).load(said) == said
