import type { AccountMessages, AccountPeople, BillsAndPayments } from '../../../usecases/accounts/index.ts';
import { outreachChannels } from '../../../usecases/transition/index.ts';
import { StandingTag } from '../../components/bill/bill-standing.tsx';
import { Button, Choices, Field, Form } from '../../components/form.tsx';
import { Table } from '../../components/table.tsx';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import type { AccountProps } from '../account-props.ts';
import { may } from '../request.ts';

export function Bills({ c, view, papers }: AccountProps & { readonly papers: BillsAndPayments }) {
  const { t } = c.var;
  const number = view.number;
  const mayOpen = may(c, 'bill.view');
  return (
    <Table
      caption={t('console.bills')}
      empty={t('console.bills.none')}
      rows={papers.bills}
      columns={[
        {
          heading: t('console.bill'),
          cell: (bill) => (mayOpen ? <a href={paths.console.bill(number, bill.number)}>{bill.number}</a> : bill.number),
        },
        {
          heading: t('console.bill-state'),
          cell: (bill) => <StandingTag c={c} standing={papers.billStandings.get(bill.number)} isInTable />,
        },
        { heading: t('console.issued-on'), cell: (bill) => t.listDate(bill.issuedOn) },
        { heading: t('console.due-on'), cell: (bill) => t.listDate(bill.dueOn) },
        { heading: t('console.gallons'), cell: (bill) => t.number(bill.usageGallons), numeric: true },
        { heading: t('console.new-charges'), cell: (bill) => t.money(bill.newCharges), numeric: true },
        { heading: t('console.amount-due'), cell: (bill) => t.money(bill.amountDue), numeric: true },
        { heading: t('console.delivery'), cell: (bill) => t.maybe(`console.delivery.${bill.delivery ?? 'paper'}`) },
        {
          heading: t('console.pdf'),
          cell: (bill) =>
            bill.state === 'cancelled' ? (
              <span class="c-tag c-tag--bad">{t('console.cancelled')}</span>
            ) : mayOpen ? (
              <a
                href={paths.console.billPdf(number, bill.number)}
                aria-label={t('console.pdf-of', { bill: bill.number })}
              >
                PDF
              </a>
            ) : (
              '—'
            ),
        },
      ]}
    />
  );
}

export function Payments({ c, papers }: { c: PageContext; papers: BillsAndPayments }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.payments')}
      empty={t('console.payments.none')}
      rows={papers.payments}
      columns={[
        { heading: t('console.date'), cell: (payment) => t.stamp(payment.at) },
        { heading: t('console.receipt'), cell: (payment) => payment.reference },
        { heading: t('console.channel'), cell: (payment) => t.maybe(`console.payment-channel.${payment.channel}`) },
        { heading: t('console.state'), cell: (payment) => t.maybe(`console.payment-state.${payment.state}`) },
        { heading: t('console.amount'), cell: (payment) => t.money(payment.amount), numeric: true },
      ]}
    />
  );
}

/** What was tried to reach them about the move, and a form to write down the next attempt. */
export function OutreachLog({ c, view, messages }: AccountProps & { readonly messages: AccountMessages }) {
  const { t } = c.var;
  const number = view.number;
  return (
    <>
      <h2 id="outreach">{t('console.outreach.title')}</h2>
      <Table
        caption={t('console.outreach.log')}
        empty={t('console.outreach.none')}
        rows={messages.outreach}
        columns={[
          { heading: t('console.date'), cell: (one) => t.stamp(one.at) },
          { heading: t('console.channel'), cell: (one) => t.maybe(`console.channel.${one.channel}`) },
          { heading: t('console.by'), cell: (one) => messages.staff.get(one.staffId ?? '') ?? t('console.by.system') },
          { heading: t('console.note'), cell: (one) => one.note ?? '—' },
        ]}
      />
      {may(c, 'outreach.record') && (
        <>
          <p>
            <a href={paths.console.reminder(number)}>{t('console.reminder.send')}</a>
          </p>
          <details>
            <summary>{t('console.outreach.record')}</summary>
            <Form c={c} action={paths.console.outreach(number)}>
              <Choices
                c={c}
                name="channel"
                legend={t('console.outreach.how')}
                value="phone"
                choices={outreachChannels.map((channel) => ({
                  value: channel,
                  label: t(`console.channel.${channel}`),
                }))}
              />
              <Field
                c={c}
                name="note"
                label={t('console.note')}
                hint={t('console.note.hint')}
                autocomplete="off"
                optional
              />
              <Button text={t('console.outreach.save')} />
            </Form>
          </details>
        </>
      )}
    </>
  );
}

export function Notices({ c, messages }: { c: PageContext; messages: AccountMessages }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.notices')}
      empty={t('console.notices.none')}
      rows={messages.notices}
      columns={[
        { heading: t('console.date'), cell: (notice) => t.stamp(notice.at) },
        { heading: t('console.subject'), cell: (notice) => notice.subject || notice.event },
        { heading: t('console.channel'), cell: (notice) => t.maybe(`console.channel.${notice.channel}`) },
        { heading: t('console.state'), cell: (notice) => t.maybe(`console.notice-state.${notice.state}`) },
      ]}
    />
  );
}

/** Who reaches the account in the portal; on the telephone, an access that the customer says is not theirs is closed. */
export function People({ c, view, people }: AccountProps & { readonly people: AccountPeople }) {
  const { t } = c.var;
  const number = view.number;
  return (
    <Table
      caption={t('console.people')}
      empty={t('console.people.none')}
      rows={people.people}
      columns={[
        { heading: t('console.email'), cell: (person) => person.email ?? t('console.people.no-email') },
        { heading: t('console.objection.role'), cell: (person) => t(`console.people.role.${person.role}`) },
        { heading: t('console.objection.proof'), cell: (person) => t(`console.people.proof.${person.provenBy}`) },
        { heading: t('console.objection.since'), cell: (person) => t.stamp(person.since) },
        {
          heading: t('console.state'),
          cell: ({ accessId, objectionId, isClosed }) =>
            objectionId !== undefined && may(c, 'access-objection.view') ? (
              <a href={paths.console.objection(String(objectionId))}>{t('console.people.closed')}</a>
            ) : (
              <>
                {t(isClosed ? 'console.people.closed' : 'console.people.works')}
                {!isClosed && may(c, 'access-objection.take') && (
                  <>
                    <br />
                    <a href={paths.console.accessObjection(number, String(accessId))}>
                      {t('console.people.not-theirs')}
                    </a>
                  </>
                )}
              </>
            ),
        },
      ]}
    />
  );
}

/** Who did or saw what, staff included: the customer sees the same. */
export function AccessLog({ c, people }: { c: PageContext; people: AccountPeople }) {
  const { t } = c.var;
  return (
    <Table
      caption={t('console.access-log')}
      empty={t('console.access-log.none')}
      rows={folded(c, people)}
      columns={[
        { heading: t('console.date'), cell: ({ at }) => at },
        { heading: t('console.by'), cell: ({ by }) => by },
        {
          heading: t('console.access-log.what'),
          cell: ({ what, count }) => (count === 1 ? what : t('console.access-log.times', { what, count })),
        },
      ]}
    />
  );
}

interface FoldedEvent {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly count: number;
}

/** Who leafs through the tabs of an account looks at it ten times a minute: that is one line. */
function folded(c: PageContext, people: AccountPeople): readonly FoldedEvent[] {
  const { t } = c.var;
  const lines: FoldedEvent[] = [];
  for (const { at, actorId, actorKind, action } of people.events) {
    const by = people.staff.get(actorId ?? '') ?? t.maybe(`console.actor.${actorKind}`);
    const line = { at: t.stamp(at), by, what: t.maybe(`audit.${action}`), count: 1 };
    const last = lines.at(-1);
    const isAgain = last?.at === line.at && last.by === by && last.what === line.what;
    if (isAgain) lines[lines.length - 1] = { ...line, count: last.count + 1 };
    else lines.push(line);
  }
  return lines;
}
