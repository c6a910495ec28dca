/** Every code this module's problems carry; the words are `problem.<code>` in both locales. */
const weatherProblemCodes = [
  'weather.columns-missing',
  'weather.date-unreadable',
  'weather.day-out-of-range',
  'weather.field-count',
  'weather.high-below-low',
  'weather.line-too-long',
  'weather.not-configured',
  'weather.quote-unclosed',
  'weather.service-failed',
  'weather.station-not-in-file',
  'weather.two-values',
  'weather.units-unknown',
  'weather.value-implausible',
  'weather.value-unreadable',
] as const;

export type WeatherProblemCode = (typeof weatherProblemCodes)[number];
