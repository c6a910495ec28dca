import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import type { BarUse, UseScale } from '../../../../domain/usage/index.ts';
import { todayOf } from '../../../../usecases/access/index.ts';
import { alertRules, loadAlerts } from '../../../../usecases/alerts/index.ts';
import { billingPolicy } from '../../../../usecases/billing/index.ts';
import {
  findUse,
  loadBilledUse,
  loadCost,
  loadUse,
  maxCost,
  readingUnit,
  type StretchHours,
  stretchHours,
  type UseFound,
  weatherSource,
} from '../../../../usecases/usage/index.ts';
import { page } from '../../../components/layout.tsx';
import { PageList } from '../../../components/page-list.tsx';
import { costAmounts, waterAmounts } from '../../../components/use/bar-amounts.ts';
import { BilledFigure } from '../../../components/use/billed-figure.tsx';
import { PlaceChoice } from '../../../components/use/place-choice.tsx';
import { UseChoices } from '../../../components/use/use-choices.tsx';
import { CalculatedCost } from '../../../components/use/use-cost.tsx';
import { UseFigure } from '../../../components/use/use-figure.tsx';
import { DateChoice, UseSteps, UseTabs } from '../../../components/use/use-navigation.tsx';
import { UseSummary } from '../../../components/use/use-summary.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { askedOf, hrefOfUse, hrefOfView, type UseView } from './asked.ts';
import { Downloads } from './file.tsx';
import { UnitAndScale } from './unit-choice.tsx';

/** The account's water by the hour, day, bill, month and year; by bill alone where its meter is read once a month. */
export async function usePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const today = todayOf(deps.utility, now);
  const chosenUnit = readingUnit(deps.db, account);
  const view = askedOf(c);
  const scale = view.page === 'bill' ? 'day' : view.page;
  const base = paths.use(number);
  const hrefOf = hrefOfUse(base, view);
  const hrefOfBill = (bill: string) => paths.bill(number, bill);
  const choose = (choice: Partial<UseView>) => hrefOfView(base, { ...view, ...choice });
  const billed = () => billedFigure(c, { unit: chosenUnit, view, hrefOfBill, choose });
  const [found, ofBills] = await Promise.all([
    findUse(deps.db, account, {
      ...{ scale, unit: chosenUnit, zone: deps.utility.time_zone, today },
      ...present({ on: view.on, beside: view.beside, at: view.at }),
    }),
    view.page === 'bill' ? billed() : undefined,
  ]);
  const isBilled = ofBills !== undefined || found === undefined;
  const figure = isBilled
    ? (ofBills ?? (await billed()))
    : await stretchFigure(c, { found, view, today, hrefOf, hrefOfBill, choose });
  return page(
    c,
    { title: t('use.title'), width: 'wide' },
    <>
      <h1>{t('use.title')}</h1>
      {!isBilled && found.places.length > 0 && (
        <PlaceChoice c={c} shown={found} hrefOf={(at) => hrefOfView(base, without(view, at))} />
      )}
      {found === undefined ? (
        <p class="c-note">{t('use.no-hours')}</p>
      ) : (
        <UseTabs
          c={c}
          current={view.page}
          hrefOf={(to) => (to === 'bill' ? hrefOfView(base, { ...view, page: to }) : hrefOf(to, found.on))}
        />
      )}
      {figure}
      {!isBilled && (
        <details>
          <summary>{t('use.other-dates')}</summary>
          <DateChoice c={c} shown={found} today={today} action={base} kept={keptOf(view)} />
        </details>
      )}
      {found !== undefined && <Downloads c={c} number={number} shown={found} />}
      <PageList
        label={t('layout.place.use')}
        pages={[
          {
            ...{ href: paths.indoorOutdoor(number), name: t('split.title'), icon: 'rain' },
            says: t('use.says-indoor-outdoor'),
          },
          {
            ...{ href: paths.nextBill(number), name: t('next-bill.title'), icon: 'calendar' },
            says: t('bills.says-next'),
          },
          {
            ...{ href: paths.similarHomes(number), name: t('similar.title'), icon: 'groups' },
            says: t('conservation.says.similar'),
          },
        ]}
      />
    </>,
  );
}

interface StretchOnPage {
  readonly found: UseFound;
  readonly view: UseView;
  readonly today: Temporal.PlainDate;
  readonly hrefOf: (scale: UseScale, on: Temporal.PlainDate) => string;
  readonly hrefOfBill: (bill: string) => string;
  readonly choose: (choice: Partial<UseView>) => string;
}

/** The water of each bill. */
async function billedFigure(
  c: PageContext,
  {
    unit,
    view,
    hrefOfBill,
    choose,
  }: Pick<StretchOnPage, 'view' | 'hrefOfBill' | 'choose'> & { readonly unit: Promise<ReadingUnit> },
) {
  const { db } = c.var.deps;
  const [billed, weather, inUnit] = await Promise.all([
    ...([loadBilledUse(db, accountOf(c), unit), weatherSource(db), unit] as const),
  ]);
  return (
    <>
      <div class="c-controls">
        <UseChoices c={c} show={view.show} hasCost hrefOf={choose} />
        <UnitAndScale c={c} unit={inUnit} />
      </div>
      <BilledFigure c={c} billed={billed} unit={inUnit} show={view.show} weather={weather} hrefOfBill={hrefOfBill} />
    </>
  );
}

/** A stretch of hours, days, months or years, in water or in dollars. */
async function stretchFigure(c: PageContext, on: StretchOnPage) {
  const { found, view, today, hrefOf, hrefOfBill, choose } = on;
  const { t, deps } = c.var;
  const terms = { rates: deps.rates, policy: billingPolicy(deps.utility), today };
  const account = accountOf(c);
  if (found.at !== undefined) return onePlace(c, on);
  // All of it at once: what it costs is read while what it is comes.
  const isInCost = view.show === 'cost';
  const { scale, span, beside, known } = found;
  const hours = stretchHours(deps.db, account.accountId, span);
  const hoursBeside = isInCost && beside ? stretchHours(deps.db, account.accountId, beside.span) : undefined;
  const reading = { sameAxis: isOneAxis(view), hours, ...present({ hoursBeside }) };
  const use = loadUse(deps.db, account, found, reading);
  const costOf = (over: StretchHours, bars: Promise<readonly (BarUse | undefined)[]>) =>
    loadCost(deps.db, account, { hours: over, scale, bars }, terms);
  const [shown, alerts, priced, before, max] = await Promise.all([
    use,
    loadAlerts(deps.db, account, alertRules(deps.utility)),
    costOf(
      hours,
      use.then(({ bars }) => bars),
    ),
    hoursBeside
      ? costOf(
          hoursBeside,
          use.then((one) => one.beside?.bars ?? []),
        )
      : undefined,
    isInCost && view.axis === 'same' ? maxCost(deps.db, account, { scale, known, zone: span.zone }, terms) : undefined,
  ]);
  const leaks = alerts.filter(({ kind }) => kind === 'leak' || kind === 'burst' || kind === 'hose');
  const cost = priced.bars.some((bar) => bar !== undefined) ? { cost: priced } : {};
  const inCost = isInCost && cost.cost !== undefined;
  const amounts = inCost ? costAmounts(t, shown, { now: priced, ...present({ before, max }) }) : waterAmounts(t, shown);
  return (
    <>
      <div class="c-controls">
        <UseSteps c={c} shown={shown} today={today} hrefOf={hrefOf} />
        <UseChoices c={c} show={inCost ? 'cost' : 'water'} hasCost={cost.cost !== undefined} hrefOf={choose} />
        <UnitAndScale c={c} unit={shown.unit} axis={view.axis} hrefOf={choose} />
      </div>
      <UseFigure c={c} shown={shown} hrefOf={hrefOf} amounts={amounts} leaks={leaks} {...cost} />
      <UseSummary c={c} shown={shown} {...cost} />
      {cost.cost !== undefined && <CalculatedCost c={c} cost={priced} unit={shown.unit} hrefOfBill={hrefOfBill} />}
    </>
  );
}

/** A place alone, in water: a bill and its tiers are those of the account, so no dollars stand beside it. */
async function onePlace(c: PageContext, { found, view, today, hrefOf, choose }: StretchOnPage) {
  const { t, deps } = c.var;
  const shown = await loadUse(deps.db, accountOf(c), found, { sameAxis: isOneAxis(view) });
  return (
    <>
      <div class="c-controls">
        <UseSteps c={c} shown={shown} today={today} hrefOf={hrefOf} />
        <UnitAndScale c={c} unit={shown.unit} axis={view.axis} hrefOf={choose} />
      </div>
      <UseFigure c={c} shown={shown} hrefOf={hrefOf} amounts={waterAmounts(t, shown)} leaks={[]} />
      <UseSummary c={c} shown={shown} />
      <p class="usa-hint">{t('use.place-no-cost')}</p>
    </>
  );
}

/** The axis of every stretch is asked for of water here, and of dollars with their prices. */
const isOneAxis = ({ axis, show }: UseView): boolean => axis === 'same' && show === 'water';

/** The same view of a place, or of all together. */
const without = ({ at: _, ...view }: UseView, at: number | undefined): UseView => ({ ...view, ...present({ at }) });

/** What of a view a form that goes to another date keeps. */
const keptOf = ({ show, axis, at }: UseView): Readonly<Record<string, string>> => ({
  ...(show === 'cost' ? { show } : {}),
  ...(axis === 'same' ? { axis } : {}),
  ...present({ at: at?.toString() }),
});
