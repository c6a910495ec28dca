import { z } from 'zod';
import { wording } from './written-values.ts';

/** `weather:` of `utility.yaml`: the station whose days are shown beside water use. */
export const weatherSchema = z.strictObject({
  station: z.string().regex(/^[A-Z0-9_-]{11}$/, 'a GHCN-Daily station of 11 characters, such as USW00024225'),
  place: wording,
  units: z.enum(['us', 'metric']),
  fetch: z.strictObject({
    on: z.boolean(),
    url: z.url({ protocol: /^https?$/ }),
    days: z.int().min(1).max(366),
  }),
});

export type WeatherConfig = z.output<typeof weatherSchema>;
