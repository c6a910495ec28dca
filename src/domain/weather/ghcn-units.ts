/** `tenths`: of °C and of mm, GHCN-Daily's own. `metric`: °C and mm. `standard`: °F and inches. */
export const ghcnUnits = ['tenths', 'metric', 'standard'] as const;
export type GhcnUnits = (typeof ghcnUnits)[number];

/** Which of a file's values are written with a decimal point. */
export interface DecimalPoints {
  readonly temperature: boolean;
  readonly rain: boolean;
  readonly anyTemperature: boolean;
  /** The temperature farthest from 0, as written. */
  readonly farthestTemperature: number;
}

/** No weather is so hot in degrees of either kind: a number beyond it is in tenths. */
const hottest = 135;

/**
 * The units of a file with one column an element, which does not say them. NOAA writes tenths without a decimal point,
 * degrees Celsius with one, and degrees Fahrenheit whole beside inches with one. Undefined where only rain is there and
 * has a decimal point: inches or millimetres, nobody can tell; and where every temperature is whole and could be one in
 * degrees, as `35` of January: 35 °F, or 3.5 °C.
 */
export function unitsOf({
  temperature,
  rain,
  anyTemperature,
  farthestTemperature,
}: DecimalPoints): GhcnUnits | undefined {
  if (temperature) return 'metric';
  if (!rain) return anyTemperature && farthestTemperature <= hottest ? undefined : 'tenths';
  return anyTemperature ? 'standard' : undefined;
}

/** Tenths of a degree Celsius; undefined beyond what was ever measured on Earth. */
export function temperatureTenths(value: number, units: GhcnUnits): number | undefined {
  const tenths = Math.round(units === 'tenths' ? value : units === 'metric' ? value * 10 : ((value - 32) * 50) / 9);
  return tenths >= -900 && tenths <= 600 ? tenths : undefined;
}

/** Tenths of a millimetre; undefined where negative, or more than ever fell in a day. */
export function rainTenths(value: number, units: GhcnUnits): number | undefined {
  const tenths = Math.round(units === 'tenths' ? value : units === 'metric' ? value * 10 : value * 254);
  return tenths >= 0 && tenths <= 19_000 ? tenths : undefined;
}
