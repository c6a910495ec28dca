/** Does `work` for each, a few at once. After one that failed none is begun, and those under way end first. */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<void>,
  atOnce = 4,
): Promise<void> {
  const left = items.entries();
  let hasFailed = false;
  const hands = Array.from({ length: atOnce }, async () => {
    for (const [index, item] of left) {
      if (hasFailed) return;
      await work(item, index).catch((error) => {
        hasFailed = true;
        throw error;
      });
    }
  });
  const ended = await Promise.allSettled(hands);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
