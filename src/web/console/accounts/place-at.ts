import { loadPlace, type Place } from '../../../usecases/accounts/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { idOf, staffView } from '../request.ts';

/** The premise in the address of the page; that it was opened is recorded. */
export async function placeAt(c: PageContext): Promise<Place | undefined> {
  const number = c.req.param('premise') ?? '';
  return number === '' ? undefined : loadPlace(c.var.deps.db, number, staffView(c));
}

/** The service point of the address, with the premise that it is at. */
export async function pointAt(
  c: PageContext,
): Promise<{ readonly place: Place; readonly point: Place['points'][number] } | undefined> {
  const place = await placeAt(c);
  const point = place?.points.find(({ id }) => id === idOf(c));
  return place && point && { place, point };
}

/** `12 Oak St, Medford`. */
export const addressOf = ({ details }: Pick<Place, 'details'>): string =>
  [details.line1, details.line2, details.city].filter((line) => line !== '').join(', ');

/** The way back to a premise's page. */
export const toPlace = (place: Place) => ({
  href: paths.console.premise(place.number),
  text: `${addressOf(place)} · ${place.number}`,
});
