import { type PackageFileName, packageFiles } from '../../domain/exchange/index.ts';
import type { Transaction } from '../database.ts';
import { quoted, stageOf } from './stage.ts';

/** Moves the lines that `found` names (line, column_name, code, params) out of a file's table. */
export const setAside = (file: PackageFileName, found: string): string =>
  `with found as (${found}),
   gone as (delete from ${stageOf(file)} s using found where s.line = found.line)
   insert into stage_aside (file, line, column_name, code, params)
   select '${file}', line, column_name, code, params from found`;

/** A line whose key an earlier one of the file has, too. */
export async function setAsideTwice(tx: Transaction, file: PackageFileName): Promise<void> {
  const key = packageFiles[file].key.map((name) =>
    file === 'register-reads.csv' && name === 'kind' ? `coalesce(${quoted(name)}, 'actual')` : quoted(name),
  );
  // A count of each key first, in one pass and without sorting: of millions of lines hardly any comes twice.
  const [twice] = await tx.query(`select from ${stageOf(file)} group by ${key.join(', ')} having count(*) > 1 limit 1`);
  if (twice === undefined) return;
  await tx.query(
    setAside(
      file,
      `select line, '${packageFiles[file].key[0]}'::text as column_name, 'exchange.key-twice' as code,
         jsonb_build_object('line', first) as params
       from (
         select line, first_value(line) over (partition by ${key.join(', ')} order by line) as first from ${stageOf(file)}
       ) keyed where line > first`,
    ),
  );
}
