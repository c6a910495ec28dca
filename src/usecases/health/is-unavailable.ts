import { DocumentsBusy } from '../../gateways/typst-threads.ts';
import { isUnavailable as isDatabaseUnavailable } from '../../store/lost-connection.ts';

/** What was asked cannot be done at this moment, and likely can soon: nothing of it was kept. */
export const isUnavailable = (error: unknown): boolean =>
  isDatabaseUnavailable(error) || error instanceof DocumentsBusy;
