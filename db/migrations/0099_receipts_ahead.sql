-- release: 0.2.0 expand
-- Receipts that the billing system had in its own files before they went to it. What waits to go out is then looked up among these few,
-- and not each payment of the day among all that were ever confirmed.
create table exchange_receipt_ahead (
  receipt text primary key
);
create function confirmed_before_sent() returns trigger language plpgsql as $$
begin
  insert into exchange_receipt_ahead (receipt)
    select w.receipt from written w where not exists (select from exchange_batch_row r where r.receipt = w.receipt)
    on conflict do nothing;
  return null;
end $$;
create trigger confirmation_ahead after insert on exchange_confirmation referencing new table as written
  for each statement execute function confirmed_before_sent();
insert into exchange_receipt_ahead (receipt)
  select receipt from exchange_confirmation c where not exists (select from exchange_batch_row r where r.receipt = c.receipt);
