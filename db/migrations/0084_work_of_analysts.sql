-- release: 0.2.0 expand
-- What analysts close: a bill that does not come out, with a note; a credit, with the billing system's reference. And when each
-- permission was last used, for the access review.

-- Of each reason of a bill the newest note counts; the next run may still find the bill different for another one.
create table exchange_shadow_note (
  id bigint generated always as identity primary key,
  bill_id bigint not null references bill,
  reason text not null,
  note text not null constraint exchange_shadow_note_says_something check (note <> ''),
  staff_id text not null references staff_member,
  at timestamptz not null
);
create index exchange_shadow_note_of_bill on exchange_shadow_note (bill_id, reason, id desc);
create index exchange_shadow_bill_open on exchange_shadow_bill (bill_id, run_id desc) where outcome <> 'equal';

-- Where a billing system keeps the balance a credit is no posting here: it has the reference under which it was entered there.
alter table leak_credit_decision add cis_reference text constraint leak_credit_decision_reference_says_something check (cis_reference <> '');
alter table leak_credit_decision drop constraint leak_credit_decision_check;
alter table leak_credit_decision add constraint leak_credit_decision_check check (
  (outcome = 'approved') = (amount_cents > 0)
  and num_nonnulls(ledger_entry_id, cis_reference) = case when outcome = 'approved' then 1 else 0 end
);
alter table rebate_step add cis_reference text constraint rebate_step_reference_says_something check (cis_reference <> '');
alter table rebate_step drop constraint rebate_step_check2;
alter table rebate_step add constraint rebate_step_check2 check (
  num_nonnulls(ledger_entry_id, cis_reference) = case when kind = 'paid' then 1 else 0 end
);

-- At most one write a day for each.
create table staff_permission_use (
  staff_id text not null references staff_member,
  permission text not null,
  used_on date not null,
  used_at timestamptz not null,
  primary key (staff_id, permission)
);
create index staff_permission_use_newest on staff_permission_use (permission, used_at desc);
