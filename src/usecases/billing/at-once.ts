import type { DocumentMaker } from './bill-pdf.ts';

/**
 * Does it for each, in order, as many at once as documents are made at once and one more: that one is read or written
 * meanwhile. The first that fails ends it, once those under way have ended.
 */
export async function atOnce<One>(
  all: readonly One[],
  { typst }: Pick<DocumentMaker, 'typst'>,
  work: (one: One) => Promise<void>,
): Promise<void> {
  const left = all.values();
  let hasFailed = false;
  const walk = async (): Promise<void> => {
    for (const one of left) {
      if (hasFailed) return;
      try {
        await work(one);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const walks = await Promise.allSettled(Array.from({ length: typst.threads + 1 }, walk));
  for (const ended of walks) if (ended.status === 'rejected') throw ended.reason;
}
