import { loadPlace, type Place } from '../../../usecases/accounts/index.ts';
import type { PageContext } from '../../page.ts';
import { paths } from '../../paths.ts';
import { idOf, staffView } from '../request.ts';

/** The premise in the address of the page; that it was opened is recorded. */
export async function placeAt(c: PageContext): Promise<Place | undefined> {
  const number = c.req.param('premise') ?? '';
  return number === '' ? undefined : loadPlace(c.var.deps.db, number, staffView(c));
}

/** One of its service points, of the address too. */
export const pointAt = (c: PageContext, place: Place): Place['points'][number] | undefined =>
  place.points.find(({ id }) => id === idOf(c));

/** `12 Oak St, Medford`. */
export const addressOf = ({ details }: Pick<Place, 'details'>): string =>
  [details.line1, details.line2, details.city].filter((line) => line !== '').join(', ');

/** The way back to a premise's page. */
export const toPlace = (place: Place) => ({
  href: paths.console.premise(place.number),
  text: `${addressOf(place)} · ${place.number}`,
});
