import type { Child } from 'hono/jsx';
import { cents, type Language } from '../../../domain/kernel/index.ts';
import { readTypedAmount, returnReasons } from '../../../domain/payments/index.ts';
import { sentFields } from '../../../web/body/sent-fields.ts';
import { Icon } from '../../../web/components/icon.tsx';
import { Table } from '../../../web/components/table.tsx';
import type { PageContext } from '../../../web/page.ts';
import { paths } from '../../../web/paths.ts';
import {
  findCharge,
  type Happening,
  happenToCharge,
  newestCharges,
  type Sandbox,
  type SandboxCharge,
} from '../../usecases/sandbox-processor/index.ts';
import { frame } from './frame.tsx';

/** The processor's dashboard as its merchant would see it: the newest charges. */
export async function chargesPage(c: PageContext, sandbox: Sandbox | undefined): Promise<Response> {
  if (sandbox === undefined) return c.var.refuse('not-found');
  const { t } = c.var;
  const charges = await newestCharges(sandbox.db, 100);
  const title = t('sandbox.charges');
  return frame(
    c,
    { language: t.language, title, status: 200 },
    <>
      <h1>{title}</h1>
      <p>{t('sandbox.charges.intro')}</p>
      <Table
        caption={title}
        isCaptionHidden
        empty={t('sandbox.charges.none')}
        rows={charges}
        columns={[
          {
            heading: t('sandbox.charge.reference'),
            cell: ({ reference }) => <a href={paths.sandboxCharge(reference)}>{reference}</a>,
          },
          { heading: t('sandbox.charge.at'), cell: ({ at }) => t.moment(at) },
          { heading: t('sandbox.charge.state'), cell: ({ state }) => t(`sandbox.state.${state}`) },
          { heading: t('sandbox.charge.refunded'), numeric: true, cell: ({ refunded }) => t.money(refunded) },
          { heading: t('sandbox.charge.amount'), numeric: true, cell: ({ amount }) => t.money(amount) },
        ]}
      />
    </>,
  );
}

/** One charge, and everything that can happen to it now. */
export async function chargePage(c: PageContext, sandbox: Sandbox | undefined): Promise<Response> {
  const charge = sandbox && (await findCharge(sandbox.db, c.req.param('payment') ?? ''));
  return charge === undefined ? c.var.refuse('not-found') : chargeView(c, charge);
}

export async function postCharge(c: PageContext, sandbox: Sandbox | undefined): Promise<Response> {
  const reference = c.req.param('payment') ?? '';
  const charge = sandbox && (await findCharge(sandbox.db, reference));
  if (sandbox === undefined || charge === undefined) return c.var.refuse('not-found');
  const body = sentFields(c);
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  const happening = happeningOf(text, c.var.t.language);
  const happened =
    happening !== undefined &&
    (await happenToCharge(sandbox, reference, { happening, now: c.var.now, isLost: text('lost') === 'yes' }));
  if (happened === false || !happened.ok) return chargeView(c, charge, true);
  return c.redirect(paths.sandboxCharge(reference), 303);
}

function happeningOf(text: (name: string) => string, language: Language): Happening | undefined {
  const kind = text('kind');
  switch (kind) {
    case 'refund': {
      const amount = readTypedAmount(text('amount'), language);
      return amount.ok ? { kind, amount: amount.value } : undefined;
    }
    case 'return':
      return returnReasons[text('code')] === undefined ? undefined : { kind, code: text('code') };
    case 'reinstate':
    case 'refund-fails':
    case 'inquiry':
    case 'dispute':
    case 'close-inquiry':
    case 'win':
    case 'lose':
      return { kind };
    default:
      return undefined;
  }
}

/** What stands against nothing now; the sandbox decides again when it is sent. */
function possible(charge: SandboxCharge): readonly Happening['kind'][] {
  const { state, dispute, refunded } = charge;
  const ofRefund = refunded > 0 ? (['refund-fails'] as const) : [];
  if (state === 'returned') return ['reinstate'];
  if (state === 'refunded') return ofRefund;
  if (state !== 'succeeded') return [];
  if (dispute?.state === 'needs-response') return ['win', 'lose', 'refund', ...ofRefund];
  if (dispute?.state === 'inquiry') return ['dispute', 'close-inquiry', 'refund', ...ofRefund];
  return [...(dispute === undefined ? (['dispute', 'inquiry'] as const) : []), 'return', 'refund', ...ofRefund];
}

function chargeView(c: PageContext, charge: SandboxCharge, isRefused = false): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('sandbox.charge', { reference: charge.reference });
  const left = cents(charge.amount - charge.refunded);
  return frame(
    c,
    { language: t.language, title, status: isRefused ? 422 : 200 },
    <>
      <p>
        <a href={paths.sandboxCharges}>
          <Icon name="back" /> {t('sandbox.back-to-charges')}
        </a>
      </p>
      <h1>{title}</h1>
      {isRefused && (
        <p class="sandbox-error" role="alert">
          {t('problem.sandbox-processor.not-possible')}
        </p>
      )}
      <ul>
        <li>
          {t('sandbox.charge.amount')}: {t.money(charge.amount)}
        </li>
        <li>
          {t('sandbox.charge.state')}: {t(`sandbox.state.${charge.state}`)}
          {charge.code !== undefined && ` (${charge.code})`}
        </li>
        <li>
          {t('sandbox.charge.refunded')}: {t.money(charge.refunded)}
        </li>
        {charge.dispute !== undefined && (
          <li>
            {t('sandbox.charge.dispute')}: {t(`console.dispute-state.${charge.dispute.state}`)}
          </li>
        )}
      </ul>
      {possible(charge).map((kind) => (
        <HappeningForm c={c} charge={charge} kind={kind}>
          {kind === 'refund' && (
            <p>
              <label for="amount">{t('sandbox.happen.refund-amount')}</label>
              <input id="amount" name="amount" type="text" inputmode="decimal" value={(left / 100).toFixed(2)} />
            </p>
          )}
          {kind === 'return' && (
            <p>
              <label for="code">{t('sandbox.happen.return-code')}</label>
              <select id="code" name="code">
                {Object.keys(returnReasons)
                  .filter((code) => /^R\d\d$/.test(code))
                  .map((code) => (
                    <option value={code}>{code}</option>
                  ))}
              </select>
            </p>
          )}
        </HappeningForm>
      ))}
    </>,
  );
}

function HappeningForm(props: { c: PageContext; charge: SandboxCharge; kind: Happening['kind']; children: Child }) {
  const { c, charge, kind } = props;
  const { t } = c.var;
  return (
    <form method="post" action={paths.sandboxCharge(charge.reference)} class="sandbox-form">
      <input type="hidden" name="form_token" value={c.var.csrf} />
      <input type="hidden" name="kind" value={kind} />
      {props.children}
      <p>
        <input type="checkbox" id={`lost-${kind}`} name="lost" value="yes" />{' '}
        <label for={`lost-${kind}`}>{t('sandbox.happen.lost')}</label>
      </p>
      <button type="submit">{t(`sandbox.happen.${kind}`)}</button>
    </form>
  );
}
