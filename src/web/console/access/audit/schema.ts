import { present } from '../../../../domain/kernel/index.ts';
import type { AuditQuestion } from '../../../../usecases/access/index.ts';

const names = ['who', 'what', 'account', 'from', 'through'] as const;

/** What the address asks for, and what was typed. A day that is none narrows nothing. */
export function readQuestion(query: (name: string) => string | undefined): {
  readonly question: AuditQuestion;
  readonly typed: Readonly<Record<(typeof names)[number], string>>;
} {
  const of = (name: (typeof names)[number]): string => (query(name) ?? '').trim().slice(0, 200);
  const typed = { who: of('who'), what: of('what'), account: of('account'), from: of('from'), through: of('through') };
  const { who, what, account } = typed;
  return {
    typed,
    question: present({
      who: who || undefined,
      what: what || undefined,
      account: account || undefined,
      from: dayOf(typed.from),
      through: dayOf(typed.through),
    }),
  };
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
