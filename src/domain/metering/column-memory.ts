const pieceBytes = 1 << 18;
let piece = new ArrayBuffer(pieceBytes);
let taken = 0;

/**
 * Room for the columns of a day, out of a larger piece of memory that goes when no day needs it any more. Of memory of their
 * own, asked of the system and given back for each of some hundred bytes, a night's file took a third longer.
 */
export function columnMemory(bytes: number): { readonly buffer: ArrayBuffer; readonly offset: number } {
  if (bytes > pieceBytes / 16) return { buffer: new ArrayBuffer(bytes), offset: 0 };
  if (taken + bytes > pieceBytes) {
    piece = new ArrayBuffer(pieceBytes);
    taken = 0;
  }
  const offset = taken;
  // Numbers of eight bytes begin at a multiple of eight.
  taken += Math.ceil(bytes / 8) * 8;
  return { buffer: piece, offset };
}
