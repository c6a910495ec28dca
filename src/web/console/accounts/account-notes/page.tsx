import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { type AccountView, notesOfAccount, writeNote } from '../../../../usecases/accounts/index.ts';
import { Button, Form, problemText } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { clerkOf, may } from '../../request.ts';
import { accountTab, viewedWith } from '../account-frame.tsx';

const maxShown = 200;

const notesOf = (c: PageContext) => (accountId: number) => notesOfAccount(c.var.deps.db, accountId, maxShown);

/** What staff wrote down for each other about the account. */
export async function accountNotesPage(c: PageContext): Promise<Response> {
  const seen = await viewedWith(c, notesOf(c));
  return seen === undefined ? c.var.refuse('not-found') : notesTab(c, seen, { note: '', problems: [] });
}

export async function postAccountNote(c: PageContext): Promise<Response> {
  const seen = await viewedWith(c, notesOf(c));
  if (seen === undefined) return c.var.refuse('not-found');
  const { view } = seen;
  const { note } = readForm(c, ['note']);
  const written = await writeNote(c.var.deps.db, { accountId: view.accountId, body: note }, clerkOf(c));
  if (!written.ok) return notesTab(c, seen, { note, problems: [written.problem] });
  return c.redirect(paths.console.accountNotes(view.number), 303);
}

async function notesTab(
  c: PageContext,
  { view, beside: notes }: { readonly view: AccountView; readonly beside: Awaited<ReturnType<typeof notesOfAccount>> },
  { note, problems }: { readonly note: string; readonly problems: readonly Problem[] },
): Promise<Response> {
  const { t } = c.var;
  const [problem] = problems;
  return accountTab(
    c,
    { view, tab: 'notes', problems },
    <>
      {may(c, 'note.write') && (
        <Form c={c} action={paths.console.accountNotes(view.number)}>
          <div class={problem === undefined ? 'usa-form-group' : 'usa-form-group usa-form-group--error'}>
            <label class="usa-label" for="note">
              {t('console.notes.write')}
            </label>
            <div class="usa-hint" id="note-hint">
              {t('console.notes.hint')}
            </div>
            {problem !== undefined && (
              <div class="usa-error-message" id="note-error">
                {problemText(c, problem)}
              </div>
            )}
            <textarea
              class="usa-textarea"
              id="note"
              name="note"
              rows={4}
              aria-describedby={problem === undefined ? 'note-hint' : 'note-hint note-error'}
              {...present({ 'aria-invalid': problem === undefined ? undefined : ('true' as const) })}
            >
              {note}
            </textarea>
          </div>
          <Button text={t('console.notes.save')} />
        </Form>
      )}
      {notes.length === 0 ? (
        <p class="c-empty">{t('console.notes.none')}</p>
      ) : (
        <ol class="c-timeline">
          {notes.map((one) => (
            <li class="c-timeline__note">
              <p class="c-timeline__what c-timeline__body">{one.body}</p>
              <p class="c-timeline__when">
                <time datetime={one.at.toString()}>{t.stamp(one.at)}</time> · {one.staffName}
              </p>
            </li>
          ))}
        </ol>
      )}
    </>,
  );
}
