-- caudal: outside-transaction
-- release: 0.2.0 expand
-- What pages ask goes by an index. The list of bill runs adds up every bill of each from an index that has all of it, and asks
-- whether a mail about a bill is still on its way: few are, among all that were ever sent. An account's page asks for everybody who
-- ever had it and for each autopay it had, a customer's for what pays with a card.
drop index concurrently if exists notice_queued;
create index concurrently notice_queued on notice (created_at) where state = 'queued';
drop index concurrently if exists bill_run_figures;
create index concurrently bill_run_figures on bill (bill_run_id)
  include (state, delivery, estimated, new_charges_cents, usage_gallons);
drop index concurrently if exists bill_run_bills;
drop index concurrently if exists account_access_account;
create index concurrently account_access_account on account_access (account_id);
drop index concurrently if exists autopay_account;
create index concurrently autopay_account on autopay (account_id);
drop index concurrently if exists autopay_method;
create index concurrently autopay_method on autopay (payment_method_id);
