import { type Problem, present } from '../../../../domain/kernel/index.ts';
import { registerUnits } from '../../../../domain/metering/index.ts';
import type { AccountOverview } from '../../../../usecases/accounts/index.ts';
import { type ExchangePlace, exchangeMeter, loadExchangePlace } from '../../../../usecases/metering/index.ts';
import { Field } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { typedDay } from '../../../typed-day.ts';
import { formPage, toAccount } from '../../form-page.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, openedAccount, todayOf } from '../../request.ts';

const fields = [
  ...(['serial', 'on', 'closing', 'newSerial', 'size', 'unit', 'multiplier', 'dials', 'opening', 'reason'] as const),
];
type Typed = Readonly<Record<(typeof fields)[number], string>>;

interface ExchangeForm {
  readonly account: AccountOverview;
  readonly place: ExchangePlace;
  readonly typed: Typed;
  readonly problems: readonly Problem[];
}

const accountAt = (c: PageContext) => openedAccount(c, 'meter-exchange.opened');

/** The exchange of the meter of an account: what the old one showed last, what the new one is and shows first, and why. */
export async function meterExchangePage(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const place = await loadExchangePlace(c.var.deps, account.accountId);
  const [meter] = place.meters;
  const typed = {
    ...{ serial: meter?.register.serial ?? '', on: todayOf(c).toString(), closing: '', newSerial: '' },
    ...{ size: meter?.size ?? '', unit: meter?.register.unit ?? 'gal', multiplier: meter?.register.multiplier ?? '1' },
    ...{ dials: meter === undefined ? '' : `${meter.register.dials}`, opening: '0', reason: '' },
  };
  return exchangeForm(c, { account, place, typed, problems: [] });
}

export async function postMeterExchange(c: PageContext): Promise<Response> {
  const account = await accountAt(c);
  if (account === undefined) return c.var.refuse('not-found');
  const { deps } = c.var;
  const typed = readForm(c, fields);
  const { on: typedOn, ...others } = typed;
  const on = typedDay(typedOn);
  const asked = { accountId: account.accountId, ...others, ...present({ on }) };
  const done = await exchangeMeter(deps, asked, clerkOf(c));
  if (done.ok) return c.redirect(paths.console.accountWater(account.number), 303);
  const place = await loadExchangePlace(deps, account.accountId);
  return exchangeForm(c, { account, place, typed, problems: done.problem });
}

function exchangeForm(c: PageContext, form: ExchangeForm): Response | Promise<Response> {
  const { t } = c.var;
  const { account, place, problems } = form;
  return formPage(
    c,
    { title: t('console.meter-exchange.title'), back: toAccount(account), problems, width: 'wide' },
    <>
      {place.meters.length === 0 ? (
        <p class="usa-intro">{t('console.meter-exchange.none')}</p>
      ) : (
        <>
          <p class="usa-intro">{t('console.meter-exchange.intro')}</p>
          <Asked c={c} {...form} />
        </>
      )}
      <History c={c} history={place.history} />
    </>,
  );
}

function Asked({ c, account, place, typed, problems }: ExchangeForm & { readonly c: PageContext }) {
  const { t } = c.var;
  const field = (name: (typeof fields)[number]) =>
    ({
      c,
      problems,
      autocomplete: 'off',
      name,
      value: typed[name],
      label: t(`console.meter-exchange.${name}`),
    }) as const;
  const sizes = [...new Set([...(typed.size === '' ? [] : [typed.size]), ...place.sizes])];
  return (
    <ReasonForm
      c={c}
      action={paths.console.meterExchange(account.number)}
      button={t('console.meter-exchange.button')}
      label={t('console.meter-exchange.reason')}
      hint={t('console.meter-exchange.reason-hint')}
      reason={typed.reason}
      problems={problems}
    >
      <Select
        {...field('serial')}
        options={place.meters.map(({ register, size }) => ({
          value: register.serial,
          text: `${register.serial} (${size})`,
        }))}
      />
      <Field {...field('on')} type="date" hint={t('console.meter-exchange.on-hint')} />
      <Field {...field('closing')} inputmode="numeric" hint={t('console.meter-exchange.closing-hint')} />
      <Field {...field('newSerial')} />
      <Select {...field('size')} options={sizes.map((size) => ({ value: size, text: size }))} />
      <Select
        {...field('unit')}
        options={registerUnits.map((unit) => ({ value: unit, text: t(`console.meter-exchange.unit.${unit}`) }))}
      />
      <Field {...field('multiplier')} inputmode="decimal" hint={t('console.meter-exchange.multiplier-hint')} />
      <Field {...field('dials')} inputmode="numeric" hint={t('console.meter-exchange.dials-hint')} />
      <Field {...field('opening')} inputmode="numeric" hint={t('console.meter-exchange.opening-hint')} />
    </ReasonForm>
  );
}

/** Every meter that was there: from when, until when, with which counts. */
function History({ c, history }: { readonly c: PageContext; readonly history: ExchangePlace['history'] }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.meter-exchange.history')}
      empty={t('console.meter-exchange.none')}
      rows={history}
      columns={[
        { heading: t('console.meter'), cell: (one) => `${one.serial} (${one.size}, ${one.unit})` },
        { heading: t('console.meter-exchange.installed'), cell: (one) => t.listDate(one.installedOn) },
        {
          heading: t('console.meter-exchange.first-read'),
          numeric: true,
          cell: (one) => t.number(one.installedCount),
        },
        {
          heading: t('console.meter-exchange.removed'),
          cell: (one) => (one.removedOn === null ? t('console.meter-exchange.there') : t.listDate(one.removedOn)),
        },
        {
          heading: t('console.meter-exchange.last-read'),
          numeric: true,
          cell: (one) => (one.removedCount === null ? '—' : t.number(one.removedCount)),
        },
        { heading: t('console.meter-exchange.reason'), cell: (one) => one.reason ?? '—' },
        { heading: t('console.by'), cell: (one) => one.staffName ?? '—' },
      ]}
    />
  );
}
