import { createHash } from 'node:crypto';
import type { DailyWeather, DetectorSettings } from '../../domain/leaks/index.ts';
import type { HourlyUse, HourSpan } from '../../domain/metering/index.ts';
import type { OwnContext } from '../../gateways/sent-looks.ts';

/** Where a scan stands: its days, their weather, and the version of Caudal whose rules look at them. */
interface ScanAsking {
  readonly span: HourSpan;
  readonly weather: DailyWeather;
  readonly version: string;
}

/** All that the rules look at behind one meter. */
export interface Look {
  readonly use: HourlyUse;
  readonly settings: DetectorSettings;
  readonly context: OwnContext;
  /** What people said of its alerts, where one is followed. */
  readonly heard: string | undefined;
}

/**
 * What a scan asks about a meter, as a fingerprint: the version of the rules, its hours as people decided them, the days of
 * the scan and their weather, the thresholds of its class, when nobody is home, what people said of its alerts. The same asked
 * again has the same answer, so once all that followed of it was kept and told, a meter is not due for a look until it changes.
 * What a later scan of the day sees less of, as its last week begins later, are windows that were told of or had nothing.
 * Who is to be told on an account is not asked: a person who comes in is told with the next hours, or on the next day.
 *
 * The hours themselves are compared and not notes of who wrote some: nobody can forget to leave one, and hours that come while
 * a scan reads are the next one's.
 */
export function askedByScan({ span, weather, version }: ScanAsking): (look: Look) => string {
  const { highCelsius, rainMillimetres } = weather;
  const ofAll = JSON.stringify([version, span.zone, span.firstDay, span.hours, [...highCelsius], [...rainMillimetres]]);
  const ofClass = new Map<DetectorSettings, string>();
  return ({ use, settings, context, heard }) => {
    const thresholds = ofClass.get(settings) ?? JSON.stringify(settings);
    ofClass.set(settings, thresholds);
    return createHash('sha1')
      .update(ofAll)
      .update(thresholds)
      .update(JSON.stringify([use.register, context, heard]))
      .update(use.counts)
      .update(use.quality)
      .digest('base64url');
  };
}
