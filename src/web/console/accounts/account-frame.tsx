import type { Child } from 'hono/jsx';
import { cents, type Problem } from '../../../domain/kernel/index.ts';
import { type AccountView, viewAccount } from '../../../usecases/accounts/index.ts';
import { ErrorSummary } from '../../components/form.tsx';
import { GivenBalance } from '../../components/given-balance.tsx';
import { page } from '../../components/layout.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { AccountProps } from '../account-props.ts';
import { accountOf, may, policyOf, staffView } from '../request.ts';
import { autopayText, ebillText } from './cards.tsx';
import { MoveNote } from './move.tsx';

type Tab = 'timeline' | 'bills' | 'water' | 'messages' | 'people' | 'notes';

/** The account of the address with its summary; that it was looked at is recorded, and its customer can see that. */
export const viewedAccount = async (c: PageContext): Promise<AccountView | undefined> =>
  (await viewedWith(c, async () => undefined))?.view;

/** The same with what a tab reads of it meanwhile. */
export async function viewedWith<Beside>(
  c: PageContext,
  beside: (accountId: number) => Promise<Beside>,
): Promise<{ readonly view: AccountView; readonly beside: Beside } | undefined> {
  const number = accountOf(c);
  return number === undefined
    ? undefined
    : viewAccount(c.var.deps.db, number, { ...staffView(c), policy: policyOf(c) }, beside);
}

/** One tab of an account: who, where, the balance and the next step stand above each, and each is an address of its own. */
export function accountTab(
  c: PageContext,
  {
    view,
    tab,
    problems = [],
  }: { readonly view: AccountView; readonly tab: Tab; readonly problems?: readonly Problem[] },
  body: Child,
): Response | Promise<Response> {
  const { t } = c.var;
  const number = view.number;
  return page(
    c,
    {
      title: `${view.customer.name} ${number} · ${t(`console.tab.${tab}`)}`,
      realm: 'console',
      width: 'wide',
      status: problems.length > 0 ? 422 : 200,
    },
    <>
      <ErrorSummary c={c} problems={problems} />
      <Summary c={c} view={view} />
      <MoveNote c={c} view={view} />
      <Tabs c={c} view={view} tab={tab} />
      {body}
    </>,
  );
}

function Tabs({ c, view, tab }: AccountProps & { readonly tab: Tab }) {
  const { t } = c.var;
  const number = view.number;
  const { console: at } = paths;
  const tabs: readonly (readonly [Tab, string])[] = [
    ['timeline', at.account(number)],
    ['bills', at.accountBills(number)],
    ['water', at.accountWater(number)],
    ['messages', at.accountMessages(number)],
    ['people', at.accountPeople(number)],
    ...(may(c, 'note.view') ? [['notes', at.accountNotes(number)] as const] : []),
  ];
  return (
    <nav class="c-tabs" aria-label={t('console.tab.label')}>
      <ul>
        {tabs.map(([one, href]) => (
          <li>
            <a href={href} {...(one === tab ? ({ 'aria-current': 'page' } as const) : {})}>
              {t(`console.tab.${one}`)}
              {one === 'notes' && view.flags.notes > 0 && ` (${t.number(view.flags.notes)})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Who, where, what is owed and when, and what is out of the ordinary. */
function Summary({ c, view }: AccountProps) {
  const { t } = c.var;
  const { customer, servedAt, servicePoints } = view;
  const number = view.number;
  const meters = servicePoints.flatMap(({ meterSerial }) => meterSerial ?? []);
  const facts = [
    [t('console.account'), number],
    [t('console.premise'), servedAt.join(', ')],
    [t('console.phone'), customer.phone],
    [t('console.email'), customer.email],
    [t('console.filter.language'), t.languageName(customer.language)],
    [t('console.autopay'), autopayText(c, view)],
    [t('console.ebill'), ebillText(c, view)],
    [t('console.meter'), meters.length === 0 ? undefined : meters.join(', ')],
  ] as const;
  return (
    <header class="c-account">
      <div class="c-account__who">
        <h1>{customer.name}</h1>
        <Flags c={c} view={view} />
        <dl>
          {facts.map(([term, value]) =>
            value === undefined ? null : (
              <div>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
      </div>
      <Balance c={c} view={view} />
    </header>
  );
}

function Flags({ c, view }: AccountProps) {
  const { t } = c.var;
  const { flags } = view;
  const { console: at } = paths;
  const number = view.number;
  return (
    <ul class="c-flags">
      <li class={view.registered ? 'c-tag c-tag--good' : 'c-tag'}>
        {t(view.registered ? 'console.registered' : 'console.not-registered')}
      </li>
      {view.closedOn !== undefined && (
        <li class="c-tag c-tag--warn">{t('console.closed-on', { date: t.date(view.closedOn) })}</li>
      )}
      {flags.leak !== undefined && (
        <li class="c-tag c-tag--bad">
          <a href={at.leak(String(flags.leak.id))}>
            {t('console.flag.leak', {
              kind: t.maybe(`alerts.kind.${flags.leak.kind}`),
              since: t.stamp(flags.leak.began),
            })}
          </a>
        </li>
      )}
      {flags.objections > 0 && (
        <li class="c-tag c-tag--bad">
          <a href={at.accountPeople(number)}>{t('console.flag.objection')}</a>
        </li>
      )}
      {flags.disputes > 0 && (
        <li class="c-tag c-tag--warn">
          <a href={at.accountBills(number)}>{t('console.flag.dispute')}</a>
        </li>
      )}
      {flags.undelivered > 0 && (
        <li class="c-tag c-tag--warn">
          <a href={at.accountMessages(number)}>{t('console.flag.undelivered', { count: flags.undelivered })}</a>
        </li>
      )}
      {view.feesHeldUntil !== undefined && (
        <li class="c-tag">{t('console.fees-held', { date: t.date(view.feesHeldUntil) })}</li>
      )}
    </ul>
  );
}

function Balance({ c, view }: AccountProps) {
  const { t } = c.var;
  const { balance, due, withNextBill, inFlight } = view.standing;
  const number = view.number;
  return (
    <section class="c-account__balance" aria-label={t('console.balance')}>
      <p class="c-amount__label">{t(balance < 0 ? 'console.credit' : 'console.balance')}</p>
      <p class="c-amount__value">{t.money(cents(Math.abs(balance)))}</p>
      <p>
        {due === undefined
          ? t('console.nothing-due')
          : t('console.due-of-bill', { amount: t.money(due.owed), date: t.date(due.dueOn) })}
      </p>
      {withNextBill > 0 && <p>{t('console.with-next-bill', { amount: t.money(withNextBill) })}</p>}
      <GivenBalance c={c} accountId={view.accountId} />
      {inFlight > 0 && <p>{t('console.in-flight', { amount: t.money(inFlight) })}</p>}
      {may(c, 'phone-payment.take') && (
        <p>
          <a class="usa-button" href={paths.console.phonePayment(number)}>
            {t('console.phone-payment.take')}
          </a>
        </p>
      )}
    </section>
  );
}
