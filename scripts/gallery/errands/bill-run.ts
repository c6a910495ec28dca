import { paths } from '../../../src/web/paths.ts';
import type { Errand, Town } from '../errand.ts';
import type { Visitor } from '../visitor.ts';

const at = paths.console;

/** The run that waits is looked at, and each of its odd bills decided about. */
const review: Errand = async (town) => {
  const run = town.told.billRun;
  const billing = await town.staff('billing');
  await billing.goes(run);
  await decides(billing, {
    'No water at all': { answer: 'hold-out', reason: 'Nobody could get to the meter: a car stands on it' },
    'Much more water': { answer: 'release', reason: 'A pipe broke in the yard; the plumber’s bill was shown' },
  });
  await billing.goes(`${run}/cancellation`);
  await postsWithAnother(town, billing, run);
};

/** Answers each bill of the run that is open by what the rules found of it. */
async function decides(billing: Visitor, answers: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const waiting = await billing.links(/\/bill-runs\/\d+\/bills\//);
  for (const bill of waiting) {
    await billing.goes(bill);
    const text = await billing.text();
    const [, answer] = Object.entries(answers).find(([found]) => text.includes(found)) ?? [];
    await billing.fills(answer ?? { answer: 'release', reason: 'As the meter shows' });
    await billing.presses(/^Decide$/);
  }
}

/** A second person approves; then the run is posted. */
async function postsWithAnother(town: Town, billing: Visitor, run: string): Promise<void> {
  const supervisor = await town.staff('supervisor');
  await supervisor.goes(`${run}/approval`);
  await supervisor.presses(/^Yes, approve/);
  await billing.goes(`${run}/posting`);
  await billing.presses(/^Yes, post/);
}

/** A cycle is billed by its hours, without a read of its registers; some hours are in doubt and keep their homes from being billed. */
const byTheHours: Errand = async (town) => {
  const billing = await town.staff('billing');
  await billing.opens(at.billRuns);
  const [newest = ''] = await billing.links(/\/bill-runs\/\d+$/);
  await billing.fills({ cycle: 'B', readThrough: '2026-05-06' });
  await billing.presses(/^Calculate$/);
  const run = newest.replace(/\d+$/, (id) => `${Number(id) + 1}`);
  await billing.until(at.billRuns, new RegExp(`${run}$`));
  await billing.untilItSays(run, /Calculated, not posted/);
  await decides(billing, {});
  await billing.goes(`${run}/not-billed`);
  await postsWithAnother(town, billing, run);
};

export const billRun = { 'a bill run': review, 'a bill run by hours': byTheHours };
