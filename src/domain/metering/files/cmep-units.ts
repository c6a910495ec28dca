import type { VolumeUnit } from '../../kernel/index.ts';
import { unitOfWord } from './unit-words.ts';

export interface CmepUnit {
  readonly unit: VolumeUnit;
  readonly kind: 'register' | 'interval';
}

/** CMEP field 11: `GAL` is the use of an interval, `GALREG` the register. */
export function cmepUnit(written: string): CmepUnit | undefined {
  const word = written.trim().toUpperCase();
  const kind = word.endsWith('REG') ? 'register' : 'interval';
  const unit = unitOfWord(kind === 'register' ? word.slice(0, -3) : word);
  return unit === undefined ? undefined : { unit, kind };
}

/** CMEP field 13 in seconds: `00000100` (MMDDHHMM) and `60` (minutes) are an hour. Months have no length: undefined. */
export function cmepInterval(written: string): number | undefined {
  const text = written.trim();
  if (/^00\d{6}$/.test(text)) {
    const [days, hours, minutes] = [text.slice(2, 4), text.slice(4, 6), text.slice(6, 8)].map(Number);
    return (((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 || undefined;
  }
  return /^\d{1,4}$/.test(text) ? Number(text) * 60 || undefined : undefined;
}
