import type { TimelineEntry } from '../../../../usecases/accounts/index.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import type { AccountProps } from '../../account-props.ts';
import { may } from '../../request.ts';

/** One thing that happened: what, more of it, when, and who of the staff did it. */
export function TimelineItem({ c, view, entry }: AccountProps & { readonly entry: TimelineEntry }) {
  const { t, deps } = c.var;
  const { title, more } = wordsOf(c, entry);
  const href = hrefOf(c, view.number, entry);
  // A bill is issued on a day, at no hour.
  const when =
    entry.kind === 'bill'
      ? t.listDate(entry.at.toZonedDateTimeISO(deps.utility.time_zone).toPlainDate())
      : t.stamp(entry.at);
  return (
    <li class={`c-timeline__${entry.kind}`}>
      <p class="c-timeline__what">
        {href === undefined ? title : <a href={href}>{title}</a>}
        {entry.amount !== undefined && <span class="c-timeline__amount">{t.money(entry.amount)}</span>}
      </p>
      {more !== '' && <p class="c-timeline__more">{more}</p>}
      <p class="c-timeline__when">
        <time datetime={entry.at.toString()}>{when}</time>
        {entry.by !== undefined && ` · ${byOf(c, entry.by)}`}
      </p>
    </li>
  );
}

const byOf = (c: PageContext, by: string): string =>
  by.startsWith('@') ? c.var.t.maybe(`console.actor.${by.slice(1)}`) : by;

function wordsOf(c: PageContext, { kind, what, text, ref }: TimelineEntry): { title: string; more: string } {
  const { t } = c.var;
  switch (kind) {
    case 'bill':
      return {
        title: t(what === 'cancelled' ? 'console.timeline.bill-cancelled' : 'console.timeline.bill', { bill: ref }),
        more: t('console.timeline.due', { date: t.listDate(Temporal.PlainDate.from(text)) }),
      };
    case 'payment':
      return {
        title: t('console.timeline.payment', { state: t.maybe(`console.payment-state.${what}`) }),
        more: `${t.maybe(`console.payment-channel.${text}`)} · ${ref}`,
      };
    case 'notice': {
      const [channel = '', ...subject] = text.split(' ');
      return {
        title: subject.join(' '),
        more: `${t.maybe(`console.channel.${channel}`)} · ${t.maybe(`console.notice-state.${what}`)}`,
      };
    }
    case 'contact':
      return { title: t('console.timeline.contact', { channel: t.maybe(`console.channel.${what}`) }), more: text };
    case 'leak':
      return { title: t.maybe(`alerts.kind.${what}`), more: '' };
    case 'note':
      return { title: t('console.timeline.note'), more: text };
    case 'event': {
      const [answer = '', ...reference] = text.split(' ');
      const entered = reference.join(' ');
      return {
        title: t.maybe(`audit.${what}`),
        more: [
          ...(answer === '' ? [] : [t.maybe(`console.timeline.answer.${answer}`)]),
          ...(entered === '' ? [] : [t('console.credit-entered', { reference: entered })]),
        ].join(' · '),
      };
    }
  }
}

function hrefOf(c: PageContext, account: string, { kind, ref }: TimelineEntry): string | undefined {
  const { console: at } = paths;
  if (kind === 'bill') return may(c, 'bill.view') ? at.bill(account, ref) : undefined;
  if (kind === 'leak') return may(c, 'leak.view') ? at.leak(ref) : undefined;
  if (kind === 'payment') return at.accountBills(account);
  return undefined;
}
