import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commandLine } from '../support/command-line.ts';

const read = (file: string): string => readFileSync(file, 'utf8');

test('alerts ask for figures that there are, and each says what to do', () => {
  const rules = read('deploy/caudal-rules.yaml');
  const source = globSync('src/{main,gateways}/metrics.ts').map(read).join('');
  const names = new Set([...rules.matchAll(/caudal_[a-z_]+/g)].map(([name]) => name.replace(/_(count|bucket)$/, '')));
  expect(names.size).toBeGreaterThan(7);
  expect([...names].filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  const [{ rules: alerts }]: [{ rules: { alert: string }[] }] = parse(rules).groups;
  const told = read('docs/reference/alerts.md');
  expect(alerts.filter(({ alert }) => !told.includes(`| \`${alert}\` |`))).toEqual([]);
});

test('units start commands that there are, and all of them shut the same doors', () => {
  const units = globSync('deploy/systemd/*.service')
    .map((file) => ({ file, text: read(file) }))
    .filter(({ text }) => text.includes('caudal.mjs'));
  expect(units.length).toBe(4);
  const known = commandLine.commands.map((command) => command.name());
  for (const { file, text } of units) {
    const command = /^ExecStart=.*caudal\.mjs (\S+)/m.exec(text)?.[1];
    expect(known, file).toContain(command);
    for (const door of ['NoNewPrivileges=yes', 'ProtectSystem=strict', 'CapabilityBoundingSet=\n', 'User=caudal']) {
      expect(text, file).toContain(door);
    }
  }
});

test('compose.yaml is YAML whose secrets are all declared', () => {
  const compose = parse(read('deploy/compose.yaml'), { merge: true });
  const asked = Object.values<{ secrets?: string[] }>(compose.services).flatMap(({ secrets }) => secrets ?? []);
  expect(new Set(asked)).toEqual(new Set(Object.keys(compose.secrets)));
});

test('any number of portals and workers stand side by side, and both proxies know the first two portals', () => {
  const doors = ['web', 'worker'].flatMap((kind) => {
    const text = read(`deploy/systemd/caudal-${kind}@.service`);
    const [, set = ''] = /^Environment=(.*CAUDAL_OPERATIONS=.*)$/m.exec(text) ?? [];
    return [1, 2, 9].flatMap((one) =>
      [...set.replaceAll('%i', String(one)).matchAll(/PORT=(\d+)|127\.0\.0\.1:(\d+)/g)].map(([, at, own]) => at ?? own),
    );
  });
  expect(doors).toEqual(['3001', '9471', '3002', '9472', '3009', '9479', '9481', '9482', '9489']);
  for (const file of ['deploy/proxy/nginx.conf', 'deploy/proxy/Caddyfile']) {
    expect(read(file), file).toMatch(/127\.0\.0\.1:3001[\s\S]*127\.0\.0\.1:3002/);
    // Caudal says it itself; said twice, a browser takes the first.
    expect(read(file), file).not.toMatch(/max-age/);
  }
});
