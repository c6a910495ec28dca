import type { Problem } from '../../../../domain/kernel/index.ts';
import { estimateMethods } from '../../../../domain/metering/index.ts';
import { Choices } from '../../../components/form.tsx';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { ReasonForm } from '../../reason-form.tsx';

export const answerManyForm = 'answer-many';

/** What was sent and refused. */
export interface TriedMany {
  readonly answer: string;
  readonly reason: string;
  readonly problems: readonly Problem[];
}

/** One answer for all rows that are marked: ten meters behind one radio that was down are one event. */
export function AnswerMany({ c, tried }: { c: PageContext; tried: TriedMany | undefined }) {
  const { t } = c.var;
  const problems = tried?.problems ?? [];
  return (
    <details open={tried !== undefined}>
      <summary>{t('console.validation.answer-many')}</summary>
      <p>{t('console.validation.answer-many-intro')}</p>
      <ReasonForm
        c={c}
        id={answerManyForm}
        action={paths.console.readsExceptions}
        button={t('console.validation.answer-many-send')}
        reason={tried?.reason}
        problems={problems}
      >
        <Choices
          c={c}
          name="answer"
          legend={t('console.validation.answer')}
          value={tried?.answer ?? ''}
          problems={problems}
          choices={[
            { value: 'accept', label: t('console.validation.do.accept') },
            ...estimateMethods.map((method) => ({
              value: method,
              label: t(`console.validation.do.${method}`),
              hint: t(`console.validation.do.${method}-hint`),
            })),
          ]}
        />
      </ReasonForm>
    </details>
  );
}
