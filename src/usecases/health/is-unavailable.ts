import { DocumentsBusy } from '../../gateways/typst-threads.ts';
import { isUnavailable as isDatabaseUnavailable, isNodeAway } from '../../store/lost-connection.ts';

/** What was asked cannot be done at this moment, and likely can soon: nothing of it was kept. */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseUnavailable(error) || error instanceof DocumentsBusy;

/** Hours of meters cannot be had at this moment: a machine of the cluster on which they lie is away. All else is there. */
export const areHoursAway = isNodeAway;

/** What needs hours, or that they cannot be had. */
export const unlessHoursAway = <Value>(asked: Promise<Value>): Promise<Value | 'hours-away'> =>
  asked.catch((error: unknown) => {
    if (areHoursAway(error)) return 'hours-away';
    throw error;
  });
