import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseUtility, type Utility } from '../../src/config/utility.ts';
import type { DatabasePool } from '../../src/store/database.ts';
import { loadRateBook } from '../../src/usecases/billing/index.ts';
import { importFolder } from '../../src/usecases/exchange/index.ts';
import type { WebDeps } from '../../src/web/page.ts';
import { words } from '../../src/web/words/words.ts';
import { documentsForTests } from './documents.ts';

export const secondTown = resolve('examples/second-town');

const file = `${secondTown}/utility.yaml`;
const parsed = parseUtility(file, readFileSync(file, 'utf8'));
if (!parsed.ok) throw new Error(`the second town is not valid: ${JSON.stringify(parsed.problem)}`);

/** The utility of `examples/second-town`, whose own billing system makes the bills. */
export const secondTownUtility: Utility = parsed.value;

/** Takes in what its billing system sends, or sends the night after. */
export async function importSecondTown(db: DatabasePool, night: 'cis' | 'cis-next-night' = 'cis') {
  const imported = await importFolder(db, `${secondTown}/${night}`, {
    ...{ by: 'cli', zone: secondTownUtility.time_zone, languages: secondTownUtility.languages },
    now: Temporal.Instant.from(night === 'cis' ? '2026-06-02T08:00:00Z' : '2026-06-03T08:00:00Z'),
    maxClosedPercent: secondTownUtility.exchange.most_closed_percent,
    billedBy: 'cis',
    say: ({ code }) => code,
  });
  if (!imported.ok) throw new Error(`the files of the second town: ${JSON.stringify(imported.problem)}`);
  return imported.value.outcome;
}

const rates = await loadRateBook(secondTownUtility.billing.rates.map((name) => `${secondTown}/rates/${name}`));
if (!rates.ok) throw new Error(`the second town's rates: ${rates.problem.map(({ code }) => code).join(', ')}`);

/** What differs of the web where the second town is served. */
export const secondTownDeps = (): Partial<WebDeps> => ({
  utility: secondTownUtility,
  utilityFolder: secondTown,
  rates: rates.value,
  words: (language) => words(language, secondTownUtility.time_zone),
  documents: { ...documentsForTests(), utility: secondTownUtility },
});

/** The account that has a number. */
export async function accountIdOf(db: DatabasePool, number: string): Promise<number> {
  const [row] = await db.query<{ id: number }>('select id from account where number = $1', [number]);
  if (row === undefined) throw new Error(`there is no account ${number}`);
  return row.id;
}
