import type { FactOwner, RateFact, ServiceFacts } from '../../domain/billing/index.ts';
import { present } from '../../domain/kernel/index.ts';
import type { Database } from '../database.ts';

interface FactRow {
  readonly service_point_id: number | null;
  readonly account_id: number | null;
  readonly name: string;
  readonly value: string | null;
  readonly from_day: Temporal.PlainDate;
}

interface SaidOf {
  readonly accountId: number;
  readonly servicePointId: number;
}

/** SQL for what is said about some service points and accounts, and of the whole utility. */
const saidAbout = (points: string, accounts: string): string =>
  `select distinct on (service_point_id, account_id, name, from_day) service_point_id, account_id, name, value, from_day
   from rate_fact
   where service_point_id = any(${points}) or account_id = any(${accounts}) or service_point_id is null and account_id is null
   order by service_point_id, account_id, name, from_day, id desc`;

/** What is said, as it was read: of which service points and accounts, `factsOfPoints` tells. */
export type SaidFacts = readonly FactRow[];

/** What is said of an account and the service points of its premise, for who asks for these at the same time. */
export const saidOfAccount = (db: Database, accountId: number): Promise<SaidFacts> =>
  db.query<FactRow>(
    saidAbout(
      'array(select sp.id from account a join service_point sp on sp.premise_id = a.premise_id where a.id = $1)',
      'array[$1::bigint]',
    ),
    [accountId],
  );

/** The same of a bill's account. */
export const saidOfBill = (db: Database, number: string): Promise<SaidFacts> =>
  db.query<FactRow>(
    saidAbout(
      `array(select sp.id from bill b join account a on a.id = b.account_id
         join service_point sp on sp.premise_id = a.premise_id where b.number = $1)`,
      'array(select account_id from bill where number = $1)',
    ),
    [number],
  );

/**
 * What is said about these service points and the accounts that are served there, and of the whole utility, by service point;
 * those of which nothing is said are not in the map. One statement, however many.
 */
export async function saidFacts(
  db: Database,
  points: readonly SaidOf[],
): Promise<ReadonlyMap<number, readonly RateFact[]>> {
  const rows = await db.query<FactRow>(saidAbout('$1::bigint[]', '$2::bigint[]'), [
    points.map(({ servicePointId }) => servicePointId),
    [...new Set(points.map(({ accountId }) => accountId))],
  ]);
  return factsOfPoints(rows, points);
}

/** What is said of each service point, its account and the utility, by service point. */
export function factsOfPoints(rows: SaidFacts, points: readonly SaidOf[]): ReadonlyMap<number, readonly RateFact[]> {
  if (rows.length === 0) return new Map();
  const ofUtility = rows.filter((row) => row.service_point_id === null && row.account_id === null);
  const byPoint = Map.groupBy(rows, (row) => row.service_point_id);
  const byAccount = Map.groupBy(rows, (row) => row.account_id);
  return new Map(
    points.flatMap(({ servicePointId, accountId }): [number, readonly RateFact[]][] => {
      const said = [...ofUtility, ...(byPoint.get(servicePointId) ?? []), ...(byAccount.get(accountId) ?? [])];
      return said.length === 0 ? [] : [[servicePointId, said.map(toFact)]];
    }),
  );
}

const ownerOf = (row: Pick<FactRow, 'service_point_id' | 'account_id'>): FactOwner =>
  row.account_id !== null ? 'account' : row.service_point_id !== null ? 'service-point' : 'utility';

const toFact = (row: FactRow): RateFact => ({
  owner: ownerOf(row),
  name: row.name,
  fromOn: row.from_day,
  ...present({ value: row.value }),
});

/** Service points with what is said about each. */
async function withSaidFacts<Point extends { readonly servicePointId: number; readonly facts: Partial<ServiceFacts> }>(
  db: Database,
  accountOf: (point: Point) => number,
  points: readonly Point[],
): Promise<readonly Point[]> {
  if (points.length === 0) return points;
  const said = await saidFacts(
    db,
    points.map((point) => ({ servicePointId: point.servicePointId, accountId: accountOf(point) })),
  );
  return withFacts(points, said);
}

/** Service points with what was found to be said about each. */
export function withFacts<Point extends { readonly servicePointId: number; readonly facts: Partial<ServiceFacts> }>(
  points: readonly Point[],
  said: ReadonlyMap<number, readonly RateFact[]>,
): readonly Point[] {
  if (said.size === 0) return points;
  return points.map((point) => ({
    ...point,
    facts: { ...point.facts, ...present({ said: said.get(point.servicePointId) }) },
  }));
}

/** The classes of the utility's service points. */
export async function classesInUse(db: Database): Promise<readonly string[]> {
  const rows = await db.query<{ rate_class: string }>(
    'select distinct rate_class from service_point order by rate_class',
  );
  return rows.map((row) => row.rate_class);
}

/** A fact to keep, with who says it and why. */
export interface SaidFact extends RateFact {
  readonly accountId?: number;
  readonly servicePointId?: number;
  readonly reason: string;
  readonly staffId?: string;
}

export async function insertFact(tx: Database, fact: SaidFact, now: Temporal.Instant): Promise<void> {
  await tx.query(
    `insert into rate_fact (service_point_id, account_id, name, value, from_day, reason, staff_id, said_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      fact.owner === 'service-point' ? (fact.servicePointId ?? null) : null,
      fact.owner === 'account' ? (fact.accountId ?? null) : null,
      fact.name,
      fact.value ?? null,
      fact.fromOn,
      fact.reason,
      fact.staffId ?? null,
      now,
    ],
  );
}

/** A fact as it was said, for people to read. */
export interface KeptFact extends RateFact {
  readonly servicePointId?: number;
  readonly reason: string;
  readonly staffName?: string;
  readonly saidAt: Temporal.Instant;
  /** False where something was said about the same day since. */
  readonly stands: boolean;
}

/** Everything that was said about an account, of its place and of the utility, newest first. */
export async function factsOfAccount(db: Database, accountId: number): Promise<readonly KeptFact[]> {
  const rows = await db.query<
    FactRow & {
      readonly reason: string;
      readonly staff_name: string | null;
      readonly said_at: Temporal.Instant;
      readonly stands: boolean;
    }
  >(
    `select f.service_point_id, f.account_id, f.name, f.value, f.from_day, f.reason, s.name as staff_name, f.said_at,
       f.id = max(f.id) over (partition by f.service_point_id, f.account_id, f.name, f.from_day) as stands
     from rate_fact f left join staff_member s on s.id = f.staff_id
     where f.account_id = $1
       or f.service_point_id in (select sp.id from account a join service_point sp on sp.premise_id = a.premise_id where a.id = $1)
       or f.service_point_id is null and f.account_id is null
     order by f.from_day desc, f.id desc limit 200`,
    [accountId],
  );
  return rows.map((row) => ({
    ...toFact(row),
    ...{ reason: row.reason, saidAt: row.said_at, stands: row.stands },
    ...present({ servicePointId: row.service_point_id, staffName: row.staff_name }),
  }));
}

/** The service points of an account. */
export const servicePointsOfAccount = (
  db: Database,
  accountId: number,
): Promise<readonly { readonly id: number; readonly rateClass: string }[]> =>
  db.query(
    `select sp.id, sp.rate_class as "rateClass" from account a join service_point sp on sp.premise_id = a.premise_id
     where a.id = $1 order by sp.id`,
    [accountId],
  );

/** Service points of open accounts with everything that rates may ask of them, in pages. */
export async function servicePointsToCheck(
  db: Database,
  { after, limit }: { readonly after: number; readonly limit: number },
) {
  const rows = await db.query<{
    id: number;
    account_id: number;
    account: string;
    rate_class: string;
    elevation_zone: string;
    backflow: boolean;
    high_elevation: boolean;
    size: string | null;
  }>(
    `select sp.id, a.id as account_id, a.number as account, sp.rate_class, sp.elevation_zone, sp.backflow,
       sp.high_elevation,
       (select m.size from meter_installation mi join meter m on m.id = mi.meter_id
        where mi.service_point_id = sp.id order by mi.installed_on desc limit 1) as size
     from service_point sp
     join premise p on p.id = sp.premise_id
     join account a on a.premise_id = sp.premise_id and a.closed_on is null
     where sp.id > $1 order by sp.id limit $2`,
    [after, limit],
  );
  const points = rows.map((row) => ({
    ...{ servicePointId: row.id, accountId: row.account_id, account: row.account, rateClass: row.rate_class },
    facts: {
      meter_size: row.size ?? '',
      ...{ elevation_zone: row.elevation_zone, backflow: row.backflow, high_elevation: row.high_elevation },
    },
  }));
  return withSaidFacts<(typeof points)[number] & { readonly facts: ServiceFacts }>(
    db,
    ({ accountId }) => accountId,
    points,
  );
}
