/** A roster file of `lines`: customer number, account number, autopay, e-bill. */
export const bytesOfRoster = (...lines: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(['customer_number,account_number,autopay,ebill', ...lines].join('\n'));
