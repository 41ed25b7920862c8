"""A program that pays by the API: it sends its key, and one Idempotency-Key for each payment."""

import http.client
import json


class Program:
    def __init__(self, port, patience=90):
        self.port, self.patience = port, patience

    def pay(self, invoice_id, method, key):
        """The answer's status, marked as the API's; 0 where the line was cut."""
        body = json.dumps({"payment_method_id": f"PM-{method}"})
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request("POST", f"/api/v1/invoices/{invoice_id}/pay", body, {
                "Host": f"bench.localhost:{self.port}", "Content-Type": "application/json",
                "Authorization": "Bearer program", "Idempotency-Key": key})
            return f"API {connection.getresponse().status}"
        except (OSError, http.client.HTTPException):
            return "API 0"
        finally:
            connection.close()
