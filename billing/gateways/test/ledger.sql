CREATE TABLE IF NOT EXISTS entry (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL,
  attempt_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund', 'void')),
  payment TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount >= 0),
  currency TEXT NOT NULL,
  method TEXT,
  state TEXT NOT NULL,
  reason TEXT,
  reference TEXT NOT NULL UNIQUE,
  return_url TEXT,
  description TEXT NOT NULL,
  metadata TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (account, attempt_id)
);
CREATE INDEX IF NOT EXISTS entry_payment ON entry (account, payment);

CREATE TABLE IF NOT EXISTS method (
  account TEXT NOT NULL,
  token TEXT NOT NULL PRIMARY KEY,
  customer TEXT,
  number TEXT NOT NULL,
  expiry TEXT NOT NULL,
  holder TEXT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS field (
  field_id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  customer TEXT NOT NULL,
  return_url TEXT NOT NULL,
  kinds TEXT NOT NULL,
  created_at TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS charge_back (
  account TEXT NOT NULL,
  attempt_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('taken', 'won')),
  PRIMARY KEY (account, attempt_id)
);
