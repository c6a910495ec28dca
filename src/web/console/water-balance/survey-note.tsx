import { Alert } from '../../components/alert.tsx';
import type { PageContext } from '../../page.ts';

/** How far the figures go: they are calculated by a job, not while the page waits. */
export function SurveyNote(props: {
  c: PageContext;
  survey:
    | { readonly at: Temporal.Instant; readonly meters: number; readonly readsThrough: Temporal.Instant }
    | undefined;
}) {
  const { t } = props.c.var;
  if (props.survey === undefined) return <Alert kind="info">{t('console.survey.none')}</Alert>;
  const { at, meters, readsThrough } = props.survey;
  return <p>{t('console.survey.when', { meters, moment: t.stamp(at), through: t.stamp(readsThrough) })}</p>;
}
