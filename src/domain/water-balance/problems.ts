/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const systemWaterProblemCodes = [
  'system-water.file-empty',
  'system-water.column-missing',
  'system-water.field-count',
  'system-water.quote-unclosed',
  'system-water.source-missing',
  'system-water.source-name',
  'system-water.period-unreadable',
  'system-water.period-ahead',
  'system-water.period-overlaps',
  'system-water.volume-unreadable',
  'system-water.unit-unknown',
  'system-water.kind-unknown',
  'system-water.zone-unknown',
  'system-water.place-missing',
  'system-water.service-point-unknown',
  'system-water.meter-unknown',
  'system-water.meter-nowhere',
  'system-water.zone-name',
  'system-water.zone-new',
  'system-water.zone-twice',
  'system-water.from-unreadable',
  'system-water.from-far',
] as const;

export type SystemWaterProblemCode = (typeof systemWaterProblemCodes)[number];
