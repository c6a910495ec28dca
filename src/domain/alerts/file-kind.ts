export type FileMediaType = 'application/pdf' | 'image/jpeg' | 'image/png';

/** A photograph of a receipt from a phone is 2 to 4 MB. */
export const largestFile = 5 * 1024 * 1024;

interface FileKind {
  readonly mediaType: FileMediaType;
  readonly begins: readonly number[];
  readonly endings: readonly string[];
}

const kinds: readonly FileKind[] = [
  { mediaType: 'application/pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d], endings: ['pdf'] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff], endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], endings: ['png'] },
];

/**
 * What a file is by its first bytes, whatever it is said to be; undefined for anything we do not take, and for a name that
 * says something else than the bytes do (ASVS 5.0, 5.2.2). A name without an ending says nothing.
 */
export function fileKindOf({
  bytes,
  name,
}: {
  readonly bytes: Uint8Array;
  readonly name: string;
}): FileMediaType | undefined {
  const kind = kinds.find(({ begins }) => begins.every((byte, index) => bytes[index] === byte));
  const ending = /\.([^./\\]+)$/.exec(name.trim())?.[1]?.toLowerCase();
  return kind === undefined || (ending !== undefined && !kind.endings.includes(ending)) ? undefined : kind.mediaType;
}
