import { hoursToTakeBack } from '../../../domain/accounts/index.ts';
import { askedFacts } from '../../../domain/billing/index.ts';
import { isOnOrAfter } from '../../../domain/kernel/index.ts';
import { returnReason } from '../../../domain/payments/index.ts';
import type { AccountOverview } from '../../../usecases/accounts/index.ts';
import { SummaryList } from '../../components/summary-list.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { AccountProps } from '../account-props.ts';
import { rateName } from '../rate-words.ts';
import { may } from '../request.ts';

/** Who they are and how to reach them. */
export function CustomerCard({ c, view }: AccountProps) {
  const { t } = c.var;
  const { customer } = view;
  return (
    <li class="c-card">
      <h2>{t('console.customer')}</h2>
      <SummaryList
        rows={[
          { term: t('console.phone'), value: customer.phone ?? '—' },
          { term: t('console.email'), value: customer.email ?? '—' },
          { term: t('console.filter.language'), value: t.languageName(customer.language) },
          { term: t('console.mailing'), value: <Lines lines={customer.mailing} /> },
        ]}
      />
      {may(c, 'customer.change') && (
        <p>
          <a href={paths.console.customerChange(view.number)}>{t('console.customer-change.title')}</a>
        </p>
      )}
    </li>
  );
}

/** The class, and the zone where the class's rates ask for one. */
const classWords = (c: PageContext, point: { readonly rateClass: string; readonly elevationZone: string }): string =>
  [
    rateName(c, point.rateClass),
    ...(askedFacts(c.var.deps.rates, [point.rateClass]).has('elevation_zone') ? [point.elevationZone] : []),
  ].join(' · ');

/** Where water is served, and by which meter. */
export function ServiceCard({ c, view }: AccountProps) {
  const { t } = c.var;
  return (
    <section class="c-card c-account__service">
      <h2>{t('console.service')}</h2>
      <SummaryList
        rows={[
          {
            term: t('console.premise'),
            value: (
              <a href={paths.console.premise(view.premiseNumber)}>
                <Lines lines={view.servedAt} />
              </a>
            ),
          },
          { term: t('console.opened-on'), value: t.listDate(view.openedOn) },
          { term: t('console.cycle'), value: view.billingCycle },
          ...view.servicePoints.flatMap((point) => [
            { term: t('console.rate-class'), value: classWords(c, point) },
            {
              term: t('console.meter'),
              value: point.meterSerial === undefined ? '—' : `${point.meterSerial} (${point.meterSize})`,
            },
            ...(point.meterSerial === undefined || !may(c, 'reads.view')
              ? []
              : [
                  {
                    term: t('console.validation.title'),
                    value: (
                      <a href={`${paths.console.readsExceptions}?${new URLSearchParams({ meter: point.meterSerial })}`}>
                        {t('console.validation.of-meter', { serial: point.meterSerial })}
                      </a>
                    ),
                  },
                ]),
            ...(point.lastReadOn === undefined || point.lastCount === undefined
              ? []
              : [
                  {
                    term: t('console.last-read'),
                    value: `${t.number(point.lastCount)} ${point.unit ?? ''} · ${t.listDate(point.lastReadOn)}`,
                  },
                ]),
          ]),
        ]}
      />
      {may(c, 'rate-fact.say') && (
        <p>
          <a href={paths.console.rateFacts(view.number)}>{t('console.rate-facts.title')}</a>
        </p>
      )}
      {may(c, 'meter.exchange') && view.servicePoints.some(({ meterSerial }) => meterSerial !== undefined) && (
        <p>
          <a href={paths.console.meterExchange(view.number)}>{t('console.meter-exchange.title')}</a>
        </p>
      )}
      {may(c, 'service.end') && (
        <p>
          <a href={paths.console.serviceEnd(view.number)}>
            {t(view.closedOn === undefined ? 'console.service-end.title' : 'console.service-end.back-title')}
          </a>
        </p>
      )}
      {may(c, 'service.transfer') && (
        <p>
          <a href={paths.console.transfer(view.number)}>{t('console.transfer.title')}</a>
        </p>
      )}
      {may(c, 'service.begin') && wasOpenedLately(c, view) && (
        <p>
          <a href={paths.console.moveInBack(view.number)}>{t('console.move-in-back.title')}</a>
        </p>
      )}
      {may(c, 'balance.move') && view.closedOn !== undefined && view.standing.balance !== 0 && (
        <p>
          <a href={paths.console.balanceMove(view.number)}>{t('console.balance-move.title')}</a>
        </p>
      )}
    </section>
  );
}

/** Only what was entered in the last hours can be taken back. */
const wasOpenedLately = (c: PageContext, { createdAt, closedOn }: AccountProps['view']): boolean =>
  closedOn === undefined && isOnOrAfter(createdAt.add({ hours: hoursToTakeBack }), c.var.now);

/** Autopay as it stands. Read-only: nobody enrols for somebody else (T7). */
export function autopayText(c: PageContext, { autopay }: AccountOverview): string {
  const { t } = c.var;
  if (autopay === undefined) return t('console.off');
  return autopay.paused === undefined
    ? t('console.autopay.on', { date: t.date(autopay.firstDueOn), days: autopay.daysBeforeDue })
    : t('console.autopay.paused', {
        date: t.moment(autopay.paused.at),
        why: t(`autopay.why.${returnReason(autopay.paused.code).why}`),
      });
}

/** How bills are sent; where an email was refused, which. */
export function ebillText(c: PageContext, { ebill, ebillRefused }: AccountOverview): string {
  const { t } = c.var;
  if (ebill !== undefined) {
    return t(ebill.verified ? 'console.ebill.on' : 'console.ebill.unverified', { email: ebill.email });
  }
  return ebillRefused === undefined ? t('console.ebill.paper') : t('console.ebill.refused', { email: ebillRefused });
}

/** Autopay and e-bill, and that only the customer can change them. */
export function EnrolmentCard({ c, view }: AccountProps) {
  const { t, deps } = c.var;
  return (
    <li class="c-card">
      <h2>{t('console.enrolment')}</h2>
      <SummaryList
        rows={[
          { term: t('console.autopay'), value: autopayText(c, view) },
          { term: t('console.ebill'), value: ebillText(c, view) },
        ]}
      />
      <p class="usa-hint">{t('console.enrolment.only-customer', { address: deps.utility.official_address })}</p>
    </li>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, position) => (
        <>
          {position > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
