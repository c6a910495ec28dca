import { setTimeout as pause } from 'node:timers/promises';
import { deleteForm, setFormAnswer, takeForm } from '../../store/access/index.ts';
import type { Database } from '../../store/database.ts';

/** A process that died in the middle of a form holds it for this long. */
const abandonedAfterSeconds = 60;

const lookEveryMs = 100;
const maxLooks = 300;

/**
 * Takes a form to be worked on once. Undefined: it is the caller's, who says how it ended. Else the address that its first
 * sending was answered with; one that another process works on is waited for.
 */
export async function claimForm(db: Database, form: string, now: Temporal.Instant): Promise<string | undefined> {
  for (let look = 0; look < maxLooks; look += 1) {
    const standing = await takeForm(db, form, {
      now,
      abandonedBefore: now.subtract({ seconds: abandonedAfterSeconds }),
    });
    if (standing.is === 'ours') return undefined;
    if (standing.is === 'answered') return standing.location;
    await pause(lookEveryMs);
  }
  throw new Error('a form is worked on by another process, which does not come to an end');
}

export const keepFormAnswer = setFormAnswer;
export const dropForm = deleteForm;
