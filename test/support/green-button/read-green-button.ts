import { z } from 'zod';

/** What the independent reader says about a file, as far as we look. */
const readFile = z.object({
  title: z.string(),
  entries: z.array(
    z.object({
      title: z.string(),
      content: z.object({
        UsagePoint: z.object({ ServiceCategory: z.object({ kind_value: z.string() }) }).optional(),
        ReadingType: z
          .object({
            commodity_value: z.string(),
            kind_value: z.string(),
            uom_value: z.string(),
            powerOfTenMultiplier: z.number(),
          })
          .optional(),
        UsageSummary: z
          .object({
            billingPeriod: z.object({ start: z.number(), duration: z.number() }),
            billLastPeriod: z.number().optional(),
            costAdditionalLastPeriod: z.number().optional(),
            currency_value: z.string().optional(),
            commodity_value: z.string(),
            overallConsumptionLastPeriod: z.object({
              value: z.number(),
              powerOfTenMultiplier: z.number(),
              uom_value: z.string(),
            }),
          })
          .optional(),
        IntervalBlock: z
          .array(
            z.object({
              interval: z.object({ start: z.number(), duration: z.number() }),
              IntervalReading: z.array(
                z.object({
                  timePeriod: z.object({ start: z.number(), duration: z.number() }),
                  value: z.number(),
                  ReadingQuality: z.array(z.object({ quality: z.coerce.number() })).optional(),
                }),
              ),
            }),
          )
          .optional(),
      }),
    }),
  ),
});

/** Types of its own source do not pass our compiler's flags, so that it is loaded by a name the compiler does not follow. */
const independentReader: string = '@cityssm/green-button-parser';

/** Reads a Green Button file as somebody else's program does. */
export async function readGreenButton(xml: string) {
  const reader: { atomToGreenButtonJson(text: string): Promise<unknown> } = await import(independentReader);
  const { title, entries } = readFile.parse(await reader.atomToGreenButtonJson(xml));
  const one = <Found>(of: (entry: (typeof entries)[number]) => Found | undefined): Found | undefined =>
    entries.map(of).find((found) => found !== undefined);
  const blocks = entries.flatMap((entry) => entry.content.IntervalBlock ?? []);
  return {
    title,
    point: one((entry) => (entry.content.UsagePoint === undefined ? undefined : entry.title)),
    service: one((entry) => entry.content.UsagePoint?.ServiceCategory.kind_value),
    type: one((entry) => entry.content.ReadingType),
    summaries: entries.flatMap((entry) => entry.content.UsageSummary ?? []),
    blocks,
    readings: blocks.flatMap((block) => block.IntervalReading),
  };
}
