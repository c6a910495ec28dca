-- caudal: outside-transaction
-- release: 0.2.0 expand
-- What jobs ask again and again of the whole town is found without what the town had in years before: money that went back of late,
-- drafts of the old portal that came back, a meter's later bills, what was said of alerts of late, and words of notices that are
-- still to be forgotten.
drop index concurrently if exists ledger_entry_went_back;
create index concurrently ledger_entry_went_back on ledger_entry (effective_on) where kind in ('payment-return', 'refund');
drop index concurrently if exists payment_legacy_returned;
create index concurrently payment_legacy_returned on payment (account_id) where channel = 'legacy' and state = 'returned';
drop index concurrently if exists bill_read_meter;
create index concurrently bill_read_meter on bill_read (meter_serial, to_on);
drop index concurrently if exists alert_resolution_said;
create index concurrently alert_resolution_said on alert_resolution (said_at);
drop index concurrently if exists notice_private_words;
create index concurrently notice_private_words on notice (created_at) where private and state <> 'queued' and body_text <> '';
