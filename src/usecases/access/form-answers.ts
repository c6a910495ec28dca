import { setTimeout as pause } from 'node:timers/promises';
import { deleteForm, renewForm, setFormAnswer, takeForm } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';

/** Who works on a form says so this often; who has not for so long has died in the middle of it. */
const renewedEverySeconds = 5;
const abandonedAfterSeconds = 20;

const lookEveryMs = 100;
/** Two minutes: a form that is still worked on takes no longer. */
const maxLooks = 1200;

/**
 * Takes a form to be worked on once. Undefined: it is the caller's, who says how it ended. Else the address that its first
 * sending was answered with; one that another process works on is waited for, and taken over where that process has died.
 */
export async function claimForm(db: Database, form: string, now: Temporal.Instant): Promise<string | undefined> {
  for (let look = 0; look < maxLooks; look += 1) {
    // Time goes on while it waits.
    const at = now.add({ milliseconds: look * lookEveryMs });
    const abandonedBefore = at.subtract({ seconds: abandonedAfterSeconds });
    const standing = await takeForm(db, form, { now: at, abandonedBefore });
    if (standing.is === 'ours') return undefined;
    if (standing.is === 'answered') return standing.location;
    await pause(lookEveryMs);
  }
  throw new Error('a form is worked on by another process, which does not come to an end');
}

/** Says that a form is still worked on, until what it answers is called. */
export function holdForm(db: Database, form: string, now: Temporal.Instant): () => void {
  let seconds = 0;
  const timer = setInterval(() => {
    seconds += renewedEverySeconds;
    // A database that is away for a moment ends no form; the next time says it again.
    renewForm(db, form, now.add({ seconds })).catch(() => undefined);
  }, renewedEverySeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}

export const keepFormAnswer = setFormAnswer;
export const dropForm = deleteForm;
