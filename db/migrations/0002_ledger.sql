-- Double-entry receivables. Entries are never changed: a correction is a reversal and a new entry.

create table ledger_entry (
  id bigint generated always as identity primary key,
  kind text not null,
  -- When it counts, and when it was written down.
  effective_on date not null,
  inserted_at timestamptz not null,
  memo text not null,
  -- The same key again is the same entry, if the hash of what was asked is the same too.
  idempotency_key text not null unique,
  input_hash text not null,
  reverses_id bigint unique references ledger_entry
);

create table posting (
  id bigint generated always as identity primary key,
  entry_id bigint not null references ledger_entry,
  -- One of domain/ledger/chart-of-accounts.ts; `receivable` always names the customer's account.
  ledger_account text not null,
  account_id bigint references account,
  -- Debits positive, credits negative.
  amount_cents bigint not null check (amount_cents <> 0),
  check (ledger_account <> 'receivable' or account_id is not null)
);
create index posting_entry on posting (entry_id);
create index posting_receivable on posting (account_id) include (amount_cents, entry_id) where ledger_account = 'receivable';

create function ledger_entry_balances() returns trigger language plpgsql as $$
declare
  off bigint;
begin
  -- A statement writes whole entries, so each one is checked once, when its rows are all there.
  select p.entry_id into off
  from posting p
  where p.entry_id in (select distinct entry_id from written)
  group by p.entry_id
  having sum(p.amount_cents) <> 0 or count(*) < 2
  limit 1;
  if off is not null then
    raise exception 'ledger entry % does not balance', off using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger posting_balances after insert on posting
  referencing new table as written
  for each statement execute function ledger_entry_balances();

create function history_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: reverse it instead', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entry_append_only before update or delete or truncate on ledger_entry
  for each statement execute function history_is_append_only();
create trigger posting_append_only before update or delete or truncate on posting
  for each statement execute function history_is_append_only();
create trigger register_read_append_only before update or delete or truncate on register_read
  for each statement execute function history_is_append_only();
