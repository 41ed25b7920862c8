insert into invoice_line (tenant_id, invoice_id, invoice_line_no, product_name, description,
                          start_date, end_date, quantity, unit_of_measure, unit_price, amount)
select 1, %(id)s || '-' || n, line, 'Compute', 'n2-standard-8, us-east1, ' || line,
       current_date - 30, current_date, line * 24.25, 'Hours', 0.3885, line * 100 + n
  from generate_series(1, %(most)s) n, generate_series(1, %(lines)s) line
