"""Objects as Stripe's published OpenAPI document of version 2026-10-28.endive has them.

https://github.com/stripe/openapi; the library's classes are generated from it, and
test_stripe_shapes.py holds these against those.
"""

import secrets

from config import clock

VERSION = "2026-10-28.endive"


def made(kind, prefix, fields, **more):
    """An object with these nullable fields and the others as told."""
    return {
        **dict.fromkeys(fields.split()),
        "id": f"{prefix}_{secrets.token_hex(12)}",
        "object": kind,
        "created": int(clock.now().timestamp()),
        "livemode": False,
        "metadata": {},
        **more,
    }


def payment_intent(**more):
    fields = """application application_fee_amount automatic_payment_methods canceled_at
     cancellation_reason customer customer_account description last_payment_error latest_charge
     next_action on_behalf_of payment_method payment_method_options processing receipt_email
     review setup_future_usage shipping source statement_descriptor statement_descriptor_suffix
     transfer_data transfer_group"""
    intent = made("payment_intent", "pi", fields, amount_capturable=0, amount_received=0,
                  capture_method="automatic_async", confirmation_method="automatic",
                  payment_method_types=["card"], status="requires_payment_method")
    return secret(intent) | more


def setup_intent(**more):
    fields = """application automatic_payment_methods cancellation_reason customer description
     flow_directions last_setup_error latest_attempt mandate next_action on_behalf_of
     payment_method payment_method_options single_use_mandate"""
    setup = made("setup_intent", "seti", fields, payment_method_types=["card"],
                 status="requires_payment_method", usage="off_session")
    return secret(setup) | more


def secret(intent):
    intent["client_secret"] = f"{intent['id']}_secret_{secrets.token_hex(8)}"
    return intent


def customer(**more):
    fields = """address currency default_source description email name phone shipping
     test_clock discount"""
    return made("customer", "cus", fields, balance=0, delinquent=False, tax_exempt="none",
                preferred_locales=[]) | more


def payment_method(type, features, holder):
    details = {"address": None, "email": None, "name": holder, "phone": None, "tax_id": None}
    return made("payment_method", "pm", "customer", type=type, billing_details=details,
                allow_redisplay="unspecified", **{type: features})


def card(number, brand="visa"):
    fields = "checks generated_from networks three_d_secure_usage wallet"
    return {**dict.fromkeys(fields.split()), "brand": brand, "country": "US",
            "display_brand": brand, "exp_month": 4, "exp_year": 2039, "fingerprint": "fp",
            "funding": "credit", "last4": number[-4:], "regulated_status": "unregulated"}


def us_bank_account(number):
    return {"account_holder_type": "individual", "account_type": "checking",
            "bank_name": "STRIPE TEST BANK", "financial_connections_account": None,
            "fingerprint": "fp", "last4": number[-4:], "networks": None,
            "routing_number": "110000000", "status_details": {}}


def charge(intent, **more):
    fields = """application application_fee application_fee_amount balance_transaction
     calculated_statement_descriptor description failure_balance_transaction failure_code
     failure_message fraud_details on_behalf_of outcome payment_method_details receipt_email
     receipt_number receipt_url review shipping source source_transfer statement_descriptor
     statement_descriptor_suffix transfer_data transfer_group"""
    same = {key: intent[key] for key in ("amount", "currency", "customer", "payment_method")}
    return made("charge", "ch", fields, amount_captured=0, amount_refunded=0, billing_details={},
                captured=True, disputed=False, paid=True, payment_intent=intent["id"],
                refunded=False, status="succeeded", **same) | more


def refund(intent, **more):
    fields = """balance_transaction reason receipt_number source_transfer_reversal
     transfer_reversal"""
    refund = made("refund", "re", fields, charge=intent["latest_charge"],
                  currency=intent["currency"], payment_intent=intent["id"], status="succeeded")
    refund.pop("livemode")
    return refund | more


def dispute(intent, **more):
    return made("dispute", "dp", "", amount=intent["amount"], balance_transactions=[],
                charge=intent["latest_charge"], currency=intent["currency"],
                enhanced_eligibility_types=[], evidence={}, evidence_details={},
                is_charge_refundable=False, payment_intent=intent["id"], reason="fraudulent",
                status="needs_response") | more


def event(type, thing):
    told = made("event", "evt", "request", api_version=VERSION, data={"object": thing},
                pending_webhooks=1, type=type)
    told.pop("metadata")
    return told


def error(type, message, **more):
    return {"error": {"type": type, "message": message, **more}}
