/** How a telephone is reached. */
export const phoneWays = ['sms', 'voice'] as const;
export type PhoneWay = (typeof phoneWays)[number];

/** A number of the North American plan however it was typed, as carriers write it: `+15415550101`. */
export function readPhoneNumber(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s().·\-\u2010-\u2015]/g, '')
    .replace(/^(\+1|1)(?=\d{10}$)/, '');
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) ? `+1${digits}` : undefined;
}

/** `541-555-0101`. */
export const shownPhone = (number: string): string => number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3');
