-- release: 0.2.0 expand
-- Nearly always the rows of a statement are all of bills that the same transaction wrote: of a package's millions of lines, and
-- of a bill run. Whether that is so is one narrow question; all that was asked of each row before (which bill stands, which is
-- not there, which must be held) is asked only where it is not, which takes two fifths off the time of writing lines.

create or replace function bill_rows_belong_to_a_draft() returns trigger language plpgsql as $$
declare
  not_own bigint;
  stands text;
  lost bigint;
  others bigint;
  held bigint;
begin
  -- The lowest, not whether there is any: asked for any, PostgreSQL looks for the bill of each row by itself.
  execute 'select min(w.bill_id) from written w where not exists (
      select from bill b where b.id = w.bill_id and b.xmin = $1 and (b.origin <> ''caudal'' or b.state = ''draft''))'
    into not_own using pg_current_xact_id()::xid;
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
