import { todayOf } from '../../../../usecases/access/index.ts';
import {
  type AccessRequest,
  type Delegate,
  knownAs,
  peopleOf,
  type SentInvitation,
} from '../../../../usecases/delegates/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { mayShown, untilShown } from '../../../components/rights-shown.ts';
import { type Column, Table } from '../../../components/table.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { nameOf } from '../name-of.ts';

const news = ['let-in', 'refused', 'ended', 'invited', 'withdrawn', 'changed'] as const;

/** Who has access to the account, is invited, asks, or had access: for its owner. */
export async function peoplePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const people = await peopleOf(deps.db, account, { today: todayOf(deps.utility, now), now });
  if (!people.ok) return c.var.refuse('not-found');
  const { waiting, delegates, invited, former } = people.value;
  const done = news.find((one) => one === c.req.query('news'));
  const title = t('people.title');
  return page(
    c,
    { title, width: 'wide' },
    <>
      <h1>{title}</h1>
      {done !== undefined && (
        <Alert kind="success" live>
          {t(`people.news.${done}`)}
        </Alert>
      )}
      <p class="usa-intro">{t('people.intro')}</p>
      <p>
        <a class="usa-button" href={paths.invitations(number)}>
          {t('people.invite-title')}
        </a>
      </p>
      {waiting.length > 0 && (
        <>
          <h2>{t('people.waiting')}</h2>
          <Table
            caption={t('people.waiting-caption')}
            empty={t('people.none-waiting')}
            rows={waiting}
            columns={askerColumns(c, number)}
          />
        </>
      )}
      <h2>{t('people.delegates')}</h2>
      <Table
        caption={t('people.delegates-caption')}
        empty={t('people.none')}
        rows={delegates}
        columns={delegateColumns(c, number)}
      />
      {invited.length > 0 && (
        <>
          <h2>{t('people.invited')}</h2>
          <Table
            caption={t('people.invited-caption')}
            empty={t('people.none')}
            rows={invited}
            columns={invitedColumns(c, number)}
          />
        </>
      )}
      {former.length > 0 && (
        <p>
          <a href={paths.formerPeople(number)}>{t('people.former-link', { count: former.length })}</a>
        </p>
      )}
      <p>
        <a href={paths.accountAccess(number)}>{t('access-log.title')}</a>
      </p>
    </>,
  );
}

const askerColumns = (c: PageContext, number: string): readonly Column<AccessRequest>[] => {
  const { t } = c.var;
  return [
    { heading: t('people.email'), cell: (asker) => asker.email },
    { heading: t('people.asked'), cell: (asker) => t.moment(asker.requestedAt) },
    {
      heading: t('people.answer'),
      cell: (asker) => (
        <a href={paths.askerAnswer(number, String(asker.id))}>{t('people.answer-this', { email: asker.email })}</a>
      ),
    },
  ];
};

const delegateColumns = (c: PageContext, number: string): readonly Column<Delegate>[] => {
  const { t } = c.var;
  return [
    { heading: t('people.who'), cell: (delegate) => nameOf(c, delegate) },
    { heading: t('people.may'), cell: (delegate) => mayShown(c, delegate), narrow: true },
    { heading: t('people.until'), cell: (delegate) => untilShown(c, delegate) },
    {
      heading: t('people.change'),
      cell: (delegate) => (
        <>
          <a
            href={paths.delegateChange(number, String(delegate.id))}
            aria-label={t('people.change-this', { email: nameOf(c, delegate) })}
          >
            {t('people.change')}
          </a>
          {' · '}
          <a
            href={paths.delegateEnd(number, String(delegate.id))}
            aria-label={t('people.end-this', { email: nameOf(c, delegate) })}
          >
            {t('people.end')}
          </a>
        </>
      ),
    },
  ];
};

const invitedColumns = (c: PageContext, number: string): readonly Column<SentInvitation>[] => {
  const { t } = c.var;
  return [
    {
      heading: t('people.who'),
      cell: (one) => nameOf(c, one),
    },
    { heading: t('people.way'), cell: (one) => t(one.origin === 'paper' ? 'people.way.paper' : 'people.way.email') },
    { heading: t('people.may'), cell: (one) => mayShown(c, one), narrow: true },
    { heading: t('people.sent-good-until'), cell: (one) => t.moment(one.expiresAt), narrow: true },
    {
      heading: t('people.change'),
      cell: (one) => (
        <a
          href={paths.sentInvitation(number, String(one.id))}
          aria-label={t('people.sent-this', { who: knownAs(one) })}
        >
          {t('people.sent-do')}
        </a>
      ),
    },
  ];
};
