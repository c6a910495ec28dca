/** The text of some lines of a file, by their numbers. */
export async function linesAt(
  pieces: AsyncIterable<Uint8Array> | undefined,
  wanted: ReadonlyMap<number, unknown>,
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>();
  const decoder = new TextDecoder();
  let [line, rest] = [1, ''];
  const take = (text: string): void => {
    if (wanted.has(line)) texts.set(line, text.replace(/^\uFEFF|\r$/g, ''));
    line += 1;
  };
  for await (const piece of pieces ?? []) {
    const parts = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) take(part);
    if (texts.size === wanted.size) return texts;
  }
  take(rest);
  return texts;
}
