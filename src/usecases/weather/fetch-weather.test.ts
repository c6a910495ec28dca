import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { test } from '../../../test/support/database.ts';
import { referenceUtility } from '../../../test/support/web.ts';
import type { Utility } from '../../config/utility.ts';
import { weatherOfDays, weatherSource } from '../../store/weather/index.ts';
import { fetchWeather } from './index.ts';

/** What the service answered for a real station, its values put in place of others. */
const answerOf = (highs: readonly string[]): string =>
  [
    '"STATION","DATE","PRCP","PRCP_ATTRIBUTES","TMAX","TMAX_ATTRIBUTES","TMIN","TMIN_ATTRIBUTES"',
    ...highs.map((high, index) => `"USW00024225","2026-05-0${index + 1}","1.3",",,W,2400","${high}",",,W","6.1",",,W"`),
    '',
  ].join('\n');

const now = Temporal.Instant.from('2026-05-08T16:00:00Z');

/** A service on this machine, and a utility that asks it. */
async function serving(answer: (asked: URL) => { readonly status: number; readonly body: string }) {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url);
    const { status, body } = answer(url);
    response.writeHead(status, { 'Content-Type': 'text/csv' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const { weather } = referenceUtility;
  if (weather === undefined) throw new Error('the reference utility has a station');
  const utility: Utility = {
    ...referenceUtility,
    weather: { ...weather, fetch: { on: true, url: `http://127.0.0.1:${port}/access/services/data/v1`, days: 14 } },
  };
  return { asked, utility, close: () => new Promise((closed) => server.close(closed)) };
}

test('the last days are asked for and kept; a service that fails is an error that may be tried again', async ({
  db,
}) => {
  const answers = [
    { status: 503, body: 'busy' },
    { status: 200, body: answerOf(['22.2', '25.0']) },
    { status: 200, body: answerOf(['22.2', '25.6', '']) },
    { status: 200, body: '' },
  ];
  const service = await serving(() => answers.shift() ?? { status: 500, body: '' });
  const { utility } = service;
  expect(await fetchWeather(db, utility, now)).toMatchObject({
    problem: { code: 'weather.service-failed', params: { reason: 'HTTP 503' } },
  });
  expect(await weatherSource(db)).toBeUndefined();
  expect(await fetchWeather(db, utility, now)).toMatchObject({ value: { fresh: 2, changed: 0, problems: [] } });
  expect(await fetchWeather(db, utility, now)).toMatchObject({ value: { fresh: 1, changed: 1, unchanged: 1 } });
  expect(await fetchWeather(db, utility, now)).toMatchObject({ value: { fresh: 0, changed: 0 } });
  await service.close();
  expect(Object.fromEntries(service.asked[0]?.searchParams ?? [])).toEqual({
    ...{ dataset: 'daily-summaries', stations: 'USW00024225', startDate: '2026-04-24', endDate: '2026-05-08' },
    ...{ dataTypes: 'TMAX,TMIN,PRCP', format: 'csv', units: 'metric', includeAttributes: 'true' },
  });
  const { highCelsius, rainMillimetres } = await weatherOfDays(db, Temporal.PlainDate.from('2026-05-01'), 3);
  expect([...highCelsius]).toEqual([22.2, 25.6, Number.NaN]);
  expect([...rainMillimetres]).toEqual([1.3, 1.3, 1.3]);
  expect(await weatherSource(db)).toEqual({ station: 'USW00024225', source: 'fetched' });
  expect(await fetchWeather(db, utility, now)).toMatchObject({ problem: { code: 'weather.service-failed' } });
});

test('a page of another kind is no weather, and a utility that has it off asks nobody', async ({ db }) => {
  const service = await serving(() => ({ status: 200, body: '<html>Down for maintenance</html>' }));
  expect(await fetchWeather(db, service.utility, now)).toMatchObject({ problem: { code: 'weather.columns-missing' } });
  expect(await fetchWeather(db, referenceUtility, now)).toEqual({ ok: true, value: undefined });
  await service.close();
  expect(service.asked).toHaveLength(1);
});
