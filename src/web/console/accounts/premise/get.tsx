import type { Place } from '../../../../usecases/accounts/index.ts';
import { Icon } from '../../../components/icon.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { factText, rateName } from '../../rate-words.ts';
import { may } from '../../request.ts';
import { addressOf, placeAt } from '../place-at.ts';

/** A premise: where it is, what serves it, who is and was served there, and what was changed. */
export async function premisePage(c: PageContext): Promise<Response> {
  const { t } = c.var;
  const place = await placeAt(c);
  if (place === undefined) return c.var.refuse('not-found');
  const { details, number } = place;
  const said = (text: string) => (text === '' ? '—' : text);
  const pipe = (text: string) => (text === '' ? '—' : t.maybe(`console.premise.pipe.${text}`));
  return page(
    c,
    { title: addressOf(place), realm: 'console', width: 'wide' },
    <>
      <p>
        <a href={paths.console.premises} data-key="b">
          <Icon name="back" /> {t('console.premises.title')}
        </a>
      </p>
      <h1>{addressOf(place)}</h1>
      <SummaryList
        rows={[
          { term: t('console.premise.number'), value: number },
          { term: t('console.address'), value: `${addressOf(place)}, ${details.state} ${details.zip}` },
          { term: t('console.premise.zone'), value: said(details.zone) },
          {
            term: t('console.premise.position'),
            value: details.latitude === '' ? '—' : `${details.latitude}, ${details.longitude}`,
          },
          { term: t('console.premise.serviceLineUtility'), value: pipe(details.serviceLineUtility) },
          { term: t('console.premise.serviceLineCustomer'), value: pipe(details.serviceLineCustomer) },
        ]}
      />
      <div class="c-actions">
        {may(c, 'service.begin') && place.points.length > 0 && (
          <a class="usa-button" href={paths.console.moveIn(number)}>
            {t('console.move-in.title')}
          </a>
        )}
        {may(c, 'place.change') && (
          <a class="usa-button usa-button--outline" href={paths.console.premiseChange(number)}>
            {t('console.premise-change.title')}
          </a>
        )}
      </div>
      <Occupants c={c} place={place} />
      <h2>{t('console.premise.points')}</h2>
      {place.points.length === 0 && <p class="c-empty">{t('console.premise.no-points')}</p>}
      {place.points.map((point) => (
        <Point c={c} place={place} point={point} />
      ))}
      {may(c, 'place.change') && (
        <p>
          <a href={paths.console.servicePointNew(number)}>{t('console.service-point-new.title')}</a>
        </p>
      )}
      <History c={c} place={place} />
    </>,
  );
}

interface PlaceProps {
  readonly c: PageContext;
  readonly place: Place;
}

function Occupants({ c, place }: PlaceProps) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.premise.occupants')}
      empty={t('console.premise.no-occupants')}
      rows={place.occupants}
      columns={[
        {
          heading: t('console.account'),
          cell: ({ number }) => <a href={paths.console.account(number)}>{number}</a>,
        },
        { heading: t('console.name'), cell: ({ customerName }) => customerName },
        { heading: t('console.opened-on'), cell: ({ openedOn }) => t.listDate(openedOn) },
        {
          heading: t('console.premise.until'),
          cell: ({ closedOn }) => (closedOn === undefined ? t('console.premise.goes-on') : t.listDate(closedOn)),
        },
        {
          heading: t('console.never-billed.through'),
          cell: ({ billedThrough }) =>
            billedThrough === undefined ? t('console.never-billed.never') : t.listDate(billedThrough),
        },
      ]}
    />
  );
}

function Point({ c, place, point }: PlaceProps & { readonly point: Place['points'][number] }) {
  const { t } = c.var;
  const { details, facts, meters, id } = point;
  const of = [place.number, String(id)] as const;
  return (
    <section class="c-card">
      <h3>{t('console.premise.point', { number: point.number })}</h3>
      <SummaryList
        rows={[
          { term: t('console.rate-class'), value: rateName(c, details.class) },
          {
            term: t('console.service-point.service'),
            value: t.maybe(`console.service-point.service.${details.service}`),
          },
          { term: t('console.cycle'), value: details.cycle === '' ? '—' : details.cycle },
          {
            term: t('console.service-point.route'),
            value: [details.route, details.walkOrder].filter((one) => one !== '').join(' / ') || '—',
          },
          ...Object.entries(facts).map(([name, value]) => ({ term: rateName(c, name), value: factText(c, value) })),
          {
            term: t('console.meter'),
            value: meters.map(({ serial, size }) => `${serial} (${size})`).join(', ') || t('console.premise.no-meter'),
          },
        ]}
      />
      <p class="c-links">
        {may(c, 'place.change') && <a href={paths.console.servicePoint(...of)}>{t('console.service-point.title')}</a>}
        {may(c, 'meter.exchange') &&
          (meters.length === 0 ? (
            <a href={paths.console.meterInstall(...of)}>{t('console.meter-install.title')}</a>
          ) : (
            <a href={paths.console.meterRemoval(...of)}>{t('console.meter-removal.title')}</a>
          ))}
      </p>
    </section>
  );
}

function History({ c, place }: PlaceProps) {
  const { t } = c.var;
  if (place.history.length === 0) return null;
  const points = new Map(place.points.map(({ id, number }) => [id, number]));
  const fieldOf = (field: string) =>
    field.startsWith('fact:') ? rateName(c, field.slice('fact:'.length)) : t.maybe(`console.place.field.${field}`);
  return (
    <Table
      caption={t('console.customer-change.history')}
      empty=""
      rows={place.history}
      columns={[
        { heading: t('console.customer-change.at'), cell: (one) => t.stamp(one.at) },
        {
          heading: t('console.premise.what'),
          cell: ({ servicePointId: id }) =>
            id === undefined
              ? t('console.premise.itself')
              : t('console.premise.point', { number: points.get(id) ?? String(id) }),
        },
        { heading: t('console.customer-change.field'), cell: (one) => fieldOf(one.field) },
        { heading: t('console.customer-change.was'), cell: (one) => (one.was === '' ? '—' : one.was) },
        {
          heading: t('console.customer-change.became'),
          cell: (one) => (one.became === '' ? '—' : one.became),
        },
        {
          heading: t('console.rate-facts.from'),
          cell: ({ fromOn }) => (fromOn === undefined ? '—' : t.listDate(fromOn)),
        },
        { heading: t('console.customer-change.reason'), cell: (one) => one.reason },
        { heading: t('console.by'), cell: (one) => one.staffName },
      ]}
    />
  );
}
