import { type Finding, findLeaks } from '../domain/leaks/index.ts';
import { type MetersToLookAt, receivedMeters, type SentFinding, type SentMeters, sentFinding } from './sent-looks.ts';

/** What a thread that looks for leaks runs: a file of its own, also where the rest is bundled. */
export default function look(sent: SentMeters): SentFinding[][] {
  return lookAt(receivedMeters(sent)).map((found) => found.map(sentFinding));
}

/** What is found in each, in their order. */
export function lookAt({ span, shared, meters, counts, quality }: MetersToLookAt): (readonly Finding[])[] {
  return meters.map(({ register, settings, context }, index) => {
    const [from, to] = [index * span.hours, (index + 1) * span.hours];
    const use = { span, register, counts: counts.subarray(from, to), quality: quality.subarray(from, to) };
    return findLeaks(use, settings, { ...shared, ...context });
  });
}
