import type { GhcnUnits } from './ghcn-units.ts';

/** What is read of the many that the data set has: the day's high, low, and rain. */
export type Element = 'TMAX' | 'TMIN' | 'PRCP';

interface Value {
  readonly element: Element;
  /** Of the line's fields, from 0. */
  readonly column: number;
  /** NOAA's quality flag; empty where the value passed every check. */
  readonly flag: string;
}

/** Where a file has what. */
export interface GhcnLayout {
  readonly isHeader: boolean;
  /** Given where the layout itself says them. */
  readonly units?: GhcnUnits;
  readonly width: number;
  readonly station: number;
  readonly date: number;
  isWanted(fields: readonly string[]): boolean;
  valuesOf(fields: readonly string[]): readonly Value[];
}

const elements = ['TMAX', 'TMIN', 'PRCP'] as const;
const elementOf = (text: string | undefined): Element | undefined => elements.find((one) => one === text);

/** The layout of a file by its first line that is not blank; undefined where it is none of GHCN-Daily's. */
export function ghcnLayout(first: readonly string[]): GhcnLayout | undefined {
  const names = first.map((name) => name.trim().toUpperCase());
  if (names[0] === 'ID' || /^[A-Z0-9_-]{11}$/.test(names[0] ?? '')) {
    return (names[0] === 'ID' || /^\d{8}$/.test(names[1] ?? '')) && names.length >= 4
      ? { ...oneElementALine, isHeader: names[0] === 'ID' }
      : undefined;
  }
  return oneColumnAnElement(names);
}

/** `ID,YYYYMMDD,ELEMENT,VALUE,MFLAG,QFLAG,SFLAG,OBSTIME`, without a header; always in tenths. */
const oneElementALine: Omit<GhcnLayout, 'isHeader'> = {
  units: 'tenths',
  ...{ width: 4, station: 0, date: 1 },
  isWanted: (fields) => elementOf(fields[2]) !== undefined,
  valuesOf(fields) {
    const element = elementOf(fields[2]);
    return element === undefined ? [] : [{ element, column: 3, flag: (fields[5] ?? '').trim() }];
  },
};

/** `STATION,DATE,…,TMAX,TMAX_ATTRIBUTES,…`: attributes are `M,Q,S`, the second the quality flag. */
function oneColumnAnElement(names: readonly string[]): GhcnLayout | undefined {
  const [station, date] = [names.indexOf('STATION'), names.indexOf('DATE')];
  const columns = elements.flatMap((element) => {
    const column = names.indexOf(element);
    return column < 0 ? [] : [{ element, column, attributes: names.indexOf(`${element}_ATTRIBUTES`) }];
  });
  if (station < 0 || date < 0 || columns.length === 0) return undefined;
  return {
    isHeader: true,
    width: 1 + Math.max(station, date, ...columns.map(({ column }) => column)),
    ...{ station, date },
    isWanted: () => true,
    valuesOf: (fields) =>
      columns.map(({ element, column, attributes }) => ({
        ...{ element, column },
        flag: attributes < 0 ? '' : ((fields[attributes] ?? '').split(',')[1] ?? '').trim(),
      })),
  };
}
