import { type Cents, type Problem, sumCents } from '../../../../domain/kernel/index.ts';
import { type BillThatDiffers, billThatDiffers, explainDifference } from '../../../../usecases/exchange/index.ts';
import { Button, Field, Form } from '../../../components/form.tsx';
import { Select } from '../../../components/select.tsx';
import { Table } from '../../../components/table.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { clerkOf, idOf, may } from '../../request.ts';
import { reasonText, serviceText, whyText } from '../difference-words.ts';

interface Tried {
  readonly reason: string;
  readonly note: string;
  readonly problems: readonly Problem[];
}

/** A bill of the billing system beside what our rates make of it, and why they differ. */
export async function differencePage(
  c: PageContext,
  tried: Tried = { reason: '', note: '', problems: [] },
): Promise<Response> {
  const { t, deps } = c.var;
  const id = idOf(c);
  const found = id === undefined ? undefined : await billThatDiffers(deps.db, id);
  const [first] = found?.differences ?? [];
  if (id === undefined || found === undefined || first === undefined) return c.var.refuse('not-found');
  const { bill, account } = first;
  return formPage(
    c,
    {
      title: t('console.differences.bill', { bill }),
      back: { href: paths.console.shadowDifferences, text: t('console.differences.title') },
      problems: tried.problems,
      width: 'wide',
    },
    <>
      <p>
        <a href={paths.console.bill(account, bill)}>
          {t('console.shadow.bill')} {bill}
        </a>{' '}
        · <a href={paths.console.account(account)}>{account}</a> · {t.date(first.issuedOn)}
      </p>
      <SideBySide c={c} found={found} />
      <h2>{t('console.differences.notes')}</h2>
      <Table
        caption={t('console.differences.notes')}
        isCaptionHidden
        empty={t('console.differences.no-notes')}
        rows={found.notes}
        columns={[
          { heading: t('console.date'), cell: ({ at }) => t.stamp(at) },
          { heading: t('console.shadow.reason'), cell: ({ reason }) => reasonText(c, reason) },
          { heading: t('console.differences.note'), cell: ({ note }) => note, narrow: true },
          { heading: t('console.by'), cell: ({ staffName }) => staffName },
        ]}
      />
      {may(c, 'shadow-run.sign') && <Explain c={c} id={id} found={found} tried={tried} />}
    </>,
  ) as Promise<Response>;
}

function SideBySide({ c, found: { differences, equal } }: { c: PageContext; found: BillThatDiffers }) {
  const { t } = c.var;
  const money = (amount: Cents | undefined) => (amount === undefined ? '—' : t.money(amount));
  const whole = differences.find(({ problem }) => problem !== undefined);
  const lines = [
    ...equal.map((line) => ({
      ...{ theirs: line.label, ours: whole === undefined ? line.label : '—', why: '', service: line.service },
      ...{ theirAmount: line.amount, ourAmount: whole === undefined ? line.amount : undefined },
    })),
    ...differences
      .filter((one) => one !== whole)
      .map((one) => ({
        ...{ theirs: one.theirLine ?? '—', ours: one.ourLine ?? '—', why: whyText(c, one), service: one.service },
        ...{ theirAmount: one.theirAmount, ourAmount: one.ourAmount },
      })),
  ];
  const total = {
    ...{ theirs: t('console.differences.total'), ours: '', why: '', service: undefined },
    theirAmount: sumCents(lines.flatMap(({ theirAmount }) => theirAmount ?? [])),
    ourAmount: whole === undefined ? sumCents(lines.flatMap(({ ourAmount }) => ourAmount ?? [])) : undefined,
  };
  return (
    <>
      {whole !== undefined && <p class="c-note">{whyText(c, whole)}</p>}
      <Table
        caption={t('console.shadow.differences')}
        isCaptionHidden
        empty=""
        rows={[...lines, total]}
        columns={[
          { heading: t('console.shadow.theirs'), cell: ({ theirs }) => theirs },
          { heading: t('console.differences.service'), cell: ({ service }) => serviceText(c, service) },
          {
            heading: t('console.shadow.their-amount'),
            numeric: true,
            cell: ({ theirAmount }) => money(theirAmount),
          },
          { heading: t('console.shadow.ours'), cell: ({ ours }) => ours },
          { heading: t('console.shadow.our-amount'), numeric: true, cell: ({ ourAmount }) => money(ourAmount) },
          { heading: t('console.shadow.reason'), cell: ({ why }) => why, narrow: true },
        ]}
      />
    </>
  );
}

function Explain({ c, id, found, tried }: { c: PageContext; id: number; found: BillThatDiffers; tried: Tried }) {
  const { t } = c.var;
  const reasons = [...new Set(found.differences.map(({ reason }) => reason))];
  return (
    <>
      <h2>{t('console.differences.explain-title')}</h2>
      <p>{t('console.differences.explain-intro')}</p>
      <Form c={c} action={paths.console.shadowDifference(`${id}`)}>
        <Select
          c={c}
          name="reason"
          label={t('console.differences.about')}
          value={tried.reason === '' ? (reasons[0] ?? '') : tried.reason}
          problems={tried.problems}
          options={reasons.map((value) => ({ value, text: reasonText(c, value) }))}
        />
        <Field
          c={c}
          name="note"
          label={t('console.differences.note')}
          value={tried.note}
          problems={tried.problems}
          autocomplete="off"
        />
        <Button text={t('console.differences.explain')} />
      </Form>
    </>
  );
}

export async function postDifferenceNote(c: PageContext): Promise<Response> {
  const billId = idOf(c);
  if (billId === undefined) return c.var.refuse('not-found');
  const { reason, note } = readForm(c, ['reason', 'note']);
  const kept = await explainDifference(c.var.deps.db, { billId, reason, note, by: clerkOf(c) });
  if (!kept.ok) return differencePage(c, { reason, note, problems: [kept.problem] });
  return c.redirect(paths.console.shadowDifference(`${billId}`), 303);
}
