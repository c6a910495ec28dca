import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { SeededChance } from './seeded-chance.ts';

export interface OpenLoop {
  readonly url: string;
  readonly cookie: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/**
 * Asks at moments that come by chance (Poisson), planned beforehand and kept whether or not earlier answers have come, and gives
 * the milliseconds of each answer from its planned moment: a server that falls behind cannot slow down who counts (no
 * coordinated omission). For a thread of its own.
 */
export async function openLoop({ url, cookie, perSecond, seconds }: OpenLoop): Promise<readonly number[]> {
  const chance = new SeededChance(1);
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const begun = performance.now() + 100;
  const answers: Promise<number>[] = [];
  for (let planned = begun; ; ) {
    planned -= (Math.log(1 - chance.next()) / perSecond) * 1000;
    if (planned > begun + seconds * 1000) break;
    const ahead = planned - performance.now();
    if (ahead > 1) await pause(ahead);
    // A timer may be a moment early.
    const from = Math.min(planned, performance.now());
    answers.push(answered(agent, url, cookie).then((at) => at - from));
  }
  return Promise.all(answers);
}

function answered(agent: Agent, url: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the page answers ${response.statusCode}`));
      response.resume();
      response.once('end', () => resolve(performance.now()));
    }).once('error', reject);
  });
}
