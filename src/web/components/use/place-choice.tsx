import type { PlaceToTell } from '../../../domain/usage/index.ts';
import type { UseFound } from '../../../usecases/usage/index.ts';
import type { PageContext } from '../../page.ts';
import { UseChoice } from './use-choices.tsx';

/** What people call a place: its street, what it is for, and the meter's number where nothing else tells it from another. */
export function placeName({ var: { t } }: PageContext, { place, byStreet, byService, bySerial }: PlaceToTell): string {
  const names = [
    ...(byStreet ? [place.street] : []),
    ...(byService || (!byStreet && !bySerial) ? [t(`service.${place.service}`)] : []),
    ...(bySerial ? [t('use.place-meter', { serial: place.serial })] : []),
  ];
  return names.join(' · ');
}

/** All places of the account together, or one of them. */
export function PlaceChoice({
  c,
  shown,
  hrefOf,
}: {
  readonly c: PageContext;
  readonly shown: UseFound;
  readonly hrefOf: (at: number | undefined) => string;
}) {
  const { t } = c.var;
  return (
    <UseChoice
      label={t('use.place')}
      choices={[
        { text: t('use.place-all'), href: hrefOf(undefined), isChosen: shown.at === undefined },
        ...shown.places.map((one) => ({
          text: placeName(c, one),
          href: hrefOf(one.place.servicePointId),
          isChosen: shown.at === one.place.servicePointId,
        })),
      ]}
    />
  );
}
