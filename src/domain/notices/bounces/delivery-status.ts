import { present } from '../../kernel/index.ts';

/** What a mail system says of one receiver in a delivery status notification (RFC 3464, 2.3). */
export interface ReceiverStatus {
  /** The address as it was written to, and as it was at the end where mail is forwarded; in lower case. */
  readonly receivers: readonly string[];
  /** `failed`, `delayed`, `delivered`, `relayed` or `expanded`; in lower case. */
  readonly action: string;
  /** Such as 5.1.1 (RFC 3463). */
  readonly status?: string;
  /** The answer of the other mail server, in one line. */
  readonly diagnostic?: string;
}

/** The receivers of a `message/delivery-status`; groups without a receiver, such as the first one, say nothing of any. */
export function readDeliveryStatus(text: string): readonly ReceiverStatus[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .flatMap((group) => {
      const fields = fieldsOf(group);
      const addresses = [fields.get('original-recipient'), fields.get('final-recipient')];
      const receivers = new Set(addresses.flatMap((written) => (written === undefined ? [] : addressesIn(written))));
      if (receivers.size === 0) return [];
      return {
        receivers: [...receivers],
        action: (fields.get('action') ?? '').toLowerCase(),
        ...present({
          status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0],
          diagnostic: fields.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, ''),
        }),
      };
    });
}

/** Fields of a group by name; a line that begins with a space goes on with the one before. */
function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':');
    if (at > 0) fields.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return fields;
}

/** `rfc822; ana+2Bbills@example.org`: as it stands, and with the signs that RFC 3461 writes in another way. */
function addressesIn(written: string): readonly string[] {
  const address = written
    .replace(/^[\w-]+\s*;/, '')
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase();
  if (address === '') return [];
  return [address, address.replaceAll(/\+([0-9a-f]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))];
}
