import type { DayOutOfTurn } from '../../../../domain/conservation/index.ts';
import { inLanguage } from '../../../../domain/kernel/index.ts';
import { wateringOutOfTurn, wateringToday } from '../../../../usecases/conservation/index.ts';
import { unlessHoursAway } from '../../../../usecases/health/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { page } from '../../../components/layout.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { wateringText } from './words.ts';

/** The stage in force, whether this home may water today, and a hint where it seems to water on other days. */
export async function wateringPage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const { utility } = deps;
  const account = accountOf(c);
  const at = { utility, now };
  const today = await wateringToday(deps.db, account, at);
  const outOfTurn = await unlessHoursAway(wateringOutOfTurn(deps.db, account, at));
  const stage = today?.announced.stage;
  const words = utility.watering.words[stage?.id ?? ''];
  return page(
    c,
    { title: t('watering.title') },
    <>
      <h1>{t('watering.title')}</h1>
      {today === undefined || stage === undefined || words === undefined ? (
        <p class="usa-intro">{t('watering.none')}</p>
      ) : (
        <>
          <Alert kind={today.may === false ? 'warning' : 'info'} heading={wateringText(t, today)}>
            <p>
              {today.may !== true &&
                today.next !== undefined &&
                `${t('watering.next', { day: t.weekday(today.next) })} `}
              {stage.notBetween !== undefined &&
                t('watering.not-between', { from: t.hour(stage.notBetween.from), to: t.hour(stage.notBetween.to) })}
            </p>
          </Alert>
          {outOfTurn === 'hours-away' ? <p>{t('home.hours-away')}</p> : <Hint c={c} days={outOfTurn} />}
          <h2>{inLanguage(words.name, t.language)}</h2>
          <p>{inLanguage(words.says, t.language)}</p>
          <SummaryList
            rows={[
              { term: t('watering.since'), value: t.date(today.announced.from) },
              ...stage.groups.map(({ group, days }) => ({
                term: t.maybe(`watering.group.${stage.by === 'zone' ? 'zone' : group}`, { zone: group }),
                value:
                  days.length === 0
                    ? t('watering.no-day')
                    : days.length === 7
                      ? t('watering.every-day')
                      : t.list(days.map((day) => t(`watering.day.${day}`))),
                strong: group === today.group,
              })),
            ]}
          />
          {today.group === undefined && <p>{t('watering.group-unknown')}</p>}
          {utility.watering.sample && <p class="c-note">{t('watering.sample')}</p>}
        </>
      )}
    </>,
  );
}

function Hint({ c, days }: { c: PageContext; days: readonly DayOutOfTurn[] }) {
  const { t } = c.var;
  if (days.length === 0) return null;
  return (
    <>
      <h2>{t('watering.hint')}</h2>
      <p>{t('watering.hint-body')}</p>
      <ul class="usa-list">
        {days.map(({ day, hours }) => (
          <li>
            {t.weekday(day)}: {t.list(hours.map((hour) => t.hour(hour)))}
          </li>
        ))}
      </ul>
      <p>{t('watering.hint-only')}</p>
    </>
  );
}
