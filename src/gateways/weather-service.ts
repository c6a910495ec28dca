import { ok, type Problem, type Result, refused } from '../domain/kernel/index.ts';

/** The days asked for of one station, both ends included. */
export interface SummariesAsked {
  /** Of NCEI's Access Data Service, or of what answers like it. */
  readonly url: string;
  readonly station: string;
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
}

const patience = 60_000;
/** A year of one station is 40 KB. */
const longestAnswer = 5_000_000;

/**
 * GHCN-Daily as NOAA's Access Data Service gives it (ncei.noaa.gov/support/access-data-service-api-user-documentation,
 * dataset `daily-summaries`): CSV, one column an element, in degrees Celsius and millimetres because we ask for those.
 */
export async function dailySummaries(
  asked: SummariesAsked,
): Promise<Result<{ readonly csv: string; readonly address: string }, Problem<'weather.service-failed'>>> {
  const address = new URL(asked.url);
  const parameters = {
    dataset: 'daily-summaries',
    stations: asked.station,
    startDate: asked.first.toString(),
    endDate: asked.last.toString(),
    dataTypes: 'TMAX,TMIN,PRCP',
    format: 'csv',
    units: 'metric',
    includeAttributes: 'true',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: 'error' });
    if (!answer.ok) return failed(`HTTP ${answer.status}`);
    const csv = await answer.text();
    return csv.length > longestAnswer ? failed('too long an answer') : ok({ csv, address: address.href });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return failed(cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer');
  }
}

const failed = (reason: string) => refused({ code: 'weather.service-failed', params: { reason } } as const);
