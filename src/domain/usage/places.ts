/** What a service point is for, as billing systems say it. */
export type Service = 'water' | 'irrigation' | 'fire' | 'reclaimed' | 'sewer' | 'storm' | 'other';

/** A place at which an account's water is measured by the hour. */
export interface MeteredPlace {
  readonly servicePointId: number;
  readonly street: string;
  readonly service: Service;
  /** Of the meter that stands there now, or stood there last. */
  readonly serial: string;
}

/** What tells a place from the account's others: the street where that differs, what it is for, the meter where nothing else does. */
export interface PlaceToTell {
  readonly place: MeteredPlace;
  readonly byStreet: boolean;
  readonly byService: boolean;
  readonly bySerial: boolean;
}

/** The places of an account's meters, oldest first; none where all of its water is measured at one. */
export function placesToTell(meters: readonly MeteredPlace[]): readonly PlaceToTell[] {
  const places = [...new Map(meters.map((meter) => [meter.servicePointId, meter])).values()];
  if (places.length < 2) return [];
  const streets = new Set(places.map(({ street }) => street));
  return places.map((place) => {
    const sameStreet = places.filter(({ street }) => street === place.street);
    const alike = sameStreet.filter(({ service }) => service === place.service);
    return {
      place,
      byStreet: streets.size > 1,
      byService: place.service !== 'water' || sameStreet.length > alike.length,
      bySerial: alike.length > 1,
    };
  });
}
