import type { Language } from '../../domain/kernel/index.ts';
import { receiveKey, receiveText } from '../../usecases/notices/index.ts';
import type { App } from '../../web/area.ts';
import { Button, Field, Form } from '../../web/components/form.tsx';
import { Icon } from '../../web/components/icon.tsx';
import { page } from '../../web/components/layout.tsx';
import { LinkedText } from '../../web/components/linked-text.tsx';
import { Table } from '../../web/components/table.tsx';
import { readForm } from '../../web/form-data.ts';
import type { PageContext } from '../../web/page.ts';
import { paths } from '../../web/paths.ts';
import { type DemoItem, type DemoLogin, demoItem, demoItems, demoLogins } from '../usecases/mailbox/index.ts';

const perPage = 30;

/** The demo's post office: every mail its SMTP server received and every letter. Only a demo has it. */
export function demoMailboxArea(app: App): void {
  app.get(paths.demoMailbox, mailboxPage);
  app.get(paths.demoMail(':id'), (c) => itemPage(c, 'mail'));
  app.get(paths.demoLetter(':id'), (c) => itemPage(c, 'letter'));
  app.get(paths.demoText(':id'), (c) => itemPage(c, 'text')).post(postReply);
  app.get(paths.demoCall(':id'), (c) => itemPage(c, 'call')).post(postKey);
}

async function mailboxPage(c: PageContext): Promise<Response> {
  const { t, deps } = c.var;
  if (!deps.demo) return c.var.refuse('not-found');
  const search = c.req.query('to') ?? '';
  const number = Math.max(1, Math.min(10_000, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const found = await demoItems(deps.db, { search, offset: (number - 1) * perPage, limit: perPage + 1 });
  const hrefOf = (wanted: number): string =>
    `${paths.demoMailbox}?${new URLSearchParams({ ...(search === '' ? {} : { to: search }), page: String(wanted) })}`;
  return page(
    c,
    { title: t('mailbox.title'), width: 'wide' },
    <>
      <h1>{t('mailbox.title')}</h1>
      <p>{t('mailbox.intro')}</p>
      <form method="get" action={paths.demoMailbox} class="c-search">
        <label class="usa-label" for="to">
          {t('mailbox.search')}
        </label>
        <input class="usa-input" id="to" name="to" type="search" value={search} autocomplete="off" />
        <button class="usa-button" type="submit">
          {t('mailbox.search-button')}
        </button>
      </form>
      <Table
        caption={t('mailbox.caption')}
        empty={t('mailbox.none')}
        rows={found.slice(0, perPage)}
        columns={[
          {
            heading: t('mailbox.subject'),
            cell: (item: DemoItem) => <a href={hrefs[item.kind](String(item.id))}>{shortened(item.subject)}</a>,
          },
          { heading: t('mailbox.to'), cell: (item) => item.recipient.split('\n')[0] ?? '' },
          { heading: t('mailbox.kind'), cell: (item) => t(`mailbox.kind.${item.kind}`) },
          { heading: t('mailbox.at'), cell: (item) => t.moment(item.at) },
        ]}
      />
      {search === '' && number === 1 && <Logins c={c} logins={await demoLogins(deps.db)} />}
      <nav class="c-pagination" aria-label={t('pagination.label')}>
        {number > 1 && (
          <a rel="prev" href={hrefOf(number - 1)}>
            <Icon name="back" />
            {t('pagination.previous')}
          </a>
        )}
        {found.length > perPage && (
          <a rel="next" href={hrefOf(number + 1)}>
            {t('pagination.next')}
          </a>
        )}
      </nav>
    </>,
  );
}

/** Whom the demo can be tried as, at every start again. */
function Logins({ c, logins }: { c: PageContext; logins: readonly DemoLogin[] }) {
  const { t } = c.var;
  if (logins.length === 0) return null;
  return (
    <>
      <h2>{t('mailbox.logins')}</h2>
      <p>{t('mailbox.logins-intro')}</p>
      <Table
        caption={t('mailbox.logins')}
        empty=""
        rows={logins}
        columns={[
          { heading: t('mailbox.login'), cell: ({ email }) => email },
          {
            heading: t('mailbox.login-role'),
            cell: ({ role, account = '' }) =>
              role === undefined ? t('mailbox.login-customer', { account }) : t.maybe(`console.role.${role}`),
          },
          { heading: t('mailbox.login-password'), cell: ({ password }) => <code>{password}</code> },
          { heading: t('mailbox.login-code'), cell: ({ code = '' }) => <code>{code}</code> },
          {
            heading: t('mailbox.login-where'),
            cell: ({ role }) => {
              const href = role === undefined ? paths.signIn : paths.console.signIn;
              return <a href={href}>{href}</a>;
            },
          },
        ]}
      />
    </>
  );
}

const hrefs = { mail: paths.demoMail, letter: paths.demoLetter, text: paths.demoText, call: paths.demoCall };

/** A text has no subject: its beginning stands for it. */
const shortened = (subject: string): string => (subject.length <= 90 ? subject : `${subject.slice(0, 88)}…`);

async function itemPage(c: PageContext, kind: DemoItem['kind']): Promise<Response> {
  const { t, deps } = c.var;
  const id = Number(c.req.param('id'));
  const item = deps.demo && Number.isSafeInteger(id) ? await demoItem(deps.db, kind, id) : undefined;
  if (item === undefined) return c.var.refuse('not-found');
  return page(
    c,
    { title: shortened(item.subject) },
    <>
      <p>
        <a href={paths.demoMailbox}>
          <Icon name="back" /> {t('mailbox.title')}
        </a>
      </p>
      <h1>{kind === 'text' || kind === 'call' ? t(`mailbox.kind.${kind}`) : item.subject}</h1>
      <p>
        {t(`mailbox.kind.${kind}`)} · {item.recipient.replaceAll('\n', ', ')} · {t.moment(item.at)}
      </p>
      <LinkedText text={item.text} />
      {kind === 'text' && (
        <Form c={c} action={paths.demoText(String(id))}>
          <Field
            c={c}
            name="body"
            label={t('mailbox.reply')}
            hint={t('mailbox.reply-hint')}
            autocomplete="off"
            size="medium"
          />
          <Button text={t('mailbox.reply-send')} />
        </Form>
      )}
      {kind === 'call' && (
        <Form c={c} action={paths.demoCall(String(id))}>
          <Button text={t('mailbox.press-nine')} kind="outline" />
        </Form>
      )}
    </>,
  );
}

/** What is done on the simulated telephone, handled as the carrier's webhook would report it; the answer is a text. */
async function takeFromPhone(
  c: PageContext,
  kind: 'text' | 'call',
  take: (recipient: string) => Promise<{ readonly text?: string; readonly language: Language }>,
): Promise<Response> {
  const { deps } = c.var;
  const id = Number(c.req.param('id'));
  const item = deps.demo && Number.isSafeInteger(id) ? await demoItem(deps.db, kind, id) : undefined;
  if (item === undefined) return c.var.refuse('not-found');
  const { text, language } = await take(item.recipient);
  if (text !== undefined) {
    await deps.carrier?.carry({ way: kind === 'text' ? 'sms' : 'voice', to: item.recipient, text, language });
  }
  return c.redirect(`${paths.demoMailbox}?${new URLSearchParams({ to: item.recipient })}`, 303);
}

async function postReply(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const { body } = readForm(c, ['body']);
  return takeFromPhone(c, 'text', (from) => receiveText(deps.db, deps, { from, body }, now));
}

async function postKey(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  return takeFromPhone(c, 'call', (to) => receiveKey(deps.db, deps, { to, key: '9' }, now));
}
