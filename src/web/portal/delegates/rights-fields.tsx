import type { AccountRight, LetIn } from '../../../domain/delegates/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { Checkbox, Choices, Field } from '../../components/form.tsx';
import type { PageContext } from '../../page.ts';
import { typedDay } from '../../typed-day.ts';

export const rightsFields = ['may', 'alerts', 'autopay', 'until', 'until_day'] as const;
export type RightsForm = Readonly<Record<(typeof rightsFields)[number], string>>;

export const emptyRights: RightsForm = { may: '', alerts: '', autopay: '', until: '', until_day: '' };

/** How long somebody has access, in days; `open` until the owner ends it. */
const lengths = { '30': 30, '90': 90, '365': 365, open: undefined } as const;

const isLength = (text: string): text is keyof typeof lengths => Object.hasOwn(lengths, text);

/** What somebody may do now, as the form shows it. */
export const formOfRights = ({ rights, endsOn }: LetIn): RightsForm => ({
  may: rights.includes('pay') ? 'pay' : 'view',
  alerts: rights.includes('alerts') ? 'yes' : '',
  autopay: rights.includes('autopay') ? 'yes' : '',
  until: endsOn === undefined ? 'open' : 'day',
  until_day: endsOn?.toString() ?? '',
});

/** What somebody may do, and how long: the questions of every form that gives access. */
export function RightsFields({
  c,
  form,
  problems,
}: {
  c: PageContext;
  form: RightsForm;
  problems: readonly Problem[];
}) {
  const { t } = c.var;
  return (
    <>
      <Choices
        c={c}
        name="may"
        legend={t('people.may-ask')}
        value={form.may}
        problems={problems}
        choices={[
          { value: 'view', label: t('people.may.view'), hint: t('people.may.view-hint') },
          { value: 'pay', label: t('people.may.pay'), hint: t('people.may.pay-hint') },
        ]}
      />
      <Checkbox c={c} name="alerts" label={t('people.may.alerts')} checked={form.alerts === 'yes'} />
      <Checkbox c={c} name="autopay" label={t('people.may.autopay')} checked={form.autopay === 'yes'} />
      <Choices
        c={c}
        name="until"
        legend={t('people.until-ask')}
        value={form.until}
        problems={problems}
        choices={[
          { value: '30', label: t('people.days', { days: 30 }) },
          { value: '90', label: t('people.days', { days: 90 }) },
          { value: '365', label: t('people.days', { days: 365 }) },
          { value: 'day', label: t('people.until.day-chosen') },
          { value: 'open', label: t('people.until.open') },
        ]}
      />
      <Field
        c={c}
        name="until_day"
        label={t('people.until-day')}
        hint={t('people.until-day-hint')}
        value={form.until_day}
        problems={problems}
        type="date"
        autocomplete="off"
        size="small"
        optional
      />
    </>
  );
}

/** What a form gives, or everything that is missing in it. */
export function readRights(form: RightsForm, today: Temporal.PlainDate): Result<LetIn, readonly Problem[]> {
  const problems: Problem[] = [];
  const { may, until } = form;
  if (may !== 'view' && may !== 'pay') problems.push({ code: 'access.rights-missing', field: 'may' });
  const endsOn = readEnd(form, today);
  if (!endsOn.ok) problems.push(endsOn.problem);
  if (problems.length > 0 || !endsOn.ok) return refused(problems);
  const rights: readonly AccountRight[] = [
    'view',
    ...(may === 'pay' ? (['pay'] as const) : []),
    ...(form.alerts === 'yes' ? (['alerts'] as const) : []),
    ...(form.autopay === 'yes' ? (['autopay'] as const) : []),
  ];
  return ok({ rights, ...(until === 'open' || endsOn.value === undefined ? {} : { endsOn: endsOn.value }) });
}

function readEnd(
  { until, until_day: typed }: RightsForm,
  today: Temporal.PlainDate,
): Result<Temporal.PlainDate | undefined, Problem> {
  if (until === 'day') {
    const day = typedDay(typed);
    return day === undefined ? refused({ code: 'access.end-day-unreadable', field: 'until_day' }) : ok(day);
  }
  // A day typed beside another answer is not left out without a word.
  if (typed.trim() !== '') return refused({ code: 'access.end-day-unchosen', field: 'until' });
  if (!isLength(until)) return refused({ code: 'access.end-missing', field: 'until' });
  const days = lengths[until];
  return ok(days === undefined ? undefined : today.add({ days }));
}
