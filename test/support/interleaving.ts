import { finished } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import { type DatabasePool, openDatabase } from '../../src/store/database.ts';

/** A statement that one of the verbs stands before: a query, begin, savepoint, commit, rollback, copy. */
export interface Standing {
  /** The verb, and its connection where it uses several at once: `post`, `post/2`. */
  readonly who: string;
  readonly verb: string;
  readonly sql: string;
  readonly inTransaction: boolean;
}

/** Whose statement comes next. */
export interface Schedule {
  /** By its place among those that stand; never called with none. */
  next(standing: readonly Standing[], last: string | undefined): number;
  /** Everybody has ended: throws where something that the schedule asked for never came. */
  ended?(): void;
}

export type Verb = (db: DatabasePool) => Promise<unknown>;

export type VerbOutcome = { readonly value: unknown } | { readonly thrown: unknown };

export interface Interleaving {
  /** What became of each verb. */
  readonly outcomes: Readonly<Record<string, VerbOutcome>>;
  /** The statements in the order in which they were issued, with who had to wait: what a seed stands for. */
  readonly trace: readonly string[];
  /** Whose transaction, or statement beside any, ended first, second, and so on. */
  readonly ends: readonly string[];
  /** Everybody waited for somebody else, or PostgreSQL saw that first. */
  readonly deadlocked: boolean;
  /** What verbs left open: transactions and locks. */
  readonly leftOpen: readonly string[];
}

/** Runs verbs at once on connections of their own, one statement after another, in the order that a schedule says. */
export interface Interleaver {
  run(verbs: Readonly<Record<string, Verb>>, schedule: Schedule): Promise<Interleaving>;
  close(): Promise<void>;
}

interface Strand extends Standing {
  /** What it stands before, or what was issued last. */
  sql: string;
  readonly pid: number;
  inTransaction: boolean;
  /** Issues the statement that it stands before; resolves when that has returned. */
  issue?: (() => Promise<string | undefined>) | undefined;
  /** A statement that has not returned. */
  issued?: Promise<void> | undefined;
}

type Arrival = (client: pg.PoolClient, sql: string, issue: NonNullable<Strand['issue']>) => void;

/** Connections of one verb. While `arrive` is set, each of their statements stands and waits for its turn. */
interface Stage {
  readonly db: DatabasePool;
  arrive?: Arrival | undefined;
}

/** A bill run works in two lanes, and looks around beside them. */
const connections = 3;

/**
 * What a verb does between two statements is its own affair; what the database does between them is what other verbs can
 * change. So every statement of every verb stands until the schedule issues it, and the next is chosen when it has either
 * returned or is seen to wait for a lock: by `pg_blocking_pids`, asked on a third connection, never by the time it takes. Nothing
 * else moves meanwhile, so the same schedule is the same interleaving every time.
 */
export async function openInterleaver(db: DatabasePool): Promise<Interleaver> {
  const { connectionString = '' } = db.pool.options;
  const stages: Stage[] = [];
  return {
    async run(verbs, schedule) {
      const names = Object.keys(verbs);
      while (stages.length < names.length) stages.push(await openStage(connectionString));
      try {
        return await runOn(
          names.map((name, index) => ({ name, verb: verbs[name] as Verb, stage: stages[index] as Stage })),
          { db, schedule },
        );
      } catch (error) {
        // A verb that stands in the middle of something keeps its connections for ever: they are broken, and not used again.
        for (const { db: own } of stages.splice(0)) own.cutOff();
        throw error;
      }
    },
    async close() {
      for (const { db: own } of stages) await own.close();
    },
  };
}

async function openStage(connectionString: string): Promise<Stage> {
  const own = openDatabase(connectionString, connections);
  const stage: Stage = { db: own };
  // Connections that stay: one that is opened in the middle would make a verb wait for the network.
  Object.assign(own.pool.options, { idleTimeoutMillis: 0 });
  own.pool.on('connect', (client) => holdStatements(client, stage));
  const clients = await Promise.all(Array.from({ length: connections }, () => own.pool.connect()));
  for (const client of clients) client.release();
  return stage;
}

function holdStatements(client: pg.PoolClient, stage: Stage): void {
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  const held = (...asked: unknown[]): unknown => {
    const [statement] = asked;
    const callback = asked.at(-1);
    if (stage.arrive === undefined) return query(...asked);
    if (isStream(statement)) {
      stage.arrive(client, statement.text, async () => {
        query(statement);
        return finished(statement).then(() => undefined, codeOf);
      });
      return statement;
    }
    const sql = typeof statement === 'string' ? statement : (statement as pg.QueryConfig).text;
    if (typeof callback === 'function') {
      stage.arrive(client, sql, () => {
        const { promise, resolve } = Promise.withResolvers<string | undefined>();
        query(...asked.slice(0, -1), (error: unknown, result: unknown) => {
          callback(error, result);
          resolve(error ? codeOf(error) : undefined);
        });
        return promise;
      });
      return undefined;
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    stage.arrive(client, sql, async () => {
      try {
        resolve(await query(...asked));
        return undefined;
      } catch (error) {
        reject(error);
        return codeOf(error);
      }
    });
    return promise;
  };
  client.query = held as typeof client.query;
}

const isStream = (statement: unknown): statement is NodeJS.WritableStream & { readonly text: string } =>
  typeof statement === 'object' && statement !== null && 'pipe' in statement;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);

interface Played {
  readonly trace: string[];
  readonly ends: string[];
  /** Who was seen to wait, and goes on only when somebody gives a lock back. */
  readonly waiting: Set<Strand>;
}

interface Playing {
  readonly name: string;
  readonly verb: Verb;
  readonly stage: Stage;
}

async function runOn(
  playing: readonly Playing[],
  { db, schedule }: { readonly db: DatabasePool; readonly schedule: Schedule },
): Promise<Interleaving> {
  const strands = new Map<pg.PoolClient, Strand>();
  const record: Played = { trace: [], ends: [], waiting: new Set() };
  const { trace, ends } = record;
  const outcomes: Record<string, VerbOutcome> = {};
  let deadlocked = false;
  const ended = playing.map(async ({ name, verb, stage }) => {
    stage.arrive = (client, sql, issue) => {
      const strand = strands.get(client) ?? newStrand(client, name, strands);
      if (strand.issue !== undefined) throw new Error(`${name} asks for two things at once on one connection: ${sql}`);
      Object.assign(strand, { sql, issue });
    };
    try {
      outcomes[name] = { value: await verb(stage.db) };
    } catch (thrown) {
      outcomes[name] = { thrown };
      if (codeOf(thrown) === '40P01') deadlocked = true;
    } finally {
      stage.arrive = undefined;
    }
  });
  let last: string | undefined;
  for (;;) {
    // One turn of the event loop: whatever a verb does by itself is done, and it has ended or stands before a statement.
    await nextTurn();
    const standing = inOrder(strands).filter(({ issue }) => issue !== undefined);
    const waiting = inOrder(strands).filter(({ issued }) => issued !== undefined);
    if (standing.length === 0 && waiting.length === 0) {
      if (Object.keys(outcomes).length === playing.length) break;
      continue;
    }
    if (standing.length === 0) {
      deadlocked = true;
      trace.push(`everybody waits: ${waiting.map(({ who }) => who).join(', ')}`);
      await Promise.race(waiting.map(({ issued }) => issued));
    } else {
      const chosen = standing[schedule.next(standing, last)];
      if (chosen === undefined) throw new RangeError('a schedule chooses one of those that stand');
      last = chosen.who;
      issueNext(chosen, record);
      await forAMoment(chosen.issued);
    }
    await settled(db, inOrder(strands), record);
  }
  await Promise.all(ended);
  schedule.ended?.();
  return { outcomes, trace, ends, deadlocked, leftOpen: await leftOpen(db, inOrder(strands)) };
}

function newStrand(client: pg.PoolClient, verb: string, strands: Map<pg.PoolClient, Strand>): Strand {
  const before = [...strands.values()].filter((strand) => strand.verb === verb).length;
  const who = before === 0 ? verb : `${verb}/${before + 1}`;
  const pid = 'processID' in client ? Number(client.processID) : 0;
  const strand: Strand = { who, verb, sql: '', pid, inTransaction: false };
  strands.set(client, strand);
  return strand;
}

const inOrder = (strands: ReadonlyMap<pg.PoolClient, Strand>): Strand[] =>
  [...strands.values()].toSorted((a, b) => (a.who < b.who ? -1 : 1));

/** A statement that gives a lock back before its transaction ends. */
const givesBack = /^rollback|unlock/;

function issueNext(strand: Strand, { trace, ends, waiting }: Played): void {
  const { who, issue, sql } = strand;
  if (issue === undefined) throw new Error(`${who} stands before nothing`);
  strand.issue = undefined;
  if (sql === 'begin') strand.inTransaction = true;
  trace.push(`${who}: ${inShort(sql)}`);
  strand.issued = issue().then((code) => {
    strand.issued = undefined;
    waiting.delete(strand);
    if (sql === 'commit' || sql === 'rollback') strand.inTransaction = false;
    if (!strand.inTransaction) ends.push(who);
    if (!strand.inTransaction || code !== undefined || givesBack.test(sql)) waiting.clear();
    if (code !== undefined) trace.push(`${who}: refused by the database, ${code}`);
  });
}

const inShort = (sql: string): string => sql.replace(/\s+/g, ' ').trim().slice(0, 90);

/** Most statements return at once, and asking who waits costs more than they do: they have a millisecond before it is asked. */
async function forAMoment(issued: Promise<void> | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 1);
  await Promise.race([issued, promise]);
  clearTimeout(timer);
}

/** Resolves when every statement that was issued has returned or waits for another that does not move. */
async function settled(db: DatabasePool, strands: readonly Strand[], { trace, waiting }: Played): Promise<void> {
  for (;;) {
    const running = strands.filter(({ issued }) => issued !== undefined);
    if (running.length === 0) return;
    const [only] = running;
    // Nobody else holds anything: it needs no asking.
    if (running.length === 1 && !strands.some((other) => other !== only && other.inTransaction)) {
      await only?.issued;
      continue;
    }
    if (!running.every((strand) => waiting.has(strand))) {
      const blocked = await whoWaits(db, running);
      // An answer counts if nobody returned while it was asked for: that one may have let others go on.
      if (running.some(({ issued, pid }) => issued === undefined || !blocked.has(pid))) continue;
    }
    for (const strand of running) {
      waiting.add(strand);
      trace.push(`${strand.who}: waits`);
    }
    return;
  }
}

/** Those of the connections that wait for a lock which somebody else has. */
async function whoWaits(db: DatabasePool, strands: readonly Strand[]): Promise<ReadonlySet<number>> {
  const rows = await db.query<{ pid: number }>(
    'select pid from unnest($1::int[]) as pid where cardinality(pg_blocking_pids(pid)) > 0',
    [strands.map(({ pid }) => pid)],
  );
  return new Set(rows.map(({ pid }) => pid));
}

/**
 * A backend that PostgreSQL itself calls idle can hold nothing but locks of its session. It may show one for a moment: told of
 * what others changed in the catalog (temporary tables that come and go), it begins and ends an empty transaction to read that.
 */
async function leftOpen(db: DatabasePool, strands: readonly Strand[]): Promise<readonly string[]> {
  const locks = await db.query<{ pid: number; mode: string; locktype: string }>(
    `select pid, l.mode, l.locktype from pg_locks l join pg_stat_activity a using (pid)
     where pid = any($1::int[]) and (a.state is distinct from 'idle' or l.locktype = 'advisory')`,
    [strands.map(({ pid }) => pid)],
  );
  return [
    ...strands.filter(({ inTransaction }) => inTransaction).map(({ who }) => `${who}: a transaction`),
    ...locks.map(({ pid, mode, locktype }) => {
      const owner = strands.find((strand) => strand.pid === pid);
      return `${owner?.who}: ${mode} of a ${locktype}`;
    }),
  ];
}
