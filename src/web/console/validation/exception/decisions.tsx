import type { Problem } from '../../../../domain/kernel/index.ts';
import type { ExceptionCase, ReadsDecision } from '../../../../usecases/validation/index.ts';
import { Button, Field, Form } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { may } from '../../request.ts';
import { shiftText } from './clock-shift.tsx';

/** Everything that was decided, by whom and why; and the way back from what stands. */
export function Decisions({
  c,
  found,
  problems,
}: {
  c: PageContext;
  found: ExceptionCase;
  problems: readonly Problem[];
}) {
  const { t } = c.var;
  const { decisions, standing, exception } = found;
  if (decisions.length === 0) return null;
  return (
    <>
      <h2>{t('console.validation.decisions')}</h2>
      <ul class="usa-list">
        {decisions.map((one) => (
          <li>
            <strong>{whatWasDone(c, one)}</strong>
            {' · '}
            {one.staffName} · {t.stamp(one.at)}
            <br />
            {one.reason}
          </li>
        ))}
      </ul>
      {standing !== undefined && may(c, 'reads.validate') && (
        <>
          <h2>{t('console.validation.take-back')}</h2>
          <p>{t('console.validation.take-back-intro')}</p>
          <Form c={c} action={paths.console.readsExceptionTakenBack(`${exception.id}`)}>
            <input type="hidden" name="decision" value={`${standing.id}`} />
            <Field c={c} name="reason" label={t('console.validation.reason')} problems={problems} autocomplete="off" />
            <Button text={t('console.validation.take-back-send')} kind="outline" />
          </Form>
        </>
      )}
    </>
  );
}

function whatWasDone(c: PageContext, { kind, method, shift }: ReadsDecision): string {
  const { t } = c.var;
  if (shift !== undefined) return shiftText(c, shift);
  if (method !== undefined) {
    return t('console.validation.did-method', { method: t(`console.validation.method.${method}`) });
  }
  return t(`console.validation.did.${kind}`);
}
