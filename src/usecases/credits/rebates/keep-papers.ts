import { createHash } from 'node:crypto';
import { fileKindOf, largestFile } from '../../../domain/alerts/index.ts';
import type { DocumentKind, RebatesProblemCode } from '../../../domain/credits/index.ts';
import { ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import { insertDocument } from '../../../store/credits/index.ts';
import type { Database } from '../../../store/database.ts';

/** A paper as it was sent; its kind is the name of its field. */
export interface Paper {
  readonly kind: DocumentKind | 'more';
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Keeps papers with an application, each by what its bytes are and not by its name; all or none. */
export async function keepPapers(
  tx: Database,
  account: { readonly accountId: number; readonly loginId: string },
  { applicationId, papers, now }: { applicationId: number; papers: readonly Paper[]; now: Temporal.Instant },
): Promise<void> {
  for (const { kind, name, bytes } of papers) {
    const mediaType = fileKindOf({ bytes, name });
    if (mediaType === undefined) throw new Error('papers are kept after they were looked at');
    await insertDocument(tx, account, {
      ...{ applicationId, kind, name: name.slice(0, 200), mediaType, bytes, now },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
}

/** What is wrong with papers. */
export function lookAtPapers(papers: readonly Paper[]): Result<void, readonly Problem<RebatesProblemCode>[]> {
  const problems = papers.flatMap(({ kind, name, bytes }): Problem<RebatesProblemCode>[] => {
    if (bytes.length > largestFile) return [{ code: 'rebates.file-large', field: kind }];
    return fileKindOf({ bytes, name }) === undefined ? [{ code: 'rebates.file-kind', field: kind }] : [];
  });
  return problems.length > 0 ? refused(problems) : ok(undefined);
}
