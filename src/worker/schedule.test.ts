import { readFileSync } from 'node:fs';
import { parseCrontab } from 'graphile-worker';
import { expect, test } from 'vitest';
import { scheduleOf } from './schedule.ts';
import { tasks } from './tasks/index.ts';

test('every line of the schedule is one that the worker can read, of a task that there is, whose jobs wait as one', () => {
  for (const line of scheduleOf('caudal')) {
    const [item] = parseCrontab(line);
    expect(Object.keys(tasks), line).toContain(item?.task);
    expect(item?.options, line).toMatchObject({ jobKey: `by-the-clock:${item?.task}`, jobKeyMode: 'replace' });
  }
});

test('a comparison with the processor and the weather are tried again for hours', () => {
  const triesOf = (task: string) =>
    parseCrontab(scheduleOf('caudal').join('\n')).find((item) => item.task === task)?.options.maxAttempts;
  expect([triesOf('compare-with-processor'), triesOf('fetch-weather')]).toEqual([8, 12]);
});

test('operators read of each task that runs by the clock, and of no other', () => {
  const told = readFileSync('docs/reference/operations.md', 'utf8')
    .split('## What runs by the clock')[1]
    ?.split('## ')[0];
  const named = [...(told ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  const run = parseCrontab(scheduleOf('caudal').join('\n')).map(({ task }) => task);
  expect(named.toSorted()).toEqual(run.toSorted());
});
