/** The left part of a notice's Message-ID, and what is added to the return address of its mail. */
export const noticeTag = (noticeId: number): string => `notice-${noticeId}`;

/** `returns+notice-12@water.example.org`: where a mail that cannot be delivered comes back, and of which notice it was. */
export function returnAddress(returns: string, messageId: string): string {
  const at = returns.lastIndexOf('@');
  const tag = /^<?([\w-]+)@/.exec(messageId)?.[1];
  return at < 0 || tag === undefined ? returns : `${returns.slice(0, at)}+${tag}${returns.slice(at)}`;
}

/** The notice that a returned mail was: by a Message-ID of `domain`, else by the address to which it came back. */
export function returnedNotice(
  { messageIds, addresses }: { readonly messageIds: readonly string[]; readonly addresses: readonly string[] },
  domain: string,
): number | undefined {
  for (const messageId of messageIds) {
    const [, id, host] = /^<?notice-(\d{1,15})@([^>\s]+)>?$/i.exec(messageId.trim()) ?? [];
    if (id !== undefined && host?.toLowerCase() === domain.toLowerCase()) return Number(id);
  }
  for (const address of addresses) {
    const id = /\+notice-(\d{1,15})@/i.exec(address)?.[1];
    if (id !== undefined) return Number(id);
  }
  return undefined;
}
