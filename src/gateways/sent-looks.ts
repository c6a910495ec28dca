import { present } from '../domain/kernel/index.ts';
import type { DetectorSettings, Finding, LeakContext, Vacation } from '../domain/leaks/index.ts';
import { type CountUnit, type HourSpan, hourSpan } from '../domain/metering/index.ts';

/** What is known of a meter besides its hours and what all meters share. */
export type OwnContext = Omit<LeakContext, 'weather' | 'lookFrom'>;

/** Meters to look at: their hours side by side, each the span's. */
export interface MetersToLookAt {
  readonly span: HourSpan;
  readonly shared: Pick<LeakContext, 'weather' | 'lookFrom'>;
  readonly meters: readonly {
    readonly register: CountUnit;
    readonly settings: DetectorSettings;
    readonly context: OwnContext;
  }[];
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
}

/** The same as it goes to a thread: dates and moments as text, which is all that cannot be sent. */
export type SentMeters = ReturnType<typeof sentMeters>;

export const sentMeters = ({ span, shared, meters, counts, quality }: MetersToLookAt) => ({
  ...{ zone: span.zone, firstDay: span.firstDay.toString(), days: span.days, counts, quality },
  ...present({ weather: shared.weather, lookFrom: shared.lookFrom?.toString() }),
  meters: meters.map(({ register, settings, context: { vacations, noFlowSince, leak } }) => ({
    ...{ register, settings },
    ...present({
      vacations: vacations?.map(({ from, until, irrigationGoesOn }) => ({
        ...{ from: from.toString(), until: until.toString() },
        ...present({ irrigationGoesOn }),
      })),
      noFlowSince: noFlowSince?.toString(),
      leak: leak && { since: leak.since.toString(), gallonsAnHour: leak.gallonsAnHour },
    }),
  })),
});

const moment = (text: string): Temporal.Instant => Temporal.Instant.from(text);

export function receivedMeters(sent: SentMeters): MetersToLookAt {
  const { zone, firstDay, days, weather, lookFrom, counts, quality } = sent;
  return {
    ...{ span: hourSpan(zone, Temporal.PlainDate.from(firstDay), days), counts, quality },
    shared: present({ weather, lookFrom: lookFrom === undefined ? undefined : moment(lookFrom) }),
    meters: sent.meters.map(({ register, settings, vacations, noFlowSince, leak }) => ({
      ...{ register, settings },
      context: present({
        vacations: vacations?.map(
          ({ from, until, ...rest }): Vacation => ({
            ...{ from: Temporal.PlainDate.from(from), until: Temporal.PlainDate.from(until) },
            ...rest,
          }),
        ),
        noFlowSince: noFlowSince === undefined ? undefined : moment(noFlowSince),
        leak: leak && { since: moment(leak.since), gallonsAnHour: leak.gallonsAnHour },
      }),
    })),
  };
}

/** A finding as it comes back. */
export type SentFinding = ReturnType<typeof sentFinding>;

export const sentFinding = ({ beganAt, foundAt, seenAt, ...finding }: Finding) => ({
  ...finding,
  ...{ beganAt: beganAt.toString(), foundAt: foundAt.toString(), seenAt: seenAt.toString() },
});

export const receivedFinding = ({ beganAt, foundAt, seenAt, ...finding }: SentFinding): Finding => ({
  ...finding,
  ...{ beganAt: moment(beganAt), foundAt: moment(foundAt), seenAt: moment(seenAt) },
});
