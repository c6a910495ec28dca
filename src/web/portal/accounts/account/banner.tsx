import type { Child } from 'hono/jsx';
import { cents, present } from '../../../../domain/kernel/index.ts';
import type { MoveChange } from '../../../../domain/transition/index.ts';
import type { AccountHome } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';

/** Something that is wrong or that changed, with the one thing to do about it. */
interface Notice {
  readonly kind: 'error' | 'warning' | 'info';
  readonly heading: string;
  readonly says?: string;
  readonly action?: { readonly href: string; readonly text: string };
}

interface BannerProps {
  readonly c: PageContext;
  readonly home: AccountHome;
  readonly number: string;
  /** What the move changed is for those who can set it again. */
  readonly mayManage: boolean;
}

/** The most urgent of what is wrong, and the others behind it. */
export function Banner(props: BannerProps) {
  const { t } = props.c.var;
  const [first, ...others] = noticesOf(props);
  if (first === undefined) return null;
  return (
    <section class={`usa-alert usa-alert--${first.kind} c-banner`} aria-label={t('home.banner')}>
      <Said notice={first} />
      {others.length > 0 && (
        <details class="c-why">
          <summary>{t('home.banner-more', { count: others.length })}</summary>
          {others.map((notice) => (
            <Said notice={notice} />
          ))}
        </details>
      )}
    </section>
  );
}

function Said({ notice: { heading, says, action } }: { notice: Notice }): Child {
  return (
    <>
      <h2 class="usa-alert__heading">{heading}</h2>
      {says !== undefined && <p>{says}</p>}
      {action !== undefined && (
        <p>
          <a href={action.href}>{action.text}</a>
        </p>
      )}
    </>
  );
}

const urgency = { error: 0, warning: 1, info: 2 } as const;

function noticesOf({ c, home, number, mayManage }: BannerProps): readonly Notice[] {
  const { t } = c.var;
  const { leak, asking, changes } = home;
  const notices: Notice[] = [
    ...(leak === undefined
      ? []
      : [
          {
            kind: leak.kind === 'burst' ? ('error' as const) : ('warning' as const),
            heading: t(`alerts.kind.${leak.kind}`),
            says: t(leak.kind === 'hose' ? 'home.hose' : 'home.leak', { moment: t.moment(leak.began) }),
            action: {
              href: paths.alert(number, String(leak.alertId)),
              text: t(leak.kind === 'hose' ? 'home.hose-link' : 'home.leak-link'),
            },
          },
        ]),
    ...(mayManage ? changes.map((change) => ofChange(c, change, number)) : []),
    ...(asking === 0
      ? []
      : [
          {
            kind: 'info' as const,
            heading: t('people.home.title'),
            action: { href: paths.people(number), text: t('people.home.link', { count: asking }) },
          },
        ]),
  ];
  return notices.toSorted((a, b) => urgency[a.kind] - urgency[b.kind]);
}

const urgentChanges: ReadonlySet<MoveChange['kind']> = new Set([
  'autopay-lapsed',
  'autopay-too-late',
  'autopay-starts-later',
  'last-draft-missing',
  'last-draft-short',
]);

/** One thing that the move changed for this account, with what to do and until when. */
function ofChange(c: PageContext, change: MoveChange, number: string): Notice {
  const { t } = c.var;
  const startAutopay = { href: paths.autopay(number), text: t('home.autopay-start') };
  const pay = { href: paths.pay(number), text: t('home.pay') };
  const action = {
    'autopay-will-lapse': undefined,
    'autopay-lapsed': startAutopay,
    'autopay-too-late': pay,
    'autopay-lapsed-nothing-owed': startAutopay,
    'autopay-starts-later': pay,
    'last-draft-ran': undefined,
    'last-draft-missing': pay,
    'last-draft-short': pay,
    'ebill-will-lapse': undefined,
    'ebill-lapsed': { href: paths.ebill(number), text: t('home.ebill-start') },
    'ebill-unverified': { href: paths.ebill(number), text: t('home.ebill-change') },
  }[change.kind];
  return {
    kind: urgentChanges.has(change.kind) ? 'warning' : 'info',
    heading: t(`move.${change.kind}.title`),
    says: t(`move.${change.kind}`, valuesOf(c, change)),
    ...present({ action }),
  };
}

/** The dates, deadlines and amounts of a change, as its sentence writes them. */
function valuesOf(c: PageContext, change: MoveChange): Record<string, string> {
  const { t } = c.var;
  return Object.fromEntries(
    Object.entries(change).flatMap(([name, value]): [string, string][] => {
      if (value instanceof Temporal.PlainDate) return [[name, t.date(value)]];
      if (value instanceof Temporal.Instant) return [[name, t.deadline(value)]];
      return typeof value === 'number' ? [[name, t.money(cents(value))]] : [];
    }),
  );
}
