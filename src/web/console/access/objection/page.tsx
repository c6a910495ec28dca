import type { Problem } from '../../../../domain/kernel/index.ts';
import {
  decideObjection,
  findObjection,
  type ObjectionCase,
  objectionQueue,
} from '../../../../usecases/access/index.ts';
import { Alert } from '../../../components/alert.tsx';
import { Choices } from '../../../components/form.tsx';
import { SummaryList } from '../../../components/summary-list.tsx';
import { readForm } from '../../../form-data.ts';
import type { PageContext } from '../../../page.ts';
import { paths } from '../../../paths.ts';
import { formPage } from '../../form-page.tsx';
import { NextCase } from '../../next-case.tsx';
import { ReasonForm } from '../../reason-form.tsx';
import { clerkOf, idOf, may } from '../../request.ts';
import { heldDraft } from '../held-draft.ts';

interface Typed {
  readonly outcome: string;
  readonly reason: string;
  readonly problems: readonly Problem[];
}

const caseOf = async (c: PageContext): Promise<ObjectionCase | undefined> => {
  const id = idOf(c);
  return id === undefined ? undefined : findObjection(c.var.deps.db, id);
};

/** One objection: whose access, how it was proven, what it set; and the decision, where it waits for one. */
export async function objectionCasePage(c: PageContext): Promise<Response> {
  const objection = await caseOf(c);
  if (objection === undefined) return c.var.refuse('not-found');
  return caseView(c, objection, { outcome: '', reason: '', problems: [] });
}

export async function postObjectionDecision(c: PageContext): Promise<Response> {
  const { deps } = c.var;
  const objection = await caseOf(c);
  if (objection === undefined) return c.var.refuse('not-found');
  const { outcome, reason } = await readForm(c, ['outcome', 'reason']);
  const decided = await decideObjection(deps, { id: objection.id, outcome, reason }, clerkOf(c));
  if (!decided.ok) return caseView(c, objection, { outcome, reason, problems: [decided.problem] });
  return c.redirect(paths.console.objection(String(objection.id)), 303);
}

function caseView(
  c: PageContext,
  objection: ObjectionCase,
  { outcome, reason, problems }: Typed,
): Response | Promise<Response> {
  const { t } = c.var;
  const { hasAutopay, hasEbill, email = t('console.people.no-email'), decidedAt } = objection;
  const held = hasAutopay ? (hasEbill ? 'both' : 'autopay') : hasEbill ? 'ebill' : 'none';
  const isOpen = objection.outcome === undefined;
  return formPage(
    c,
    {
      title: t('console.objection.case', { email }),
      back: { href: paths.console.objections, text: t('console.objections.title') },
      problems,
    },
    <>
      {!isOpen && may(c, 'access-objection.decide') && (
        <NextCase
          c={c}
          queue={paths.console.objections}
          next={async () => {
            const [first] = (await objectionQueue(c.var.deps.db, { waiting: true, limit: 1 })).rows;
            return first && paths.console.objection(String(first.id));
          }}
        />
      )}
      <Alert kind={isOpen ? 'warning' : 'info'}>{t(`console.objection.state.${objection.outcome ?? 'open'}`)}</Alert>
      <SummaryList
        rows={[
          {
            term: t('console.account'),
            value: (
              <a href={paths.console.account(objection.account)}>
                {objection.customerName} {objection.account}
              </a>
            ),
          },
          { term: t('console.objection.person'), value: email },
          { term: t('console.objection.role'), value: t(`console.people.role.${objection.role}`) },
          { term: t('console.objection.proof'), value: t(`console.people.proof.${objection.provenBy}`) },
          { term: t('console.objection.since'), value: t.stamp(objection.since) },
          {
            term: t('console.objection.channel'),
            value: [t(`console.objection.channel.${objection.channel}`), ...[objection.openedBy ?? []].flat()].join(
              ': ',
            ),
          },
          { term: t('console.objection.opened'), value: t.stamp(objection.openedAt) },
          ...(objection.reason === undefined ? [] : [{ term: t('console.objection.reason'), value: objection.reason }]),
          ...(isOpen ? [{ term: t('console.objection.held'), value: t(`console.objection.held.${held}`) }] : []),
          ...(objection.draft === undefined
            ? []
            : [{ term: t('console.objection.draft'), value: heldDraft(t, objection.draft) }]),
          ...(decidedAt === undefined
            ? []
            : [
                {
                  term: t('console.objection.decided-by'),
                  value: `${objection.decidedBy ?? t('console.objection.by-mailed-code')} · ${t.stamp(decidedAt)}`,
                },
              ]),
          ...(objection.decidedReason === undefined
            ? []
            : [{ term: t('console.objection.decision-reason'), value: objection.decidedReason }]),
        ]}
      />
      {isOpen && may(c, 'access-objection.decide') && (
        <ReasonForm
          c={c}
          action={paths.console.objection(String(objection.id))}
          button={t('console.objection.decide')}
          label={t('console.objection.decision-reason')}
          reason={reason}
          problems={problems}
        >
          <Choices
            c={c}
            name="outcome"
            legend={t('console.objection.decision')}
            value={outcome}
            problems={problems}
            choices={[
              { value: 'restored', label: t('console.objection.restore') },
              { value: 'removed', label: t('console.objection.remove') },
            ]}
          />
        </ReasonForm>
      )}
    </>,
  );
}
