import { type BilledBy, isTaskOffered } from '../domain/exchange/index.ts';

/**
 * What runs by the clock, as a crontab in the worker machine's time zone. A task decides by its `now`, in the utility's
 * own day, whether it is its hour: one line a quarter-hour suits every time zone and every pretend clock.
 */
const hours: readonly string[] = [
  '15 * * * * assess-late-fees',
  '* * * * * end-kiosk-visits',
  '* * * * * keep-figures',
  '*/5 * * * * submit-drafts',
  '*/5 * * * * expire-abandoned-payments',
  '*/5 * * * * import-watched-reads',
  '*/5 * * * * exchange-acknowledgements',
  '*/5 * * * * exchange-packages',
  // Its hour is the utility's own; what was cut off is taken up soon.
  '*/15 * * * * exchange-batches',
  '*/5 * * * * settle-notices',
  '*/15 * * * * schedule-drafts',
  // Once a day; tried again for hours where the processor does not answer.
  '5 10 * * * compare-with-processor max=8',
  // Once a week; while hours are too young to say anything, it tries at each of these.
  '10 */6 * * * measure-forecasts',
  '20 * * * * scan-for-leaks',
  '25 * * * * validate-reads',
  // Tried again for sixteen hours, ever later, where the service does not answer; then the next day asks for the same days.
  '25 11 * * * fetch-weather max=12',
  '25 */3 * * * survey-meters',
  '40 */3 * * * shadow-bills',
  '30 * * * * print-letters',
  '35 * * * * remind-of-assistance',
  '40 * * * * forget-stale',
  '45 * * * * end-delegates',
  '55 * * * * send-digests',
  '50 * * * * calculate-homes',
];

/**
 * One job a task waits, whatever went wrong before: the next hour takes the place of a job that is still tried or has used
 * up its tries, so that a task which fails for days leaves one of it and not hundreds.
 */
const lineOf = (line: string): string => {
  const [task = '', own] = line.split(' ').slice(5);
  return `${line.split(' ').slice(0, 6).join(' ')} ?jobKey=by-the-clock:${task}&jobKeyMode=replace${own === undefined ? '' : `&${own}`}`;
};

/** Of who makes the bills here; what only they do is not begun where the CIS does. */
export const scheduleOf = (by: BilledBy): readonly string[] =>
  hours.filter((line) => isTaskOffered(by, line.split(' ')[5] ?? '')).map(lineOf);
