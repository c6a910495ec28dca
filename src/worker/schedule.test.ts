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
