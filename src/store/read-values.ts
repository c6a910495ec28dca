import pg from 'pg';
import { keptDate } from './kept-dates.ts';

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseSafeInteger],
  [pg.types.builtins.DATE, keptDate],
  [pg.types.builtins.TIMESTAMPTZ, (text: string) => Temporal.Instant.from(text.replace(' ', 'T'))],
]);

/** How what PostgreSQL says of a value becomes the value. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => parsers.get(id) ?? pg.types.getTypeParser(id, format ?? 'text'),
};

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond what a number holds exactly`);
  return value;
}
