/**
 * Whom tries are counted by. One subscriber of IPv6 has a /64 to himself, 18 trillion million addresses, so that is what counts
 * as one; a whole site often has a /48, which is counted too. An IPv4 address counts as it is, also where it is written as
 * IPv6 (`::ffff:192.0.2.1`, `::ffff:c000:201`).
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (groups === undefined) return address;
  return ipv4Of(groups) ?? `${prefix(groups, 4)}::/64`;
}

/**
 * What stands for the address of a visit at a lobby computer. Tries are counted by the visit, so that one visitor's mistakes close
 * no door for the next, and by the computer as a site is, so that visit after visit is no way round that.
 */
export const kioskAddress = (deviceId: number, visitId: number): string => `kiosk-${deviceId}/${visitId}`;

/** The site that an address is of; undefined for IPv4, where an address is one. */
export function siteOf(address: string): string | undefined {
  const [, device] = /^(kiosk-\d+)\/\d+$/.exec(address) ?? [];
  if (device !== undefined) return device;
  const groups = groupsOf(address);
  return groups === undefined || ipv4Of(groups) !== undefined ? undefined : `${prefix(groups, 3)}::/48`;
}

const prefix = (groups: readonly number[], count: number): string =>
  groups
    .slice(0, count)
    .map((group) => group.toString(16))
    .join(':');

function ipv4Of(groups: readonly number[]): string | undefined {
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return undefined;
  const [high = 0, low = 0] = groups.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** The eight groups of an IPv6 address (RFC 4291 section 2.2); undefined where it is none. */
function groupsOf(address: string): readonly number[] | undefined {
  if (!address.includes(':')) return undefined;
  const [bare = ''] = address.split('%');
  const written = bare.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
  const [before = '', after] = written.split('::');
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [read(before), read(after ?? '')];
  const gap = after === undefined ? 0 : 8 - head.length - tail.length;
  if (gap < 0) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => 0), ...tail];
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
}
