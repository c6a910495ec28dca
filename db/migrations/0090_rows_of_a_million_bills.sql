-- release: 0.2.0 expand
-- The bills of a statement's rows are looked up row by row: asked for as distinct bills, PostgreSQL takes any number of them for
-- two hundred and looks for each of a million by itself, which took three times as long.

create or replace function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  stands text;
  lost bigint;
  others bigint;
  held bigint;
begin
  execute 'select min(b.number) filter (where b.state <> ''draft'' and b.origin = ''caudal''),
      min(w.bill_id) filter (where b.id is null), count(*) filter (where b.xmin <> pg_current_xact_id()::xid)
    from written w left join bill b on b.id = w.bill_id'
    into stands, lost, others;
  if stands is not null then
    raise exception 'bill % stands: its lines and reads are complete', stands
      using errcode = 'restrict_violation', constraint = tg_table_name || '_belongs_to_a_draft';
  end if;
  -- Nobody may take a bill away before this is done; one that this transaction made nobody else sees.
  if lost is null and others > 0 then
    execute 'select count(distinct b.id) from written w join bill b on b.id = w.bill_id
      where b.xmin <> pg_current_xact_id()::xid' into others;
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
