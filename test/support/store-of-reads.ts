import type { Database } from '../../src/store/database.ts';

/** Everything that imports wrote, to the byte, with imports named by their files: ids depend on who came first. */
export async function storeOfReads(db: Database): Promise<unknown[]> {
  const names = '(select sha256 from reads_import i where i.id = import_id)';
  return [
    await db.query(`select meter_id, day::text, sha256 as file, first_line, last_line, encode(hours, 'hex') as hours
      from meter_day join reads_import i on i.id = import_id order by meter_id, day`),
    await db.query(`select meter_id, day::text, sha256 as file, first_line, last_line, encode(reads, 'hex') as reads
      from received_day join reads_import i on i.id = import_id order by meter_id, day, file`),
    await db.query('select * from interval_channel order by meter_id'),
    await db.query(`select ${names} as file, line, kept, problems from reads_refusal order by file, line`),
  ];
}
