-- release: 0.2.0 expand
-- Whether the rows of a statement are all of bills that the same transaction wrote was asked of every bill there is, which
-- for a bill run grows with the square of its accounts. The bills of a statement lie close together, so only those between
-- its lowest and its highest are looked at. `not in` makes PostgreSQL keep their ids in a hash whatever it thinks how many
-- there are; a join of few, as it thinks, compared every row with every bill.

create or replace function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  lowest bigint;
  highest bigint;
  not_own bigint;
  stands text;
  lost bigint;
  others bigint;
  held bigint;
begin
  select min(bill_id), max(bill_id) into lowest, highest from written;
  -- The lowest, not whether there is any: asked for any, PostgreSQL looks for the bill of each row by itself.
  execute 'select min(w.bill_id) from written w where w.bill_id not in (
      select b.id from bill b
      where b.id between $2 and $3 and b.xmin = $1 and (b.origin <> ''caudal'' or b.state = ''draft''))'
    into not_own using pg_current_xact_id()::xid, lowest, highest;
  if not_own is null then
    return null;
  end if;
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
