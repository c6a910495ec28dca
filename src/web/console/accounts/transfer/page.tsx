import { cents, type Problem, present } from '../../../../domain/kernel/index.ts';
import {
  type AccountOverview,
  findPlace,
  loadPlace,
  type Place,
  transferService,
} from '../../../../usecases/accounts/index.ts';
import { depositStanding, promptPolicy } from '../../../../usecases/receivables/index.ts';
import { noNumber, type TypedNumberFields, typedNumberFields } from '../../../components/account-number-field.tsx';
import { Choices, Field } from '../../../components/form.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, may, openedAccount, staffView, todayOf } from '../../request.ts';
import { cycleOf, MoveFields, newNumberTyped, typedReads } from '../move-fields.tsx';
import { addressOf } from '../place-at.ts';

const fields = ['premise', 'leaves_on', 'on', 'cycle', 'balance', 'deposit', 'reason'] as const;
type Typed = Readonly<Record<(typeof fields)[number], string>>;

interface TransferForm {
  readonly account: AccountOverview;
  /** Where they go; undefined until it is found. */
  readonly place: Place | undefined;
  readonly typed: Typed;
  readonly numberTyped: TypedNumberFields;
  readonly reads: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

const accountAt = (c: PageContext) => openedAccount(c, 'service-transfer.opened');

/** A customer leaves one place for another: first where to, then the days, the reads, and what goes along. */
export async function transferPage(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const asked = (c.req.query('premise') ?? '').trim();
  const place = asked === '' ? undefined : await loadPlace(c.var.deps.db, asked, staffView(c));
  const today = todayOf(c).toString();
  const typed = {
    ...{ premise: asked, leaves_on: today, on: today, cycle: place === undefined ? '' : cycleOf(place) },
    ...{ balance: 'stays', deposit: 'stays', reason: '' },
  };
  const isUnknown = asked !== '' && place === undefined;
  const problems = isUnknown ? [{ code: 'accounts.premise-unknown', field: 'premise', params: { number: asked } }] : [];
  return form(c, { account, place, typed, numberTyped: noNumber, reads: {}, problems });
}

export async function postTransfer(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const typed = readForm(c, fields);
  const reads = typedReads(c);
  const { premise, cycle, reason } = typed;
  const { deps } = c.var;
  const numberTyped = typedNumberFields(c);
  const number = newNumberTyped(c, numberTyped);
  const again = async (problems: readonly Problem[]) =>
    form(c, { account, place: await findPlace(deps.db, premise), typed, numberTyped, reads, problems });
  if (!number.ok) return again(number.problem);
  const asked = {
    ...{ accountId: account.accountId, premise, number: number.value, cycle, reads, reason },
    ...{ movesBalance: typed.balance === 'moves', movesDeposit: typed.deposit === 'moves' },
    ...present({ on: typedDay(typed.on), leavesOn: typedDay(typed.leaves_on) }),
  };
  const done = await transferService(deps, asked, clerkOf(c));
  return done.ok ? c.redirect(paths.console.account(done.value.number), 303) : again(done.problem);
}

async function form(c: PageContext, shown: TransferForm): Promise<Response> {
  const { t } = c.var;
  const { account, place, typed, problems } = shown;
  return formPage(
    c,
    { title: t('console.transfer.title'), back: toAccount(account), problems },
    place === undefined ? (
      <>
        <p class="usa-intro">{t('console.transfer.intro')}</p>
        <form class="usa-form usa-form--large" method="get" action={paths.console.transfer(account.number)}>
          <Field
            c={c}
            problems={problems}
            name="premise"
            label={t('console.transfer.premise')}
            hint={t('console.transfer.premise-hint')}
            value={typed.premise}
            autocomplete="off"
          />
          <button class="usa-button" type="submit">
            {t('console.transfer.next')}
          </button>
        </form>
        <p>
          <a href={paths.console.premises}>{t('console.transfer.find')}</a>
        </p>
      </>
    ) : (
      await asked(c, { ...shown, place })
    ),
  );
}

async function asked(
  c: PageContext,
  { account, place, typed, numberTyped, reads, problems }: TransferForm & { readonly place: Place },
) {
  const { t, deps } = c.var;
  const today = todayOf(c);
  const policy = promptPolicy(deps.utility);
  const held = await depositStanding(deps.db, account.accountId, { today, policy });
  const { balance } = account.standing;
  const choice = (name: 'balance' | 'deposit', amount: string, isHeld: boolean) =>
    isHeld && may(c, 'balance.move') ? (
      <Choices
        c={c}
        name={name}
        legend={t(`console.transfer.${name}`, { amount })}
        value={typed[name]}
        problems={problems}
        choices={(['stays', 'moves'] as const).map((one) => ({
          value: one,
          label: t(`console.transfer.${name}.${one}`),
          hint: t(`console.transfer.${name}.${one}-hint`),
        }))}
      />
    ) : null;
  return (
    <>
      <p class="usa-intro">
        {t('console.transfer.from-to', { from: account.servedAt[0] ?? account.number, to: addressOf(place) })}
      </p>
      <h2>{t('console.transfer.follows-title')}</h2>
      <ul class="usa-list">
        {(['customer', 'money', 'autopay', 'people', 'history'] as const).map((one) => (
          <li>{t(`console.transfer.follows.${one}`)}</li>
        ))}
      </ul>
      <ReasonForm
        c={c}
        action={paths.console.transfer(account.number)}
        button={t('console.transfer.button')}
        label={t('console.place.reason')}
        hint={t('console.place.reason-hint')}
        reason={typed.reason}
        problems={problems}
      >
        <input type="hidden" name="premise" value={place.number} />
        {account.closedOn === undefined ? (
          <Field
            c={c}
            problems={problems}
            name="leaves_on"
            type="date"
            label={t('console.transfer.leaves-on')}
            hint={t('console.service-end.on-hint')}
            value={typed.leaves_on}
            autocomplete="off"
          />
        ) : (
          <p>{t('console.transfer.ended', { date: t.date(account.closedOn) })}</p>
        )}
        <MoveFields c={c} place={place} typed={typed} number={numberTyped} reads={reads} problems={problems} />
        {choice('balance', balanceText(c, balance), balance !== 0)}
        {choice('deposit', t.money(held?.amount ?? cents(0)), held !== undefined)}
      </ReasonForm>
    </>
  );
}

const balanceText = (c: PageContext, balance: number): string =>
  c.var.t(balance > 0 ? 'console.transfer.owed' : 'console.transfer.credit', {
    amount: c.var.t.money(cents(Math.abs(balance))),
  });
