-- release: 0.2.0 expand
-- The books guard their own promises. Names say what is wrong, since an operator reads them in an error.

-- Kinds and accounts are the ones of src/domain/receivables (entry-kinds.ts, chart-of-accounts.ts); a test compares both.
alter table ledger_entry
  add constraint ledger_entry_kind_is_known check (kind in ('opening-balance', 'bill', 'payment', 'payment-return',
    'refund', 'late-fee', 'fee', 'deposit', 'deposit-credit', 'adjustment', 'write-off', 'reversal')),
  add constraint ledger_entry_reversal_names_what_it_undoes check ((kind = 'reversal') = (reverses_id is not null));
alter table posting
  add constraint posting_ledger_account_is_known check (ledger_account in ('receivable', 'cash.processor',
    'cash.counter', 'deposits', 'revenue.water', 'revenue.fees', 'late-fees', 'returned-payment-fees', 'write-off',
    'leak-credits', 'rebates', 'assistance', 'opening')),
  add constraint posting_names_the_account_it_is_kept_for
    check ((ledger_account in ('receivable', 'deposits')) = (account_id is not null));

-- Looked at when the transaction ends, since the postings of an entry are written after it.
create function ledger_entry_has_postings() returns trigger language plpgsql as $$
begin
  if not exists (select from posting where entry_id = new.id) then
    raise exception 'ledger entry % has no postings', new.id
      using errcode = 'check_violation', constraint = 'ledger_entry_has_postings';
  end if;
  return null;
end $$;
create constraint trigger ledger_entry_has_postings after insert on ledger_entry
  deferrable initially deferred for each row execute function ledger_entry_has_postings();

-- A fee and a deposit given back are printed with their reason, so they are never without one.
create function ledger_entry_says_why() returns trigger language plpgsql as $$
begin
  if new.kind = 'fee' and not exists (select from fee_charge where ledger_entry_id = new.id)
    and not exists (select from fee_answer where ledger_entry_id = new.id)
    or new.kind = 'deposit-credit' and not exists (select from deposit_credit where ledger_entry_id = new.id) then
    raise exception 'ledger entry % is a % of which nobody said why', new.id, new.kind
      using errcode = 'check_violation', constraint = 'ledger_entry_says_why';
  end if;
  return null;
end $$;
create constraint trigger ledger_entry_says_why after insert on ledger_entry
  deferrable initially deferred for each row when (new.kind in ('fee', 'deposit-credit'))
  execute function ledger_entry_says_why();

-- The postings of an entry come in one statement: whatever comes later would change an entry that stands.
create or replace function ledger_entry_balances() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select w.entry_id, sum(w.amount_cents) as off, count(*) as written,
    (select count(*) from posting p where p.entry_id = w.entry_id) as standing into wrong
  from written w
  group by w.entry_id
  having sum(w.amount_cents) <> 0 or count(*) < 2
    or count(*) <> (select count(*) from posting p where p.entry_id = w.entry_id)
  limit 1;
  if wrong.entry_id is null then
    return null;
  end if;
  if wrong.written <> wrong.standing then
    raise exception 'ledger entry % stands already: post a new entry', wrong.entry_id
      using errcode = 'restrict_violation', constraint = 'posting_joins_no_entry_that_stands';
  end if;
  raise exception 'ledger entry % does not balance', wrong.entry_id
    using errcode = 'check_violation', constraint = 'ledger_entry_balances';
end $$;

-- What a bill printed of the books: every entry of the account since the bill before it, besides its own. The list stays
-- when the bill is cancelled, but does not stand any more: the next bill prints those entries again.
create table bill_entry (
  bill_id bigint not null references bill,
  entry_id bigint not null references ledger_entry,
  stands boolean not null default true,
  primary key (bill_id, entry_id)
);
create unique index bill_entry_is_on_one_bill on bill_entry (entry_id) where stands;

-- Bills of before keep the list that they were made from: what was written down since the bill before them.
insert into bill_entry (bill_id, entry_id, stands)
select b.id, p.entry_id, true
from (
  select id, account_id, ledger_entry_id,
    coalesce(lag(ledger_entry_id) over (partition by account_id order by ledger_entry_id), 0) as before
  from bill where state = 'posted'
) b
join posting p on p.ledger_account = 'receivable' and p.account_id = b.account_id
  and p.entry_id > b.before and p.entry_id < b.ledger_entry_id
group by b.id, p.entry_id;

create function bill_entry_stands() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.stands and not new.stands and (new.bill_id, new.entry_id) = (old.bill_id, old.entry_id)
    and exists (select from bill where id = old.bill_id and state = 'cancelled') then
    return new;
  end if;
  raise exception 'what bill % printed is append-only', old.bill_id
    using errcode = 'restrict_violation', constraint = 'bill_entry_stands';
end $$;
create trigger bill_entry_stands before update or delete on bill_entry
  for each row execute function bill_entry_stands();

create function cancelled_bill_lets_go() returns trigger language plpgsql as $$
begin
  update bill_entry set stands = false where bill_id = new.id and stands;
  return null;
end $$;
create trigger cancelled_bill_lets_go after update of state on bill
  for each row when (old.state = 'posted' and new.state = 'cancelled') execute function cancelled_bill_lets_go();

-- Lines and reads are a draft's; a bill that stands keeps the ones it has.
create function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  stands text;
begin
  select b.number into stands from written w join bill b on b.id = w.bill_id where b.state <> 'draft' limit 1;
  if stands is not null then
    raise exception 'bill % stands: its lines and reads are complete', stands
      using errcode = 'restrict_violation', constraint = tg_table_name || '_belongs_to_a_draft';
  end if;
  return null;
end $$;
create trigger bill_line_belongs_to_a_draft after insert on bill_line referencing new table as written
  for each statement execute function bill_rows_belong_to_a_draft();
create trigger bill_read_belongs_to_a_draft after insert on bill_read referencing new table as written
  for each statement execute function bill_rows_belong_to_a_draft();

create function bill_begins_as_a_draft() returns trigger language plpgsql as $$
begin
  if exists (select from written where state <> 'draft') then
    raise exception 'a bill begins as a draft' using errcode = 'check_violation', constraint = 'bill_begins_as_a_draft';
  end if;
  return null;
end $$;
create trigger bill_begins_as_a_draft after insert on bill referencing new table as written
  for each statement execute function bill_begins_as_a_draft();

-- A bill that is posted says what the account owes at that moment, and its lines add up.
create function posted_bill_agrees_with_the_books() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  select b.number, b.amount_due_cents, books.balance, b.new_charges_cents, lines.total into wrong
  from after b
  join before was on was.id = b.id and was.state = 'draft' and b.state = 'posted'
  cross join lateral (
    select coalesce(sum(amount_cents), 0) as balance from posting
    where ledger_account = 'receivable' and account_id = b.account_id
  ) books
  cross join lateral (select coalesce(sum(amount_cents), 0) as total from bill_line where bill_id = b.id) lines
  where books.balance <> b.amount_due_cents or lines.total <> b.new_charges_cents
  limit 1;
  if wrong.number is null then
    return null;
  end if;
  if wrong.balance <> wrong.amount_due_cents then
    raise exception 'bill % asks for % cents, and the books say %', wrong.number, wrong.amount_due_cents, wrong.balance
      using errcode = 'check_violation', constraint = 'posted_bill_agrees_with_the_books';
  end if;
  raise exception 'the lines of bill % add up to % cents, and it charges %', wrong.number, wrong.total,
    wrong.new_charges_cents using errcode = 'check_violation', constraint = 'bill_lines_add_up';
end $$;
create trigger posted_bill_agrees_with_the_books after update on bill
  referencing old table as before new table as after
  for each statement execute function posted_bill_agrees_with_the_books();

-- Every id of a person is one. `audit_event.actor_id` is a login's or a staff member's, as `actor_kind` says; the hours of
-- meters (`meter_day`, `received_day`) come in by the million, checked by the import that writes them.
alter table autopay add constraint autopay_login_exists foreign key (login_id) references login;
alter table autopay_setup add constraint autopay_setup_login_exists foreign key (login_id) references login;
alter table ebill add constraint ebill_login_exists foreign key (login_id) references login;
alter table notice add constraint notice_login_exists foreign key (login_id) references login;
alter table payment add constraint payment_login_exists foreign key (login_id) references login;
alter table payment_method add constraint payment_method_login_exists foreign key (login_id) references login;
alter table payment add constraint payment_staff_member_exists foreign key (staff_id) references staff_member;
alter table outreach add constraint outreach_staff_member_exists foreign key (staff_id) references staff_member;
alter table roster_upload add constraint roster_upload_staff_member_exists foreign key (staff_id) references staff_member;
alter table edited_day add constraint edited_day_meter_exists foreign key (meter_id) references meter;
alter table meter_survey add constraint meter_survey_meter_exists foreign key (meter_id) references meter;

-- What an account owes, and what was written down of it since an entry.
drop index posting_receivable;
create index posting_receivable on posting (account_id, entry_id) include (amount_cents)
  where ledger_account = 'receivable';
-- What is on its way in; few at any time.
create index payment_under_way on payment (account_id) include (amount_cents) where state = 'started';
