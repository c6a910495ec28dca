-- release: 0.2.0 expand
-- A bill may charge nothing: the final one of days that are billed already, or one that takes back what it charges. Its
-- entry has no postings then; the bill itself is checked against the books. Every other entry has postings.
create or replace function ledger_entry_has_postings() returns trigger language plpgsql as $$
begin
  if not exists (select from posting where entry_id = new.id)
    and not exists (select from bill where ledger_entry_id = coalesce(new.reverses_id, new.id)) then
    raise exception 'ledger entry % has no postings', new.id
      using errcode = 'check_violation', constraint = 'ledger_entry_has_postings';
  end if;
  return null;
end $$;
