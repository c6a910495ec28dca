import type { CreditRequest } from '../../usecases/credits/index.ts';
import type { PageContext } from '../page.ts';

/** What was asked, decided and appealed, in order; who decided is named to the staff only. */
export function CreditAnswers(props: { c: PageContext; request: CreditRequest; named?: boolean }) {
  const { c, request } = props;
  const { t } = c.var;
  const [first, second] = request.decisions;
  const answer = (decision: typeof first) =>
    decision !== undefined && (
      <li>
        <strong>{t.moment(decision.at)}</strong>:{' '}
        {t(`leak-credits.outcome.${decision.outcome}`, { amount: t.money(decision.amount) })}{' '}
        {props.named === true && `(${decision.staffName}) `}“{decision.reason}”
        {props.named === true &&
          decision.cisReference !== undefined &&
          ` ${t('console.credit-entered', { reference: decision.cisReference })}`}
      </li>
    );
  return (
    <ol class="usa-list">
      <li>
        <strong>{t.moment(request.askedAt)}</strong>: {t('leak-credits.was-asked')}{' '}
        {request.note !== '' && `“${request.note}”`}
      </li>
      {answer(first)}
      {request.appeal !== undefined && (
        <li>
          <strong>{t.moment(request.appeal.at)}</strong>: {t('leak-credits.was-appealed')} “{request.appeal.reason}”
        </li>
      )}
      {answer(second)}
    </ol>
  );
}
