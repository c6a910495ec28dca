import { cents, type Problem } from '../../../../domain/kernel/index.ts';
import {
  answerCorrection,
  type BillCorrection,
  type CorrectionKind,
  findCorrection,
  listCorrections,
} from '../../../../usecases/billing/index.ts';
import { Choices } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { idOf, may } from '../../request.ts';
import { differenceText, periodText } from '../correction-words.ts';

interface Tried {
  readonly answer?: string;
  readonly reason?: string;
  readonly problems?: readonly Problem[];
}

const kinds = ['rebill', 'carry', 'stand'] as const satisfies readonly CorrectionKind[];

/** One bill: what was billed, what the hours say now, what can be done, and what was. */
export async function billCorrectionPage(c: PageContext, tried: Tried = {}): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const found = id === undefined ? undefined : await findCorrection(deps.db, id);
  if (found === undefined) return c.var.refuse('not-found');
  const { problems = [] } = tried;
  const title = t('console.corrections.of-bill', { bill: found.number });
  return formPage(
    c,
    { title, back: { href: paths.console.billCorrections, text: t('console.corrections.title') }, problems },
    <>
      <p class="usa-intro">
        {t('console.corrections.said', {
          billed: found.billedGallons,
          now: found.billedGallons + found.difference.gallons,
          difference: differenceText(t, found.difference),
        })}
      </p>
      {found.state !== 'waits' && may(c, 'bill-correction.answer') && (
        <NextCase
          c={c}
          queue={paths.console.billCorrections}
          next={async () => {
            const [first] = (await listCorrections(deps.db, { waits: true, limit: 1 })).rows;
            return first && paths.console.billCorrection(`${first.billId}`);
          }}
        />
      )}
      <Facts c={c} found={found} />
      {found.state === 'waits' && may(c, 'bill-correction.answer') && <Answer c={c} found={found} tried={tried} />}
      <Decisions c={c} found={found} />
    </>,
  );
}

function Facts({ c, found }: { c: PageContext; found: BillCorrection }) {
  const { t } = c.var;
  return (
    <SummaryList
      rows={[
        { term: t('console.state'), value: t(`console.corrections.state.${found.state}`), strong: true },
        {
          term: t('console.account'),
          value: (
            <>
              <a href={paths.console.account(found.account)}>{found.account}</a> {found.customerName}
            </>
          ),
        },
        {
          term: t('console.corrections.bill'),
          value: <a href={paths.console.bill(found.account, found.number)}>{found.number}</a>,
        },
        { term: t('console.corrections.period'), value: periodText(t, found) },
        ...found.meters.map((serial) => ({
          term: t('console.meter'),
          value: <a href={`${paths.console.readsExceptions}?meter=${encodeURIComponent(serial)}`}>{serial}</a>,
        })),
        { term: t('console.validation.found'), value: t.stamp(found.foundAt) },
      ]}
    />
  );
}

function Answer({ c, found, tried }: { c: PageContext; found: BillCorrection; tried: Tried }) {
  const { t } = c.var;
  const { problems = [] } = tried;
  return (
    <>
      {found.hasLater && <p>{t('console.corrections.has-later')}</p>}
      <ReasonForm
        c={c}
        action={paths.console.billCorrection(`${found.billId}`)}
        button={t('console.corrections.send')}
        hint={t('console.corrections.reason-hint')}
        reason={tried.reason}
        problems={problems}
      >
        <input type="hidden" name="gallons" value={`${found.difference.gallons}`} />
        <input type="hidden" name="amount" value={`${found.difference.amount}`} />
        <Choices
          c={c}
          name="answer"
          legend={t('console.corrections.answer')}
          value={tried.answer ?? ''}
          problems={problems}
          choices={kinds
            .filter((kind) => kind !== 'rebill' || !found.hasLater)
            .map((kind) => ({
              value: kind,
              label: t(`console.corrections.do.${kind}`),
              hint: t(`console.corrections.do.${kind}-hint`),
            }))}
        />
      </ReasonForm>
    </>
  );
}

function Decisions({ c, found: { account, decisions } }: { c: PageContext; found: BillCorrection }) {
  const { t } = c.var;
  if (decisions.length === 0) return null;
  return (
    <>
      <h2>{t('console.validation.decisions')}</h2>
      <ul class="usa-list">
        {decisions.map((one) => (
          <li>
            <strong>{t(`console.corrections.did.${one.kind}`)}</strong> · {differenceText(t, one.difference)} ·{' '}
            {one.staffName} · {t.stamp(one.at)}
            <br />
            {one.reason}
            {one.rebilled !== undefined && (
              <>
                <br />
                <a href={paths.console.bill(account, one.rebilled)}>
                  {t('console.corrections.rebilled', { bill: one.rebilled })}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export async function postBillCorrection(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const id = idOf(c);
  if (id === undefined || staff === undefined) return c.var.refuse('not-found');
  const sent = readForm(c, ['answer', 'reason', 'gallons', 'amount']);
  const tried = { answer: sent.answer, reason: sent.reason.trim() };
  const kind = kinds.find((one) => one === sent.answer);
  const seen = [sent.gallons, sent.amount].map((text) => (/^-?\d{1,12}$/.test(text) ? Number(text) : Number.NaN));
  if (kind === undefined) {
    return billCorrectionPage(c, {
      ...tried,
      problems: [{ code: 'billing.correction-answer-missing', field: 'answer' }],
    });
  }
  const done = await answerCorrection(
    deps.db,
    { utility: deps.utility, rates: deps.rates },
    {
      ...{ billId: id, kind, reason: tried.reason },
      seen: { gallons: seen[0] ?? 0, amount: cents(seen[1] ?? 0) },
      by: { staffId: staff.id, role: staff.role, now, address },
    },
  );
  if (!done.ok) return billCorrectionPage(c, { ...tried, problems: [done.problem] });
  return c.redirect(paths.console.billCorrection(`${id}`), 303);
}
