-- A bill prints the late fees since the one before: they are few among the entries, and found by this alone.
create index ledger_entry_late_fee on ledger_entry (id) where kind = 'late-fee';
