import type { PageContext, RefusedState } from '../page.ts';
import { isUnder, paths } from '../paths.ts';
import { page } from './layout.tsx';
import { WaysToPayUntilThen } from './ways-to-pay.tsx';

const statusOf = {
  'form-token': 403,
  'not-permitted': 403,
  'not-ours': 404,
  'not-found': 404,
  'not-open': 403,
  insecure: 403,
  'too-many': 429,
  malformed: 400,
  slow: 408,
  'too-long': 413,
  'too-large': 413,
  unavailable: 503,
  'hours-away': 503,
  error: 500,
} as const satisfies Record<RefusedState, number>;

/** What makes the portal unavailable is over sooner than that, or somebody is at work on it. */
const retryUnavailableSeconds = 30;

/** A request that cannot be served has a page that says why and what to do; never a stack trace. */
export function refusedPage(
  c: PageContext,
  state: RefusedState,
  detail: { readonly retryAfter?: Temporal.Duration } = {},
): Response | Promise<Response> {
  const { t, deps, requestId } = c.var;
  const phone = deps.utility.contact.billing_phone;
  const minutes = Math.max(1, Math.ceil(detail.retryAfter?.total('minutes') ?? 15));
  if (state === 'too-many') c.header('Retry-After', String(minutes * 60));
  if (statusOf[state] === 503) c.header('Retry-After', String(retryUnavailableSeconds));
  const said = {
    'form-token': [t('page.forbidden.title'), t('page.forbidden.body')],
    'not-permitted': [t('page.not-permitted.title'), t('page.not-permitted.body')],
    'not-ours': [t('page.not-ours.title'), t('page.not-ours.body')],
    'not-found': [t('page.not-found.title'), t('page.not-found.body')],
    'not-open': [
      t(isUnder(paths.guestPay, c.req.path) ? 'page.not-open.pay-title' : 'page.not-open.title'),
      t('page.not-open.body', { date: t.moment(deps.utility.cutOver) }),
    ],
    insecure: [t('page.insecure.title'), t('page.insecure.body')],
    'too-many': [t('page.too-many.title'), t('page.too-many.body', { minutes, phone })],
    malformed: [t('page.malformed.title'), t('page.malformed.body')],
    slow: [t('page.slow.title'), t('page.slow.body')],
    'too-long': [t('page.too-long.title'), t('page.too-long.body')],
    'too-large': [
      t('page.too-large.title'),
      t(isUnder(paths.console.home, c.req.path) ? 'page.upload-too-large.body' : 'page.too-large.body'),
    ],
    unavailable: [t('page.unavailable.title'), t('page.unavailable.body', { phone })],
    'hours-away': [
      t('page.hours-away.title'),
      isUnder(paths.console.home, c.req.path)
        ? t('page.hours-away.console-body')
        : t('page.hours-away.body', { phone }),
    ],
    error: [t('page.error.title'), t('page.error.body', { phone, request: requestId })],
  } as const satisfies Record<RefusedState, readonly [string, string]>;
  const [title, body] = said[state];
  const inConsole = isUnder(paths.console.home, c.req.path);
  return page(
    c,
    { title, status: statusOf[state], realm: inConsole ? 'console' : 'portal' },
    <>
      <h1>{title}</h1>
      <p class="usa-intro">{body}</p>
      {state === 'not-open' && <WaysToPayUntilThen c={c} />}
      <p>
        <a href={inConsole ? paths.console.home : paths.home}>{t('page.not-found.home')}</a>
      </p>
    </>,
  );
}
