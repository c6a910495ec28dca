export type FileMediaType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** A photograph of a receipt from a phone is 2 to 4 MB. */
export const largestFile = 5 * 1024 * 1024;

const signatures: readonly (readonly [FileMediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is by its first bytes, whatever it is called or said to be; undefined for anything we do not take. */
export const fileKindOf = (bytes: Uint8Array): FileMediaType | undefined =>
  signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
