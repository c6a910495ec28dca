import type { Language } from '../../../domain/kernel/index.ts';

/** Somebody whom the town bills. Everything is made up: names of water and of nobody, phones kept for stories, and `.example`. */
export interface SimulatedPerson {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

const spanishNames = [
  'Ana',
  'José',
  'María Fernanda',
  'Ángel',
  'Lucía',
  'Begoña',
  'Ramón',
  'Inés',
  'Íñigo',
  'Concepción',
  'Raúl',
  'Sofía',
  'Iván',
  'Rocío',
  'Joaquín',
  'Verónica',
  'Andrés',
  'Paz',
  'Óscar',
  'Guadalupe',
  'Martín',
  'Zoé',
  'Tomás',
  'Úrsula',
] as const;
const spanishSurnames = [
  'Peña Clara',
  'Núñez del Arroyo',
  'Muñoz Fuentefría',
  'Aguadulce',
  'Ríos Inventados',
  'Lluvia Marín',
  'Cántaro Ibáñez',
  'Manantial Güell',
  'de la Muestra',
  'Acequia Ordóñez',
  'Pozo Hondo',
  'Charco-Laguna',
  'Caño Viejo',
  'Gotera Piñón',
  'Niebla Quiñones',
  'Alberca Sáenz',
  'Rocío Temprano',
  'Marea Cuñado',
  'Torrente Ávila',
  'Vado Señorena',
  'Nube Ceniceros',
  'Cascada Brañas',
  'Ribera Peñuela',
] as const;
const englishNames = [
  'Ann',
  'Brook',
  "D'Arcy",
  'Mary-Jo',
  'Walter',
  'Rainer',
  'Marina',
  'Cliff',
  'Pearl',
  'Zoë',
  'Hank',
  'Dewey',
  'Coral',
  'Anne-Marie',
  'Misty',
  'Gale',
  'Noël',
  'Ford',
  'Bea',
  'Chloé',
  'Otis',
  'Wade',
  'Shelly',
  'Tad',
] as const;
const englishSurnames = [
  "O'Rivulet",
  'Puddlesworth',
  'Fairwater',
  'Stone-Wells',
  'McDrizzle',
  'Raincatcher',
  'Dewberry',
  'Samplewood',
  "D'Eau",
  'Brooksby-Lake',
  'Faucett',
  'Springer',
  'Makebelieve',
  'Tidewell',
  "O'Puddle",
  'Dripwell',
  'Cisterna',
  'Poolworthy',
  'Overbrook',
  'Fitz-Stream',
  'Splashford',
  'Hydranté',
  'Pretendahl',
] as const;
const companies = [
  ['Panadería La Muestra, S. A.', 'es'],
  ['Sample & Sons Car Wash LLC', 'en'],
  ['Lavandería Agua Inventada', 'es'],
  ["O'Pretend's Fish & Chips", 'en'],
  ['Viveros Peñafingida', 'es'],
  ['Make-Believe Dental, P.C.', 'en'],
  ['Tortillería El Ejemplo', 'es'],
  ['Example Hill Homeowners’ Association', 'en'],
] as const;
const landlords = [
  ['Inmobiliaria Muñoz-Ficticia', 'es'],
  ['Samplewood Property Management LLC', 'en'],
  ['Rentas Peña Imaginada', 'es'],
  ["O'Fictional Rentals, Inc.", 'en'],
] as const;

/** One household in so many is a company; six in each block of so many belong to its landlord. */
const everyCompany = 29;
export const landlordBlock = 250;
const rented = new Set([13, 47, 91, 130, 177, 220]);

/** The household whose customer owns this one, where a landlord does: the first of its block that is rented. */
export const landlordOf = (index: number): number | undefined =>
  rented.has(index % landlordBlock) ? index - (index % landlordBlock) + 13 : undefined;

/** Who lives at the household number `index`; `moved` is who came after. Spelled the same at every start. */
export function simulatedPerson(index: number, language: Language, moved = false): SimulatedPerson {
  const person = moved ? index + movedIn : index;
  const name = nameOf(index, person, language, moved);
  return { name, phone: phoneOf(index, moved), email: `${addressName(name)}.${person + 1}@mail.example` };
}

/** Newcomers come after every household that a town can have. */
const movedIn = 500_000;

function nameOf(index: number, person: number, language: Language, moved: boolean): string {
  if (!moved && landlordOf(index) !== undefined) {
    return picked(ofLanguage(landlords, language), Math.floor(index / landlordBlock));
  }
  if (!moved && index % everyCompany === 17)
    return picked(ofLanguage(companies, language), Math.floor(index / everyCompany));
  // 24 names and 23 surnames are coprime: 552 pairs before one comes again.
  const [names, surnames] = language === 'es' ? [spanishNames, spanishSurnames] : [englishNames, englishSurnames];
  return `${picked(names, person)} ${picked(surnames, person)}`;
}

const ofLanguage = (all: readonly (readonly [string, Language])[], language: Language): readonly string[] =>
  all.flatMap(([name, its]) => (its === language ? [name] : []));

const picked = (all: readonly string[], index: number): string => all[index % all.length] ?? '';

/** Numbers kept for stories: 555-0100 to 555-0189 of one area after another, so that nobody shares one. */
function phoneOf(index: number, moved: boolean): string {
  const area = areas[(Math.floor(index / linesAnArea) + (moved ? Math.floor(areas.length / 2) : 0)) % areas.length];
  return `${area}-555-01${String(index % linesAnArea).padStart(2, '0')}`;
}

const linesAnArea = 90;
const oregon = [541, 458, 503, 971];
/** Area codes of three different shapes are never given out: x11, x9x, and those that begin with 0 or 1. */
const areas: readonly number[] = [
  ...oregon,
  ...Array.from({ length: 800 }, (_, index) => index + 200).filter(
    (code) => code % 100 !== 11 && Math.floor(code / 10) % 10 !== 9 && !oregon.includes(code),
  ),
];

/** `ana.pena.clara`: as people write their own names into addresses. */
const addressName = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '.')
    .replaceAll(/^\.|\.$/g, '');

const streets = [
  'Simulation Way',
  'Sample Creek Rd',
  'Demo Orchard Ave',
  'Example Hill Dr',
  'Calle de Muestra',
  'Pretend Pine St',
  'Avenida Peña Fingida',
  "O'Example Ln",
  'Paseo del Ensayo',
  'Make-Believe Ct',
  'Callejón Ñandú',
  'Fictional Ferry Rd',
  'Camino del Pájaro Pintado',
  'Mock Orange Blvd',
  'Plaza Ejemplar',
  'Imaginary Oak Ter',
  'Vereda de la Cigüeña',
  'Invented Mill Rd',
  'Calle del Río Soñado',
  'Rehearsal Row',
  'Paseo de las Pruebas',
  'Notional Ave',
  'Ronda Añil',
  'Placeholder Pl',
] as const;

/** No two households have the same address. */
export const simulatedStreet = (index: number): string =>
  `${100 + Math.floor(index / streets.length) * 4 + (index % 2)} ${streets[index % streets.length]}`;
