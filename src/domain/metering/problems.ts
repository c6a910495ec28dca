/**
 * Every code this module's problems carry; the words are `problem.<code>` in both locales. Each says why use cannot be
 * calculated from the registers, or what of a file of reads cannot be read: an exception for a person, that never stops
 * other accounts or other lines.
 */
const meteringProblemCodes = [
  'metering.column-twice',
  'metering.columns-missing',
  'metering.count-beyond-dials',
  'metering.count-mismatch',
  'metering.field-count',
  'metering.file-cut-off',
  'metering.format-unknown',
  'metering.hours-in-doubt',
  'metering.interval-unreadable',
  'metering.json-unreadable',
  'metering.line-too-long',
  'metering.mapping-key-missing',
  'metering.mapping-key-unknown',
  'metering.mapping-of-other-format',
  'metering.mapping-value-wrong',
  'metering.mapping-yaml-unreadable',
  'metering.meter-unknown',
  'metering.meter-unnamed',
  'metering.negative-use',
  'metering.no-history-to-estimate',
  'metering.no-meter',
  'metering.no-opening-read',
  'metering.no-read-in-window',
  'metering.no-read-to-correct',
  'metering.purpose-unknown',
  'metering.quality-unknown',
  'metering.quote-unclosed',
  'metering.record-unknown',
  'metering.register-leaps',
  'metering.register-went-back',
  'metering.time-skipped',
  'metering.time-unknown',
  'metering.time-unreadable',
  'metering.unit-of-other-channel',
  'metering.unit-unknown',
  'metering.value-rounded',
  'metering.value-too-fine',
  'metering.value-unreadable',
] as const;

export type MeteringProblemCode = (typeof meteringProblemCodes)[number];
