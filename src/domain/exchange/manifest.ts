import { ok, type Problem, present, type Result, refused } from '../kernel/index.ts';

/** What the billing system says about one of its files, to hold against what came. */
export interface FileControl {
  readonly rows?: number;
  /** The sum of column `of`, in cents. */
  readonly total?: number;
  readonly of?: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

/** `manifest.json` of a package. */
export interface Manifest {
  readonly scope: 'full' | 'delta';
  readonly asOf?: Temporal.PlainDate;
  readonly run?: number;
  readonly previousRun?: number;
  readonly files: ReadonlyMap<string, FileControl>;
}

export type ManifestProblem = Problem<'exchange.manifest-unreadable' | 'exchange.manifest-value'>;

/** A package without a manifest is a full one, of the day that its balances say. */
export const noManifest: Manifest = { scope: 'full', files: new Map() };

/** Reads a manifest, or says all that is wrong with it. Keys that nobody knows are left alone. */
export function readManifest(text: string): Result<Manifest, readonly ManifestProblem[]> {
  const read = parsed(text);
  if (!isObject(read)) {
    return refused([{ code: 'exchange.manifest-unreadable', place: { file: 'manifest.json', line: 1 } }]);
  }
  const problems: ManifestProblem[] = [];
  const wrong = (field: string, expected: string): undefined => {
    problems.push({
      ...{ code: 'exchange.manifest-value', field, params: { field, expected } },
      place: { file: 'manifest.json', line: 1 },
    });
  };
  const number = (field: string, value: unknown): number | undefined =>
    value === undefined || value === null
      ? undefined
      : typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
        ? value
        : wrong(field, 'a whole number');
  const scope = read['scope'];
  if (scope !== undefined && scope !== 'full' && scope !== 'delta') wrong('scope', '“full” or “delta”');
  const asOf = read['as_of'] === undefined ? undefined : (dayOf(read['as_of']) ?? wrong('as_of', 'a date, YYYY-MM-DD'));
  const run = number('run', read['run']);
  const previousRun = number('previous_run', read['previous_run']);
  if (run !== undefined && previousRun !== undefined && previousRun >= run) {
    wrong('previous_run', 'a number before “run”');
  }
  const files = new Map<string, FileControl>();
  const listed = read['files'];
  if (listed !== undefined && !isObject(listed)) wrong('files', 'an object, one key a file');
  for (const [written, said] of isObject(listed) ? Object.entries(listed) : []) {
    const name = written.toLowerCase();
    if (!isObject(said)) {
      wrong(`files.${name}`, 'an object with rows, total, of, bytes, sha256');
      continue;
    }
    const total = said['total'] === undefined ? undefined : centsOf(said['total']);
    if (said['total'] !== undefined && total === undefined) wrong(`files.${name}.total`, 'an amount such as "74.41"');
    const { of, sha256 } = said;
    if (said['total'] !== undefined && typeof of !== 'string') {
      wrong(`files.${name}.of`, 'the column that “total” is the sum of');
    }
    const rows = number(`files.${name}.rows`, said['rows']);
    const bytes = number(`files.${name}.bytes`, said['bytes']);
    files.set(name, {
      ...present({ rows, bytes }),
      ...(total === undefined || typeof of !== 'string' ? {} : { total, of }),
      ...(typeof sha256 === 'string' ? { sha256: sha256.toLowerCase() } : {}),
    });
  }
  if (problems.length > 0) return refused(problems);
  return ok({
    ...{ scope: scope === 'delta' ? 'delta' : 'full', files },
    ...present({ asOf, run, previousRun }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The day of a date, or of a moment as ISO writes it. */
function dayOf(value: unknown): Temporal.PlainDate | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}($|T)/.test(value)) return undefined;
  try {
    return Temporal.PlainDate.from(value.slice(0, 10));
  } catch {
    return undefined;
  }
}

/** `"74.41"` or 74.41, in cents. */
function centsOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? value.toFixed(2) : value;
  if (typeof text !== 'string' || !/^-?\d{1,13}\.\d{2}$/.test(text)) return undefined;
  const cents = Number(text.replace('.', ''));
  // Nothing is 0, never −0.
  return cents === 0 ? 0 : cents;
}
