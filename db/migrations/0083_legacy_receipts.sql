-- release: 0.2.0 expand
-- What the old portal took before the move is none of ours: it never goes out to the billing system, which has it under a number
-- of its own, so nothing of it is taken off its balance either.

create or replace view our_receipt as
  select p.reference as receipt, p.account_id, p.ledger_entry_id as entry_id, p.id as payment_id, 'payment' as part
  from payment p where p.ledger_entry_id is not null and p.channel <> 'legacy'
  union all
  select p.reference || '-' || m.id, p.account_id, m.ledger_entry_id, p.id, m.part
  from payment_movement m join payment p on p.id = m.payment_id
  where m.part <> 'processor-fee' and p.channel <> 'legacy';
