"""Documents as PDF: what an invoice or a payment looks like on paper."""
