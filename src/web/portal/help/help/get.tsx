import { raw } from 'hono/html';
import { doors } from '../../../../domain/access/index.ts';
import { inLanguage } from '../../../../domain/kernel/index.ts';
import { tryDoor } from '../../../../usecases/access/index.ts';
import type { HelpAnswer } from '../../../../usecases/help/index.ts';
import { BillPicture } from '../../../components/bill/bill-picture.tsx';
import { page } from '../../../components/layout.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { tooManyPage } from '../../../too-many.ts';

const topics = ['move', 'register', 'pay', 'bill', 'problem', 'safety'] as const;

/** The help centre: every question by topic, or what a search found. */
export async function helpPage(c: PageContext): Promise<Response> {
  const { t, deps, now, address } = c.var;
  const centre = deps.help(t.language, now);
  const words = (c.req.query('q') ?? '').trim();
  const tooMany = await (words === '' ? undefined : tryDoor(deps.db, doors.helpSearch, { address }, now));
  if (tooMany !== undefined) return tooManyPage(c, tooMany);
  const found = words === '' ? undefined : centre.search(words);
  return page(
    c,
    { title: t('help.title') },
    <>
      <h1>{t('help.title')}</h1>
      <form method="get" action={paths.help} class="c-search">
        <label class="usa-label" for="q">
          {t('help.search')}
        </label>
        <input class="usa-input" id="q" name="q" type="search" value={words} autocomplete="off" />
        <button class="usa-button" type="submit">
          {t('help.search-button')}
        </button>
      </form>
      {found === undefined ? (
        topics.map((topic) => (
          <section>
            <h2>{t(`help.topic.${topic}`)}</h2>
            <Answers answers={centre.answers.filter((answer) => answer.topic === topic)} />
          </section>
        ))
      ) : (
        <section aria-live="polite">
          <h2>{t('help.found', { count: found.length, words })}</h2>
          {found.length === 0 ? (
            <p class="c-empty">{t('help.none', { phone: deps.utility.contact.billing_phone })}</p>
          ) : (
            <Answers answers={found} />
          )}
          <p>
            <a href={paths.help}>{t('help.all')}</a>
          </p>
        </section>
      )}
    </>,
  );
}

function Answers({ answers }: { answers: readonly HelpAnswer[] }) {
  return (
    <ul class="c-answers">
      {answers.map((answer) => (
        <li>
          <a href={paths.helpAnswer(answer.slug)}>{answer.title}</a>
          <span>{answer.summary}</span>
        </li>
      ))}
    </ul>
  );
}

/** One answer, at an address of its own. */
export function helpAnswerPage(c: PageContext): Response | Promise<Response> {
  const { t, deps, now } = c.var;
  const centre = deps.help(t.language, now);
  const answer = centre.find(c.req.param('slug') ?? '');
  if (answer === undefined) return c.var.refuse('not-found');
  const others = centre.answers.filter((other) => other.topic === answer.topic && other.slug !== answer.slug);
  return page(
    c,
    { title: answer.title, back: { href: paths.help, text: t('help.title') } },
    <>
      <h1>{answer.title}</h1>
      {answer.slug === 'find-my-numbers' && <BillPicture c={c} />}
      <div class="c-prose">{raw(answer.html)}</div>
      {others.length > 0 && (
        <>
          <h2>{t('help.related')}</h2>
          <Answers answers={others.slice(0, 4)} />
        </>
      )}
      <p class="c-note">
        {t('help.call', {
          phone: deps.utility.contact.billing_phone,
          hours: inLanguage(deps.utility.contact.office_hours, t.language),
        })}
      </p>
    </>,
  );
}
