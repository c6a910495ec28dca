import { raw } from 'hono/html';
import type { ReadingUnit } from '../../../../domain/alerts/index.ts';
import { adviceAnswers, type SavingSum } from '../../../../domain/conservation/index.ts';
import {
  type AdviceForHome,
  answerAdvice,
  loadAdvice,
  type RankedAdvice,
} from '../../../../usecases/conservation/index.ts';
import { readingUnit } from '../../../../usecases/usage/index.ts';
import { visitOf } from '../../../access-deps.ts';
import { Button, Form } from '../../../components/form.tsx';
import { page } from '../../../components/layout.tsx';
import { readForm } from '../../../form-data.ts';
import { accountOf } from '../../../middleware/require.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { water } from '../../alerts/index.ts';

/** What would save this household the most, in dollars and in water, each with its sum. */
export async function advicePage(c: PageContext): Promise<Response> {
  const { t, deps, now } = c.var;
  const account = accountOf(c);
  const number = account.number;
  const [found, unit] = await Promise.all([
    loadAdvice(deps.db, account, { utility: deps.utility, book: deps.advice, now }),
    readingUnit(deps.db, account),
  ]);
  const mayAnswer = account.rights.includes('manage');
  return page(
    c,
    { title: t('advice.title') },
    <>
      <h1>{t('advice.title')}</h1>
      <p class="usa-intro">{t(found.ranked.length === 0 ? 'advice.none' : 'advice.intro')}</p>
      <ol class="c-advice">
        {found.ranked.map((one) => (
          <li>
            <Piece c={c} one={one} unit={unit} number={number} mayAnswer={mayAnswer} />
          </li>
        ))}
      </ol>
      {found.bills > 0 && <p class="c-note">{t('advice.prices', { bills: found.bills })}</p>}
      <Rest c={c} found={found} number={number} mayAnswer={mayAnswer} />
    </>,
  );
}

function Piece(props: { c: PageContext; one: RankedAdvice; unit: ReadingUnit; number: string; mayAnswer: boolean }) {
  const { c, one, unit, number, mayAnswer } = props;
  const { t, deps } = c.var;
  const words = deps.advice.words(t.language).get(one.id);
  const saved = water(c, one.saving.gallonsAYear, unit);
  return (
    <>
      <h2>{words?.title}</h2>
      <p>
        <strong>
          {one.worth === undefined
            ? t('advice.saves-water', { water: saved })
            : t('advice.saves', { money: t.money(one.worth), water: saved })}
        </strong>
      </p>
      <div class="usa-prose">{raw(words?.html ?? '')}</div>
      <details>
        <summary>{t('advice.sum')}</summary>
        <p>{sumText(c, one.saving.sum, one.saving.gallonsAYear)}</p>
        {one.saving.isCapped && <p>{t('advice.capped')}</p>}
        {one.source !== undefined && (
          <p class="c-note">
            {t('advice.source', { source: one.source })} {one.sample && t('advice.sample')}
          </p>
        )}
      </details>
      <p class="c-actions">
        {one.alertId !== undefined && (
          <a href={paths.alertSearch(number, String(one.alertId))}>{t('advice.find-leak')}</a>
        )}
        {one.rebate !== undefined && <a href={paths.rebates(number)}>{t('advice.rebate')}</a>}
      </p>
      {mayAnswer && one.alertId === undefined && (
        <Form c={c} action={paths.adviceAnswer(number, one.id)} class="c-actions">
          <Button text={t('advice.done')} kind="outline" name="answer" value="done" />
          <Button text={t('advice.not-for-me')} kind="outline" name="answer" value="not-for-me" />
        </Form>
      )}
    </>
  );
}

/** The sum in gallons, in which its figures are known. */
function sumText({ var: { t } }: PageContext, sum: SavingSum, gallonsAYear: number): string {
  const gallons = t.number(Math.round(gallonsAYear));
  switch (sum.kind) {
    case 'fixtures':
      return t('advice.sum.fixtures', {
        ...sum,
        uses: t.number(sum.uses),
        before: t.number(sum.before),
        after: t.number(sum.after),
        gallons,
      });
    case 'habit':
      return t('advice.sum.habit', { ...sum, uses: t.number(sum.uses), saves: t.number(sum.saves), gallons });
    case 'outdoor':
      return t('advice.sum.outdoor', { percent: sum.percent, outdoor: t.number(Math.round(sum.outdoor)), gallons });
    case 'pool':
      return t('advice.sum.pool', { gallons });
    case 'leak':
      return t('advice.sum.leak', { rate: t.number(sum.gallonsAnHour, 1), gallons });
    default:
      return sum satisfies never;
  }
}

/** What could be calculated if more were known, and what was answered. */
function Rest(props: { c: PageContext; found: AdviceForHome; number: string; mayAnswer: boolean }) {
  const { c, found, number, mayAnswer } = props;
  const { t, deps } = c.var;
  const title = (id: string): string => deps.advice.words(t.language).get(id)?.title ?? id;
  const missing = [...new Set(found.open.flatMap(({ needs }) => needs))];
  return (
    <>
      {found.open.length > 0 && (
        <>
          <h2>{t('advice.open')}</h2>
          <ul class="usa-list">
            {found.open.map(({ id }) => (
              <li>{title(id)}</li>
            ))}
          </ul>
          <p>{t('advice.missing', { what: t.list(missing.map((need) => t(`advice.need.${need}`))) })}</p>
          <p>
            <a href={paths.household(number)}>{t('similar.tell')}</a>
          </p>
        </>
      )}
      {found.answered.length > 0 && (
        <>
          <h2>{t('advice.answered')}</h2>
          <ul class="usa-list">
            {found.answered.map(({ id, answer }) => (
              <li>
                {title(id)}: {t(answer === 'done' ? 'advice.done' : 'advice.not-for-me')}
                {mayAnswer && (
                  <Form c={c} action={paths.adviceAnswer(number, id)} class="c-inline">
                    <Button text={t('advice.again')} kind="outline" name="answer" value="again" />
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

export async function postAdviceAnswer(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const account = accountOf(c);
  const advice = deps.advice.advice.find(({ id }) => id === c.req.param('advice'));
  const typed = readForm(c, ['answer']).answer;
  const answer = adviceAnswers.find((one) => one === typed);
  if (advice === undefined || answer === undefined) return c.var.refuse('not-found');
  await answerAdvice(deps.db, account, { advice: advice.id, answer, visit: visitOf(c) });
  return c.redirect(paths.advice(account.number), 303);
}
