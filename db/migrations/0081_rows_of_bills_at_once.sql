-- release: 0.2.0 expand
-- Lines and reads of bills come by the million. A foreign key asks for the bill of each of them by itself, which took two
-- fifths of the time of writing them; here one query asks for the bills of all rows of a statement, and holds those bills as a
-- foreign key does. What is right stays the same: no row without its bill, and a bill that goes takes its rows along.

alter table bill_line drop constraint bill_line_bill_id_fkey;
alter table bill_read drop constraint bill_read_bill_id_fkey;
alter table exchange_bill_read drop constraint exchange_bill_read_bill_id_fkey;

-- Each query here is planned when it runs: a plan that was kept from a statement of no rows compares every row of a later one
-- with every other.
create or replace function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  stands text;
  lost bigint;
  others bigint;
  held bigint;
begin
  execute 'select min(b.number) filter (where b.state <> ''draft'' and b.origin = ''caudal''),
      min(w.bill_id) filter (where b.id is null), count(*) filter (where b.xmin <> pg_current_xact_id()::xid)
    from (select distinct bill_id from written) w left join bill b on b.id = w.bill_id'
    into stands, lost, others;
  if stands is not null then
    raise exception 'bill % stands: its lines and reads are complete', stands
      using errcode = 'restrict_violation', constraint = tg_table_name || '_belongs_to_a_draft';
  end if;
  -- Nobody may take a bill away before this is done; one that this transaction made nobody else sees.
  if lost is null and others > 0 then
    execute 'select from bill b where b.id in (select bill_id from written) and b.xmin <> pg_current_xact_id()::xid
      order by b.id for key share';
    get diagnostics held = row_count;
    if held <> others then
      select min(bill_id) into lost from written w where not exists (select from bill b where b.id = w.bill_id);
    end if;
  end if;
  if lost is not null then
    raise exception 'a row of % is of bill %, which is not there', tg_table_name, lost
      using errcode = 'foreign_key_violation', constraint = tg_table_name || '_has_its_bill';
  end if;
  return null;
end $$;
create trigger exchange_bill_read_has_its_bill after insert on exchange_bill_read referencing new table as written
  for each statement execute function bill_rows_belong_to_a_draft();

create function bill_takes_its_rows_along() returns trigger language plpgsql as $$
begin
  execute 'delete from bill_line r using gone where r.bill_id = gone.id';
  execute 'delete from bill_read r using gone where r.bill_id = gone.id';
  execute 'delete from exchange_bill_read r using gone where r.bill_id = gone.id';
  return null;
end $$;
create trigger bill_takes_its_rows_along after delete on bill referencing old table as gone
  for each statement execute function bill_takes_its_rows_along();

-- A row stays with its bill.
create function bill_row_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % stays with its bill', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger exchange_bill_read_stays before update of bill_id on exchange_bill_read
  for each statement execute function bill_row_stays();

create or replace function held_bill_waits_for_a_person() returns trigger language plpgsql as $$
declare
  waiting record;
begin
  execute 'select b.number, f.rule
    from after b
    join before was on was.id = b.id and was.state = ''draft'' and b.state = ''posted''
    join bill_finding f on f.bill_id = b.id and f.holds
    where not exists (
      select from bill_decision d where d.bill_number = b.number and d.kind = ''release'' and f.rule = any (d.rules)
    )
    limit 1'
    into waiting;
  if waiting.number is not null then
    raise exception 'bill % waits for a person: %', waiting.number, waiting.rule
      using errcode = 'check_violation', constraint = 'held_bill_waits_for_a_person';
  end if;
  return null;
end $$;

create or replace function posted_bill_agrees_with_the_books() returns trigger language plpgsql as $$
declare
  wrong record;
begin
  execute 'select b.number, b.amount_due_cents, books.balance, b.new_charges_cents, lines.total
    from after b
    join before was on was.id = b.id and was.state = ''draft'' and b.state = ''posted''
    cross join lateral (
      select coalesce(sum(amount_cents), 0) as balance from posting
      where ledger_account = ''receivable'' and account_id = b.account_id
    ) books
    cross join lateral (select coalesce(sum(amount_cents), 0) as total from bill_line where bill_id = b.id) lines
    where books.balance <> b.amount_due_cents or lines.total <> b.new_charges_cents
    limit 1'
    into wrong;
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
