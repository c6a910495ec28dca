import { z } from 'zod';

/** WCAG 2.2, 1.4.3: letters of the usual size against what they stand on. */
const readable = 4.5;

/** What stands behind the utility's color: paper by day, and by night. */
const [paper, nightPaper] = ['#ffffff', '#10171d'] as const;

const colorOn = (paper: string, what: string) =>
  z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a color in six digits and in quotes, such as "#0b4778"')
    .refine(
      (color) => !/^#[0-9a-f]{6}$/i.test(color) || contrast(color, paper) >= readable,
      `a color ${what} that can be read: a contrast of at least ${readable} to 1 with ${paper}`,
    );

/** `look:` of `utility.yaml`: the utility's own color and mark. */
export const lookSchema = z
  .strictObject({
    color: colorOn(paper, 'on white'),
    color_dark: colorOn(nightPaper, 'on a dark page'),
    mark: z
      .string()
      .regex(/^[\w-]+\.(svg|png)$/, 'a file of this folder that ends in .svg or .png')
      .optional(),
  })
  .prefault({ color: '#0b4778', color_dark: '#86c5f2' });

export type Look = z.output<typeof lookSchema>;

/** How much lighter one of two colors is than the other, 1 to 21 (WCAG's contrast ratio). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
