import { expect, test } from 'vitest';
import { landlordBlock, landlordOf, simulatedPerson, simulatedStreet } from './simulated-people.ts';

test('thirty thousand people have no phone, email or street twice, and are the same at every start', () => {
  const homes = Array.from({ length: 30_000 }, (_, index) => index);
  const people = homes.map((index) => simulatedPerson(index, index % 3 === 0 ? 'es' : 'en'));
  const newcomers = homes.map((index) => simulatedPerson(index, 'en', true));
  const all = [...people, ...newcomers];
  expect(new Set(all.map(({ phone }) => phone)).size).toBe(all.length);
  expect(new Set(all.map(({ email }) => email)).size).toBe(all.length);
  expect(new Set(homes.map(simulatedStreet)).size).toBe(homes.length);
  expect(simulatedPerson(7, 'es')).toEqual({
    ...{ name: 'Inés Manantial Güell', phone: '541-555-0107' },
    email: 'ines.manantial.guell.8@mail.example',
  });
  const names = people.map(({ name }) => name).join('\n');
  for (const letter of ['ñ', 'á', 'Á', "O'", '-', 'LLC', 'S. A.']) expect(names).toContain(letter);
});

test('a landlord owns six homes of each block', () => {
  const owned = Array.from({ length: landlordBlock }, (_, index) => index).filter((index) => landlordOf(index) === 13);
  expect(owned).toHaveLength(6);
});
