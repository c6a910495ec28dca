import { waterSince } from '../../../../domain/usage/index.ts';
import type { AccountHome } from '../../../../usecases/accounts/index.ts';
import type { KeptForecast } from '../../../../usecases/forecast/index.ts';
import type { RecentUse } from '../../../../usecases/usage/index.ts';
import { DayBars } from '../../../components/chart/day-bars.tsx';
import { placeName } from '../../../components/use/place-choice.tsx';
import { amountText, waterText } from '../../../components/use/use-words.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

interface WaterProps {
  readonly c: PageContext;
  readonly number: string;
  readonly recent: RecentUse | undefined;
  readonly forecast: KeptForecast | undefined;
}

interface OfBills {
  readonly bills: AccountHome['bills'];
  /** Whether hours there are cannot be had at this moment. */
  readonly areHoursAway: boolean;
}

/** Two weeks of the home's water over what is usual for it, and the running bill so far. */
export function Water({ c, number, bills, recent, forecast, areHoursAway }: WaterProps & OfBills) {
  const { t } = c.var;
  const title = t(recent === undefined ? 'home.water-bills' : 'home.water');
  return (
    <section class="c-water" aria-labelledby="water">
      {/* The page of use could only say again that its hours are away. */}
      <h2 id="water">{areHoursAway ? title : <a href={paths.use(number)}>{title}</a>}</h2>
      {areHoursAway && <p>{t('home.hours-away')}</p>}
      {recent === undefined ? <PictureOfBills {...{ c, bills, areHoursAway }} /> : <Picture c={c} recent={recent} />}
      {recent !== undefined && recent.places.length > 0 && <Places c={c} number={number} places={recent.places} />}
      <RunningBill c={c} number={number} recent={recent} forecast={forecast} />
    </section>
  );
}

/** The picture is of all places together; here is the way to each. */
function Places({ c, number, places }: { c: PageContext; number: string; places: RecentUse['places'] }) {
  const { t } = c.var;
  return (
    <>
      <p>{t('home.water-places')}</p>
      <ul class="usa-list">
        {places.map((one) => (
          <li>
            <a href={`${paths.use(number)}?${new URLSearchParams({ at: String(one.place.servicePointId) })}`}>
              {placeName(c, one)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Picture({ c, recent }: { c: PageContext; recent: RecentUse }) {
  const { t } = c.var;
  const { shown, usual, unit } = recent;
  const measure = { unit, scale: 'day' } as const;
  const last = shown.length - 1;
  const [first, newest] = [shown[0], shown[last]];
  if (first === undefined || newest === undefined) return null;
  const usualText =
    usual === undefined
      ? undefined
      : t('home.water-usual', {
          low: amountText(t, usual.low, measure),
          high: waterText(t, usual.high, measure),
        });
  const days = t('home.water-days', { first: t.shortDate(first.firstDay), last: t.shortDate(newest.firstDay) });
  return (
    <figure>
      <DayBars
        summary={[
          days,
          ...(newest.water === undefined
            ? []
            : [
                t('home.water-last', {
                  date: t.shortDate(newest.firstDay),
                  water: waterText(t, newest.water, measure),
                }),
              ]),
          ...(usualText === undefined ? [] : [usualText]),
        ].join(' ')}
        bars={shown.map((day, index) => ({
          text: `${t.shortDate(day.firstDay)}: ${day.water === undefined ? t('use.no-reads') : waterText(t, day.water, measure)}`,
          ...(day.water === undefined ? {} : { amount: day.water.valueOf() }),
          ...(index === last && day.water !== undefined ? { value: waterText(t, day.water, measure) } : {}),
          ...(index === 0 || index === last ? { label: t.shortDate(day.firstDay) } : {}),
        }))}
        {...(usual === undefined ? {} : { band: { low: usual.low.valueOf(), high: usual.high.valueOf() } })}
      />
      {usualText !== undefined && (
        <figcaption>
          <span class="c-days__key" aria-hidden="true" />
          {usualText}
        </figcaption>
      )}
    </figure>
  );
}

/** Where no hours come, or none can be had: what the last bills counted. */
function PictureOfBills({ c, bills, areHoursAway }: OfBills & { readonly c: PageContext }) {
  const { t } = c.var;
  const said = areHoursAway ? undefined : t('home.water-by-bill');
  if (bills.length < 2) return said === undefined ? null : <p>{said}</p>;
  const shown = bills.toReversed();
  const last = shown.length - 1;
  const water = (gallons: number) => t('alerts.water.gal', { amount: t.number(gallons) });
  return (
    <figure>
      <DayBars
        summary={t('home.water-of-bills', { bills: shown.length })}
        bars={shown.map((bill, index) => ({
          text: `${t.date(bill.issuedOn)}: ${water(bill.usageGallons)}`,
          amount: bill.usageGallons,
          ...(index === last ? { value: water(bill.usageGallons) } : {}),
          ...(index === 0 || index === last ? { label: t.shortDate(bill.issuedOn) } : {}),
        }))}
      />
      {said !== undefined && <figcaption>{said}</figcaption>}
    </figure>
  );
}

/** What the running bill has come to, and about what it will be. */
function RunningBill({ c, number, recent, forecast }: WaterProps) {
  const { t } = c.var;
  if (forecast?.periodStart === undefined) return null;
  const used = recent === undefined ? undefined : waterSince(recent.days, forecast.periodStart);
  const sofar =
    recent === undefined || used === undefined
      ? undefined
      : t('home.water-so-far', { water: waterText(t, used, { unit: recent.unit, scale: 'day' }) });
  const { bill } = forecast;
  if (sofar === undefined && bill === undefined) return null;
  return (
    <p>
      {sofar}{' '}
      {bill !== undefined && (
        <a href={paths.nextBill(number)}>{t('home.next-bill', { amount: t.money(bill.expected) })}</a>
      )}
      {bill?.ifFixed !== undefined && <> {t('next-bill.leak-fixed', { amount: t.money(bill.ifFixed) })}</>}
    </p>
  );
}
