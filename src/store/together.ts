import type { Database } from './database.ts';
import { knownStatement } from './known-statements.ts';
import { isNodeAway } from './lost-connection.ts';
import { valueTypes } from './read-values.ts';

/** So many reads go as one statement, and so many such statements are kept; what is beyond goes by itself. */
const maxReads = 20;
const maxStatements = 1000;

/** A read, and who waits for its rows: what is asked twice in a turn is answered once. */
interface Read {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  readonly waiting: { readonly resolve: (rows: unknown[]) => void; readonly reject: (error: unknown) => void }[];
}

/**
 * The database for one page: the reads that are asked of it in one turn, by whatever use cases run side by side, go as one
 * statement, and each gets its rows as if it had asked alone. That is one way there and back, and one look at the books.
 *
 * A fact keeps its one text: the texts stand in the statement as they are. A text goes alone the first time, which tells what
 * its columns are; what writes or locks goes alone always, and so does all that is asked within a transaction.
 */
export function together(db: Database): Database {
  let asked: Read[] = [];
  const send = () => {
    const reads = asked;
    asked = [];
    const known = reads.filter(({ sql }) => knownStatement(sql).columns !== undefined);
    for (const read of reads) if (!known.includes(read)) void answer(db, [read]);
    for (let from = 0; from < known.length; from += maxReads) void answer(db, known.slice(from, from + maxReads));
  };
  return {
    query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
      if (!knownStatement(sql).isRead) return db.query<Row>(sql, parameters);
      return new Promise<Row[]>((resolve, reject) => {
        // The rows are what the statement of this very text answered with.
        const waits = { resolve: (rows: unknown[]) => resolve(rows as Row[]), reject };
        const same = asked.find((read) => read.sql === sql && isSame(read.parameters, parameters));
        if (same !== undefined) same.waiting.push(waits);
        // Sent after all that follows from the answers that came: by then a page has asked whatever it can without another answer.
        else if (asked.push({ sql, parameters, waiting: [waits] }) === 1) queueMicrotask(() => process.nextTick(send));
      });
    },
    transaction: (work) => db.transaction(work),
    copyIn: (sql, chunks) => db.copyIn(sql, chunks),
  };
}

const isSame = (some: unknown, others: unknown): boolean => asText(some) === asText(others);
const asText = (values: unknown): string =>
  JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

async function answer(db: Database, reads: readonly Read[]): Promise<void> {
  try {
    const answers = await rowsOf(db, reads);
    for (const [index, { waiting }] of reads.entries()) {
      for (const { resolve } of waiting) resolve([...(answers[index] ?? [])]);
    }
  } catch (error) {
    // What needs no machine that is away has its answer all the same.
    if (reads.length > 1 && isNodeAway(error)) return void (await Promise.all(reads.map((read) => answer(db, [read]))));
    for (const { reject } of reads.flatMap(({ waiting }) => waiting)) reject(error);
  }
}

/** The rows of each read: cells come as the text that PostgreSQL writes, and become values as they do when it answers alone. */
async function rowsOf(db: Database, reads: readonly Read[]): Promise<readonly (readonly unknown[])[]> {
  const statement = reads.length > 1 ? statementOf(reads.map(({ sql }) => sql)) : undefined;
  if (statement === undefined) {
    return Promise.all(reads.map(({ sql, parameters }) => db.query<unknown>(sql, parameters)));
  }
  const [facts] = await db.query<Readonly<Record<string, Cells | null>>>(
    statement,
    reads.flatMap(({ parameters }) => parameters),
  );
  return reads.map(({ sql }, index) => {
    const columns = knownStatement(sql).columns ?? [];
    const parsers = columns.map(({ dataTypeID }) => valueTypes.getTypeParser(dataTypeID, 'text'));
    return (facts?.[`fact_${index}`] ?? []).map((cells) => {
      const row: Record<string, unknown> = {};
      for (const [at, { name }] of columns.entries()) {
        const cell = cells[at];
        row[name] = typeof cell === 'string' ? parsers[at]?.(cell) : null;
      }
      return row;
    });
  });
}

type Cells = readonly (readonly (string | null)[])[];

const statements = new Map<string, string>();

/** The statement that answers several; undefined where as many as may be kept are kept already. */
function statementOf(texts: readonly string[]): string | undefined {
  const key = texts.map((text) => knownStatement(text).number).join();
  const kept = statements.get(key);
  if (kept !== undefined || statements.size >= maxStatements) return kept;
  let before = 0;
  const facts = texts.map((text, index) => {
    const names = (knownStatement(text).columns ?? []).map((_, at) => `c${at}`);
    const marks = [...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
    const shifted = text.replaceAll(/\$(\d+)/g, (_, number) => `$${Number(number) + before}`);
    before += Math.max(0, ...marks);
    // An array of texts is written as JSON in half the time that its values take one by one.
    const cells = names.map((name) => `${name}::text`).join(', ');
    const rows = names.length === 0 ? 'json_agg(json_build_array())' : `array_to_json(array_agg(array[${cells}]))`;
    const fact = names.length === 0 ? 'fact' : `fact (${names.join(', ')})`;
    return `(select ${rows} from (\n${shifted}\n) ${fact}) as fact_${index}`;
  });
  const statement = `select ${facts.join(',\n')}`;
  statements.set(key, statement);
  return statement;
}
