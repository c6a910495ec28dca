import type { Problem } from '../../../../domain/kernel/index.ts';
import { present } from '../../../../domain/kernel/index.ts';
import { takeReads } from '../../../../usecases/exchange/index.ts';
import { Button, Field } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { clerkOf } from '../../request.ts';
import { readAsked } from './asked.ts';

interface Typed {
  readonly on: string;
  readonly days: string;
  readonly cycle: string;
}

/** Reads for the billing system: which day's are asked for, and then their file. */
export async function readsPage(c: PageContext): Promise<Response> {
  const { deps, now } = c.var;
  const today = now.toZonedDateTimeISO(deps.utility.time_zone).toPlainDate();
  const on = c.req.query('on');
  if (on === undefined) return view(c, { on: today.toString(), days: '5', cycle: '' }, []);
  const typed = { on, days: c.req.query('days') ?? '', cycle: (c.req.query('cycle') ?? '').trim() };
  const asked = readAsked(typed, today);
  if (!asked.ok) return view(c, typed, asked.problem);
  const cycle = typed.cycle === '' ? undefined : typed.cycle;
  const made = await takeReads(deps.db, { ...asked.value, ...present({ cycle }) }, clerkOf(c));
  if (!made.ok) return view(c, typed, made.problem);
  return c.body(made.value.text, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${made.value.fileName}"`,
  });
}

function view(c: PageContext, typed: Typed, problems: readonly Problem[]): Response | Promise<Response> {
  const { t } = c.var;
  return formPage(
    c,
    {
      title: t('console.exchange.reads'),
      back: { href: paths.console.exchangeBatches, text: t('console.exchange.title') },
      problems,
    },
    <>
      <p class="usa-intro">{t('console.exchange.reads-intro')}</p>
      <form class="usa-form usa-form--large" method="get" action={paths.console.exchangeReads}>
        <Field
          c={c}
          name="on"
          label={t('console.exchange.reads-on')}
          value={typed.on}
          problems={problems}
          type="date"
          autocomplete="off"
          size="medium"
        />
        <Field
          c={c}
          name="days"
          label={t('console.exchange.reads-days')}
          hint={t('console.exchange.reads-days-hint')}
          value={typed.days}
          problems={problems}
          inputmode="numeric"
          autocomplete="off"
          size="small"
        />
        <Field
          c={c}
          name="cycle"
          label={t('console.exchange.reads-cycle')}
          value={typed.cycle}
          autocomplete="off"
          size="small"
          optional
        />
        <Button text={t('console.exchange.reads-take')} />
      </form>
    </>,
  );
}
