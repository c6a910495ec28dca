import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localFolder, projectFolder } from './project-folder.ts';

test('what this machine keeps is beside the sources, never among them', () => {
  expect(existsSync(join(projectFolder, 'package.json'))).toBe(true);
  expect(localFolder('')).toBe(join(projectFolder, '.caudal'));
  expect(localFolder('')).not.toContain(join('src', '.caudal'));
});

test('each utility has a place of its own', () => {
  expect(localFolder('utility')).toBe(join(projectFolder, '.caudal'));
  expect(localFolder('examples/second-town')).toBe(join(projectFolder, '.caudal', 'of', 'second-town'));
  expect(localFolder('/srv/our-water')).toBe(join(projectFolder, '.caudal', 'of', 'our-water'));
});
