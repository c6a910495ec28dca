import type { Database } from '../database.ts';

/** Where a form stands: ours to work on, worked on by another process, or answered. */
export type FormStanding =
  | { readonly is: 'ours' | 'under-way' }
  | { readonly is: 'answered'; readonly location: string };

/** Takes a form to work on, unless it was taken; one that was begun before `abandonedBefore` and never answered is taken over. */
export async function takeForm(
  db: Database,
  form: string,
  { now, abandonedBefore }: { readonly now: Temporal.Instant; readonly abandonedBefore: Temporal.Instant },
): Promise<FormStanding> {
  const taken = await db.query(
    `insert into form_answer (form, begun_at) values ($1, $2)
     on conflict (form) do update set begun_at = excluded.begun_at
       where form_answer.location is null and form_answer.begun_at < $3
     returning form`,
    [form, now, abandonedBefore],
  );
  if (taken.length === 1) return { is: 'ours' };
  const [row] = await db.query<{ location: string | null }>(`select location from form_answer where form = $1`, [form]);
  return row?.location == null ? { is: 'under-way' } : { is: 'answered', location: row.location };
}

/** Who works on a form is still there. */
export async function renewForm(db: Database, form: string, now: Temporal.Instant): Promise<void> {
  await db.query(`update form_answer set begun_at = $2 where form = $1 and location is null`, [form, now]);
}

export async function setFormAnswer(db: Database, form: string, location: string): Promise<void> {
  await db.query(`update form_answer set location = $2 where form = $1`, [form, location]);
}

/** A form that came to nothing may be sent again. */
export async function deleteForm(db: Database, form: string): Promise<void> {
  await db.query(`delete from form_answer where form = $1 and location is null`, [form]);
}

export async function forgetFormAnswers(db: Database, before: Temporal.Instant): Promise<void> {
  await db.query(`delete from form_answer where begun_at < $1`, [before]);
}
