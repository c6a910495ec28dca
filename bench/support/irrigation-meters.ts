import type { Dice } from '../../src/demo/domain/household-simulator/index.ts';
import { doubling } from './chance-events.ts';
import { daysOf, growing, run, type Sheet } from './site-plumbing.ts';

/**
 * A meter that serves a garden, a park or a median only: valves by a clock, drip lines that run steadily for hours, a few
 * weeks of watering several times a day after planting, nothing in winter; some with a fountain, a pond's float or a tap.
 */
export function pourGarden(sheet: Sheet, die: Dice): string {
  const lawns = die.between(0, 12);
  const drips = die.between(lawns === 0 ? 1 : 0, 5);
  const weekdays = die.pick(['1010100', '0101010', '1010101', '1111111', '1111111', '0010010']);
  const clock = die.pick([19, 20, 21, 22, 22, 23, 0, 2, 4]);
  const [skipsRain, bySeason] = [die.happens(0.5), die.happens(0.7)];
  const lawnHours = 0.2 + 0.5 * die.roll();
  const [lawnRate, dripRate] = [doubling(300, 2400, die), doubling(15, 250, die)];
  // Trees that were planted are soaked for most of a day now and then.
  const soakHours = drips > 0 && die.happens(0.12) ? die.between(10, 20) : 0;
  const dripHours = 0.7 + 3.5 * die.roll();
  const newTurf = die.happens(0.08) ? die.between(70, 200) : Number.NEGATIVE_INFINITY;
  const tap = die.happens(0.12);
  const pond = die.happens(0.06);
  const winter = die.happens(0.15);
  for (const { day, date } of daysOf(sheet)) {
    const season = bySeason ? growing(date.with({ day: 15 })) : growing(date) > 0 ? 0.8 : 0;
    const { highCelsius, rainMillimetres } = sheet.weather;
    const rained = (rainMillimetres[day] ?? 0) + (rainMillimetres[day - 1] ?? 0) > 6;
    const dry = winter && season === 0 && date.day === 10 ? 0.4 : season;
    const high = highCelsius[day] ?? 0;
    if (tap && high > 8)
      for (let use = die.between(0, 4); use > 0; use -= 1) run(sheet, day, die.between(7, 19), 0.1, 20);
    // A float lets in what evaporates: as much in each hour of sun, little at night.
    if (pond && high > 12) run(sheet, day, 8 + 2 * die.roll(), Math.min(20, 8 + (high - 12) / 2), 3 + 10 * die.roll());
    if (day >= newTurf && day < newTurf + 24 && growing(date) > 0) {
      for (const at of [6, 9, 12, 15, 18]) run(sheet, day, at, Math.max(0.3, lawns * 0.12), lawnRate);
    }
    if (dry === 0 || (rained && skipsRain) || weekdays[date.dayOfWeek - 1] !== '1') continue;
    let at = clock;
    for (let zone = 0; zone < lawns; zone += 1) {
      run(sheet, day, at, lawnHours * dry, lawnRate * (0.7 + (0.6 * ((zone * 7) % 5)) / 5));
      at += lawnHours * dry;
    }
    for (let zone = 0; zone < drips; zone += 1) {
      run(sheet, day, at, dripHours * dry, dripRate * (0.8 + 0.1 * zone));
      at += dripHours * dry;
    }
    if (soakHours > 0 && date.dayOfWeek === 2) run(sheet, day, 6, soakHours, dripRate * 1.5);
  }
  // In spring somebody opens each valve for some minutes, and looks.
  run(sheet, die.between(10, 60), 9, 2, lawnRate * 0.3);
  return pond ? 'gardens with a pond' : drips > 0 && lawns === 0 ? 'drip lines' : 'gardens';
}
