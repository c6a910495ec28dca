import type { ReceiverStatus } from './delivery-status.ts';

/**
 * `hard`: the address takes no mail, now or later. `soft`: this mail did not arrive, and another may: a full mailbox, a server that
 * was down for days, a rule against who sends. `delayed`: it is tried again. `delivered`: it arrived.
 */
export type BounceKind = 'hard' | 'soft' | 'delayed' | 'delivered';

/** What a receiver's status means for the mails to come. */
export function bounceKind({ action, status = '', diagnostic = '' }: ReceiverStatus): BounceKind {
  if (action === 'delayed') return 'delayed';
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return 'delivered';
  if (isAboutSender(status, diagnostic)) return 'soft';
  if (hardCodes.test(status)) return 'hard';
  // A code that says only "permanent", or none: the SMTP answer within says more (RFC 5321, 4.2.3; 521 and 556: RFC 7504).
  const says = status === '' || status.startsWith('5.0.') || status.startsWith('5.5.');
  return says && /^\D{0,20}(55[01346]|521)\b/.test(diagnostic) && !isFull.test(diagnostic) ? 'hard' : 'soft';
}

/**
 * What a mail server's answer means as it refuses a mail at once: the same as if it had sent it back later; or `sender`, where it
 * says nothing of the address and the mail waits until that is mended.
 */
export function refusalKind(answer: string): 'hard' | 'soft' | 'sender' {
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? '';
  if (isAboutSender(status, answer)) return 'sender';
  return bounceKind({ receivers: [], action: 'failed', status, diagnostic: answer }) === 'hard' ? 'hard' : 'soft';
}

/** RFC 3463: 5.1 the address; 5.2.1 a mailbox that is closed; 5.4.4 no such domain; 5.4.1 is what Exchange Online says of an address that it does not know. */
const hardCodes = /^5\.(1\.\d+|2\.1|4\.[14])$/;

const isFull = /quota|full|too (large|big)|size limit/i;

/** RFC 3463: 5.1.7 and 5.1.8 are the sender's address; 5.7 authentication, relaying, policy. */
const isAboutSender = (status: string, diagnostic: string): boolean =>
  /^5\.(1\.[78]$|7\.)/.test(status) ||
  /\b5\.(7\.\d|1\.[78]\b)|sender address|relay|authenti|policy|blocked|blacklist|blocklist|spam|reputation/i.test(
    diagnostic,
  );

/** The worst of several receivers. */
export function worstBounce(kinds: readonly BounceKind[]): BounceKind | undefined {
  return (['hard', 'soft', 'delayed', 'delivered'] as const).find((kind) => kinds.includes(kind));
}
