import { createHash, randomBytes } from 'node:crypto';

export const hash = (text: string) => createHash('sha256').update(text).update(randomBytes(1));
export const die = () => 1 + Math.floor(6 * Math.random());
export const given = (random: { random(): number }) => random.random();
