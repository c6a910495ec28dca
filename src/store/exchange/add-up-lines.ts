import type { Transaction } from '../database.ts';
import { setAside, setAsideTwice } from './set-aside.ts';

/** As many lines as a bill can have here. */
const maxLines = 32_767;

/**
 * The lines of each bill, added up once for all that ask: there are five times as many lines as bills. What is set aside
 * afterwards is all lines of a bill that does not go in, of which nobody asks any more.
 */
export async function addUpLines(tx: Transaction): Promise<void> {
  await tx.query(
    `create temporary table stage_lines_of on commit drop as
     select bill_number, sum(amount)::bigint as sum, count(*) as lines, max(position) as last
     from stage_bill_lines group by bill_number`,
  );
  // Lines are counted where they are read, bill by bill: one that comes twice, and a bill that comes again, is not counted on.
  const [apart] = await tx.query('select from stage_lines_of where last <> lines limit 1');
  const [long] = await tx.query('select from stage_lines_of where lines > $1 limit 1', [maxLines]);
  if (apart === undefined && long === undefined) {
    await tx.query('analyze stage_lines_of');
    return;
  }
  await setAsideTwice(tx, 'bill-lines.csv');
  await tx.query(
    `update stage_bill_lines l set position = n.position
     from (select line, row_number() over (partition by bill_number order by line) as position from stage_bill_lines) n
     where n.line = l.line and n.position <> l.position`,
  );
  await tx.query(
    setAside(
      'bill-lines.csv',
      `select line, 'line' as column_name, 'exchange.too-many-lines' as code,
         jsonb_build_object('bill', bill_number, 'max', ${maxLines}) as params
       from stage_bill_lines where position > ${maxLines}`,
    ),
  );
  await tx.query('truncate stage_lines_of');
  await tx.query(
    `insert into stage_lines_of
     select bill_number, sum(amount)::bigint, count(*), max(position) from stage_bill_lines group by bill_number`,
  );
  await tx.query('analyze stage_lines_of');
}
