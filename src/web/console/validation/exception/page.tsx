import type { Problem } from '../../../../domain/kernel/index.ts';
import { estimateMethods } from '../../../../domain/metering/index.ts';
import {
  answerException,
  clockShift,
  type ExceptionAnswer,
  type ExceptionCase,
  exceptionCase,
  exceptionsInQueue,
  foundShift,
  maxHoursByHand,
  type TypedShift,
} from '../../../../usecases/validation/index.ts';
import { Button, Choices, Field, Form } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { idOf, may } from '../../request.ts';
import { countText, stretchText } from '../exception-words.ts';
import { ClockShiftPreview, type ShiftAsked, shiftText } from './clock-shift.tsx';
import { Decisions } from './decisions.tsx';
import { HoursChart } from './hours-chart.tsx';
import { answerForm, HoursTable, usualTyping } from './hours-table.tsx';

interface Tried {
  readonly shift?: TypedShift;
  readonly problems?: readonly Problem[];
  readonly answer?: string;
  readonly reason?: string;
  readonly typed?: readonly string[];
}

const shiftFields = ['ahead', 'from', 'until'] as const;

/** One stretch of doubted hours: why, the chart beside the table, what can be done, and what was. */
export async function exceptionPage(c: PageContext, tried: Tried = {}): Promise<Response> {
  const { t, deps, now } = c.var;
  const id = idOf(c);
  const found = id === undefined ? undefined : await exceptionCase(deps.db, deps.utility, { id, now });
  if (found === undefined) return c.var.refuse('not-found');
  const { exception } = found;
  const asks = exception.ended === undefined && may(c, 'reads.validate');
  const shift = asks ? shiftAsked(c, found, tried.shift) : undefined;
  const problems = tried.problems ?? shift?.problems ?? [];
  const title = `${t(`console.validation.rule.${exception.rule}`)} · ${exception.serial}`;
  return formPage(
    c,
    {
      title,
      back: { href: paths.console.readsExceptions, text: t('console.validation.title') },
      problems,
      width: 'wide',
    },
    <>
      <p class="usa-intro">
        {t(`console.validation.why.${exception.rule}`, {
          filled: 0,
          ...exception.detail,
          gallons: exception.gallons,
        })}
      </p>
      {exception.ended !== undefined && may(c, 'reads.validate') && (
        <NextCase
          c={c}
          queue={paths.console.readsExceptions}
          next={async () => {
            const [first] = (await exceptionsInQueue(deps.db, { isOpen: true, limit: 1 })).rows;
            return first && paths.console.readsException(`${first.id}`);
          }}
        />
      )}
      <Facts c={c} found={found} />
      <HoursChart c={c} found={found} />
      <HoursTable c={c} found={found} typed={asks ? (tried.typed ?? usualTyping(found)) : undefined} />
      {shift !== undefined && <ClockShiftPreview c={c} found={found} asked={shift} />}
      {asks && (
        <Form c={c} action={paths.console.readsException(`${exception.id}`)} id={answerForm}>
          <Answers c={c} found={found} tried={tried} shift={shift} />
        </Form>
      )}
      <Decisions c={c} found={found} problems={exception.ended === undefined ? [] : problems} />
    </>,
  );
}

/** The shift that is shown: as sent, as asked for in the address, or as the rule found it. */
function shiftAsked(c: PageContext, found: ExceptionCase, sent: TypedShift | undefined): ShiftAsked | undefined {
  const begins = foundShift(found);
  if (begins === undefined) return undefined;
  const { ahead = begins.ahead, from = begins.from, until = begins.until } = sent ?? c.req.query();
  const typed = { ahead, from, until };
  const shift = clockShift(found, typed);
  return shift.ok
    ? { typed, shift: shift.value, problems: [] }
    : { typed, shift: undefined, problems: [shift.problem] };
}

function Facts({ c, found: { exception, total, use } }: { c: PageContext; found: ExceptionCase }) {
  const { t } = c.var;
  const { account } = exception;
  return (
    <SummaryList
      rows={[
        {
          term: t('console.state'),
          value: t(`console.validation.standing.${exception.ended?.how ?? 'open'}`),
          strong: true,
        },
        { term: t('console.meter'), value: exception.serial },
        ...(account === undefined
          ? []
          : [
              {
                term: t('console.account'),
                value: (
                  <>
                    <a href={paths.console.account(account)}>{account}</a> {exception.customerName}
                  </>
                ),
              },
            ]),
        { term: t('console.validation.hours'), value: stretchText(c, exception) },
        { term: t('console.validation.gallons'), value: t.number(exception.gallons) },
        { term: t('console.validation.found'), value: t.stamp(exception.foundAt) },
        {
          term: t('console.validation.by-register'),
          value:
            total === undefined
              ? t('console.validation.by-register-unknown')
              : `${countText(t, use.register, total)} ${use.register.unit}`,
        },
      ]}
    />
  );
}

function Answers(props: { c: PageContext; found: ExceptionCase; tried: Tried; shift: ShiftAsked | undefined }) {
  const { c, found, tried, shift: asked } = props;
  const { t } = c.var;
  const { estimates, stretch } = found;
  const { problems = [] } = tried;
  const canType = stretch.until - stretch.from <= maxHoursByHand;
  return (
    <>
      <Choices
        c={c}
        name="answer"
        legend={t('console.validation.answer')}
        value={tried.answer ?? ''}
        problems={problems}
        choices={[
          ...(asked?.shift === undefined
            ? []
            : [
                {
                  value: 'shift',
                  label: shiftText(c, asked.shift.decided),
                  hint: t('console.validation.do.shift-hint'),
                },
              ]),
          { value: 'accept', label: t('console.validation.do.accept'), hint: t('console.validation.do.accept-hint') },
          ...[...estimates.keys()].map((method) => ({
            value: method,
            label: t(`console.validation.do.${method}`),
            hint: t(`console.validation.do.${method}-hint`),
          })),
          ...(canType
            ? [{ value: 'edit', label: t('console.validation.do.edit'), hint: t('console.validation.do.edit-hint') }]
            : []),
        ]}
      />
      <Field
        c={c}
        name="reason"
        label={t('console.validation.reason')}
        hint={t('console.validation.reason-hint')}
        value={tried.reason ?? ''}
        problems={problems}
        autocomplete="off"
      />
      {asked?.shift !== undefined &&
        shiftFields.map((name) => <input type="hidden" name={`shift-${name}`} value={asked.typed[name]} />)}
      <Button text={t('console.validation.send')} />
    </>
  );
}

export async function postAnswer(c: PageContext): Promise<Response> {
  const { deps, staff, now, address } = c.var;
  const id = idOf(c);
  if (id === undefined || staff === undefined) return c.var.refuse('not-found');
  const hours = Array.from({ length: maxHoursByHand }, (_, hour) => `hour-${hour}`);
  const sent = readForm(c, [...['answer', 'reason', 'shift-ahead', 'shift-from', 'shift-until'], ...hours]);
  const typed = hours.map((name) => sent[name] ?? '');
  const given = { answer: sent['answer'] ?? '', reason: (sent['reason'] ?? '').trim() };
  const [ahead = '', from = '', until = ''] = shiftFields.map((name) => sent[`shift-${name}`]);
  const shift = given.answer === 'shift' ? { shift: { ahead, from, until } } : {};
  const answer = answerOf(given.answer, { typed, ...shift });
  const problems: Problem[] = [];
  if (answer === undefined) problems.push({ code: 'validation.answer-missing', field: 'answer' });
  if (given.reason === '') problems.push({ code: 'validation.reason-missing', field: 'reason' });
  if (answer === undefined || problems.length > 0) return exceptionPage(c, { ...given, ...shift, typed, problems });
  const by = { staffId: staff.id, role: staff.role, now, address };
  const done = await answerException(deps.db, deps.utility, { id, answer, reason: given.reason, by });
  if (!done.ok) return exceptionPage(c, { ...given, ...shift, typed, problems: [done.problem] });
  return c.redirect(paths.console.readsException(`${id}`), 303);
}

function answerOf(
  chosen: string,
  { typed, shift }: { typed: readonly string[]; shift?: TypedShift },
): ExceptionAnswer | undefined {
  if (shift !== undefined) return { kind: 'shift', typed: shift };
  if (chosen === 'accept') return { kind: 'accept' };
  if (chosen === 'edit') return { kind: 'edit', typed };
  const method = estimateMethods.find((one) => one === chosen);
  return method === undefined ? undefined : { kind: 'estimate', method };
}
