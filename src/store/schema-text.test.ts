import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { test } from '../../test/support/database.ts';
import { schemaText } from './schema-text.ts';

test('db/schema.sql is what the migrations make (npm run schema writes it)', async ({ db }) => {
  expect(await schemaText(db)).toBe(readFileSync('db/schema.sql', 'utf8'));
});
