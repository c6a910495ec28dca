import type { DailyWeather, DetectorSettings, Finding } from '../../domain/leaks/index.ts';
import type { CountUnit, HourlyUse, HourSpan } from '../../domain/metering/index.ts';
import { lookAt } from '../../gateways/leak-thread.ts';
import { type LeakThreads, openLeakThreads } from '../../gateways/leak-threads.ts';
import type { OwnContext } from '../../gateways/sent-looks.ts';

/** So many meters go to a thread together. */
const metersAtOnce = 500;

/** So many times as many are looked at here first: a thread takes 80 ms to start, and V8 compiles in each of them again. */
const timesHere = 4;

export interface ScannedDays {
  readonly span: HourSpan;
  readonly weather: DailyWeather;
  /** What ended before was looked at by earlier scans. */
  readonly lookFrom: Temporal.Instant;
  readonly metersAtOnce?: number | undefined;
}

/** Looks at a meter soon. Its hours are copied: they may be overwritten after. */
export type LookAt<Of> = (
  of: Of,
  look: { readonly use: HourlyUse; readonly settings: DetectorSettings; readonly context: OwnContext },
) => Promise<void>;

/**
 * Looks at the meters that `each` names, many together, and gives what it finds to `found`, one meter after another in the
 * order in which they were named. The rules run in threads, on all cores, while the next hours are read and what was found
 * is kept; what waits is no more than the threads can take.
 */
export async function lookAtMeters<Of>(
  { span, weather, lookFrom, metersAtOnce: atOnce = metersAtOnce }: ScannedDays,
  each: (look: LookAt<Of>) => Promise<void>,
  found: (of: Of, findings: readonly Finding[]) => Promise<void>,
): Promise<void> {
  let threads: LeakThreads | undefined;
  let batch = newBatch<Of>(span, atOnce);
  let times = 0;
  const underWay: { readonly of: readonly Of[]; readonly findings: Promise<readonly (readonly Finding[])[]> }[] = [];
  const begin = (look: LeakThreads['look']): void => {
    const { of, meters, counts, quality } = batch;
    const findings = look({ span, shared: { weather, lookFrom }, meters, counts, quality });
    // What fails is heard of where it is waited for, which may be later.
    findings.catch(() => undefined);
    underWay.push({ of, findings });
    batch = newBatch<Of>(span, atOnce);
  };
  const takeDownTo = async (waiting: number): Promise<void> => {
    while (underWay.length > waiting) {
      const oldest = underWay.shift();
      const findings = (await oldest?.findings) ?? [];
      for (const [index, of] of (oldest?.of ?? []).entries()) await found(of, findings[index] ?? []);
    }
  };
  try {
    await each(async (of, { use, settings, context }) => {
      const { meters, counts, quality } = batch;
      counts.set(use.counts, meters.length * span.hours);
      quality.set(use.quality, meters.length * span.hours);
      batch.of.push(of);
      meters.push({ register: use.register, settings, context });
      if (meters.length < atOnce) return;
      times += 1;
      if (times > timesHere) threads ??= openLeakThreads();
      begin(threads?.look ?? here);
      await takeDownTo(threads === undefined ? 0 : threads.threads + 1);
    });
    begin(threads?.look ?? here);
    await takeDownTo(0);
  } finally {
    await threads?.close();
  }
}

const here: LeakThreads['look'] = async (meters) => lookAt(meters);

interface Batch<Of> {
  readonly of: Of[];
  readonly meters: { register: CountUnit; settings: DetectorSettings; context: OwnContext }[];
  readonly counts: Int32Array;
  readonly quality: Uint8Array;
}

const newBatch = <Of>({ hours }: HourSpan, meters: number): Batch<Of> => ({
  of: [],
  meters: [],
  counts: new Int32Array(hours * meters),
  quality: new Uint8Array(hours * meters),
});
