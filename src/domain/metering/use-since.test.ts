import { expect, test } from 'vitest';
import type { RegisterRead } from './register-read.ts';
import { useSince } from './use-since.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const read = (on: string, count: number, quality: RegisterRead['quality'] = 'measured'): RegisterRead => ({
  ...{ on: day(on), count, quality },
});
const meter = (...reads: readonly RegisterRead[]) => ({
  register: { serial: 'M1', unit: 'gal', multiplier: '10', dials: 5 } as const,
  installed: { on: day('2024-06-01'), count: 100 },
  reads,
});

test.each([
  ['from the read of that day', [read('2026-04-10', 500), read('2026-05-05', 800)], '2026-04-10', 300],
  [
    'from what lies between the reads around it, by days',
    [read('2026-04-05', 500), read('2026-05-05', 800)],
    '2026-04-10',
    250,
  ],
  [
    'from the last read, where the next came too late to share it out',
    [read('2025-04-05', 500), read('2026-05-05', 800)],
    '2025-04-10',
    300,
  ],
  ['from the count it came with', [read('2024-07-01', 130)], '2024-06-01', 30],
  [
    'to the last real read',
    [read('2026-04-10', 500), read('2026-05-05', 800), read('2026-06-05', 990, 'estimated')],
    '2026-04-10',
    300,
  ],
  ['round the dials', [read('2026-04-10', 99_990), read('2026-05-05', 20)], '2026-04-10', 30],
  ['none where the register stood', [read('2026-04-10', 500), read('2026-05-05', 500)], '2026-04-10', 0],
  ['nothing that is known where nobody read it since', [read('2026-04-05', 500)], '2026-04-05', undefined],
  [
    'nothing that is known where it went back',
    [read('2026-04-10', 500), read('2026-05-05', 400)],
    '2026-04-10',
    undefined,
  ],
] as const)('what ran since nobody is served: %s', (_, reads, since, used) => {
  expect(useSince(meter(...reads), day(since))?.usedCount).toBe(used);
});
