import { z } from 'zod';
import { alertOutreachChannels, lossOf, outreachResults, ranDays, runsOf } from '../../../../domain/alerts/index.ts';
import type { Problem } from '../../../../domain/kernel/index.ts';
import { alertRules, type LeakToWork, leaksToWorkOf, recordAlertOutreach } from '../../../../usecases/alerts/index.ts';
import { sentFields } from '../../../body/sent-fields.ts';
import { alertStanding } from '../../../components/alert-standing.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { LeakRuns } from '../../../components/leak-runs.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { Table } from '../../../components/table.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { idOf, may, staffView, todayOf } from '../../request.ts';

async function leakOf(c: PageContext): Promise<LeakToWork | undefined> {
  const { deps, now } = c.var;
  const id = idOf(c);
  if (id === undefined) return undefined;
  const [leak] = await leaksToWorkOf(deps.db, [id], { rules: alertRules(deps.utility), now, today: todayOf(c) });
  return leak;
}

export async function leakPage(c: PageContext): Promise<Response> {
  const leak = await leakOf(c);
  return leak === undefined ? c.var.refuse('not-found') : showLeak(c, leak, []);
}

const schema = z.object({
  channel: z.enum(alertOutreachChannels),
  result: z.enum(outreachResults),
  note: z.string().trim().max(500).default(''),
});

/** Writes down an attempt to reach the customer. */
export async function postLeakOutreach(c: PageContext): Promise<Response> {
  const leak = await leakOf(c);
  if (leak === undefined) return c.var.refuse('not-found');
  const form = schema.safeParse(sentFields(c));
  if (!form.success) {
    return showLeak(
      c,
      leak,
      [...new Set(form.error.issues.map(({ path }) => String(path[0])))].map((field) => ({
        code: 'alerts.outreach-incomplete',
        field,
      })),
    );
  }
  await recordAlertOutreach(c.var.deps.db, leak, form.data, staffView(c));
  return c.redirect(`${paths.console.leak(`${leak.id}`)}#outreach`, 303);
}

function showLeak(c: PageContext, leak: LeakToWork, problems: readonly Problem[]): Response | Promise<Response> {
  const { t } = c.var;
  const title = t('console.leaks.leak', { account: leak.account });
  return formPage(
    c,
    { title, back: { href: paths.console.leaks, text: t('console.leaks.title') }, problems },
    <>
      <SummaryList
        rows={[
          {
            term: t('console.account'),
            value: <a href={paths.console.account(leak.account)}>{leak.account}</a>,
          },
          { term: t('console.leaks.customer'), value: `${leak.contact.name} · ${leak.contact.phone ?? '—'}` },
          { term: t('console.filter.language'), value: t.languageName(leak.contact.language) },
          { term: t('console.leaks.street'), value: leak.street },
          { term: t('console.zone'), value: leak.contact.zone },
          {
            term: t('console.leaks.kind'),
            value: `${t(`alerts.kind.${leak.kind}`)} · ${alertStanding(t, leak)}`,
          },
          { term: t('console.leaks.began'), value: t.stamp(leak.began) },
          { term: t('console.leaks.last-seen'), value: t.stamp(leak.lastSeen) },
          { term: t('console.leaks.days'), value: t.number(ranDays(leak).toFixed(1)) },
          { term: t('console.leaks.rate'), value: t.number(leak.gallonsAnHour.toFixed(1)) },
          { term: t('console.leaks.lost'), value: t.number(lossOf(leak).toFixed(0)), strong: true },
          {
            term: t('console.leaks.told-at'),
            value: leak.toldAt === undefined ? t('console.leaks.state.untold') : t.stamp(leak.toldAt),
          },
        ]}
      />
      {runsOf(leak).length > 1 && (
        <LeakRuns
          t={t}
          runs={runsOf(leak)}
          show={(gallons) => t('alerts.water.gal', { amount: t.number(gallons.toFixed(0)) })}
        />
      )}
      <h2 id="outreach">{t('console.leaks.outreach')}</h2>
      <Table
        caption={t('console.leaks.outreach')}
        empty={t('console.outreach.none')}
        rows={leak.outreach}
        columns={[
          { heading: t('console.date'), cell: ({ at }) => t.stamp(at) },
          { heading: t('console.by'), cell: ({ staffName }) => staffName ?? '—' },
          { heading: t('console.channel'), cell: ({ channel }) => t(`console.leaks.channel.${channel}`) },
          { heading: t('console.leaks.result'), cell: ({ result }) => t(`console.leaks.result.${result}`) },
          { heading: t('console.note'), cell: ({ note }) => note || '—' },
        ]}
      />
      {may(c, 'outreach.record') && (
        <Form c={c} action={paths.console.leak(`${leak.id}`)}>
          <h2>{t('console.outreach.record')}</h2>
          <Choices
            c={c}
            name="channel"
            legend={t('console.outreach.how')}
            value="phone"
            problems={problems}
            choices={alertOutreachChannels.map((value) => ({ value, label: t(`console.leaks.channel.${value}`) }))}
          />
          <Choices
            c={c}
            name="result"
            legend={t('console.leaks.result')}
            problems={problems}
            choices={outreachResults.map((value) => ({ value, label: t(`console.leaks.result.${value}`) }))}
          />
          <Field
            c={c}
            name="note"
            label={t('console.note')}
            hint={t('console.note.hint')}
            problems={problems}
            autocomplete="off"
            optional
          />
          <Button text={t('console.outreach.save')} />
        </Form>
      )}
    </>,
  );
}
