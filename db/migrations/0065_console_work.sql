-- release: 0.2.0 expand
-- What the console's lists of waiting work go by, notes of staff on an account, and what was done about notices that did not
-- arrive.

create index notice_failed on notice (created_at) where state = 'failed';
create index payment_dispute_to_answer on payment_dispute (evidence_due_at) where state in ('inquiry', 'needs-response');

-- People say the last seven digits of a telephone number.
create index customer_phone_end on customer (right(digits_of(phone), 7)) where phone is not null;

create table account_note (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  staff_id text not null references staff_member,
  body text not null check (body <> ''),
  at timestamptz not null
);
create index account_note_account on account_note (account_id, id desc);
create trigger account_note_append_only before update or delete or truncate on account_note
  for each statement execute function history_is_append_only();

create table notice_answer (
  notice_id bigint primary key references notice,
  staff_id text not null references staff_member,
  reason text not null check (reason <> ''),
  at timestamptz not null
);
create trigger notice_answer_append_only before update or delete or truncate on notice_answer
  for each statement execute function history_is_append_only();
