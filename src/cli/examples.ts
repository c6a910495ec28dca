import type { Command } from 'commander';

/** For each command what somebody would type, after `npx caudal`; numbers and names are made up. */
const examples: Readonly<Record<string, readonly string[]>> = {
  up: ['up', 'up --utility examples/second-town --port 3100'],
  web: ['web'],
  worker: ['worker'],
  migrate: ['migrate'],
  doctor: ['doctor', 'doctor --all --json'],
  backup: ['backup --into /srv/backups --keep 14', 'backup --wal'],
  restore: ['restore --drill', 'restore --into /srv/caudal-restored --until 2026-05-14T15:59:00Z'],
  'config check': ['config check', 'config check --accounts --json'],
  init: ['init /srv/our-water', 'init /srv/our-water --yes --name "Riverton Water" --languages en,es'],
  'rates check': ['rates check utility/rates/*.owrs'],
  'rates apply': [
    `rates apply utility/rates/residential-inside-2024-03-01.owrs --class RESIDENTIAL_SINGLE --input usage_gal=5000 --input 'meter_size=5/8"' --input backflow=yes`,
    'rates apply --batch jobs.jsonl',
  ],
  'bill run': [
    'bill run --cycle A --read-through 2026-05-05 --as ana@example.org --dry-run',
    'bill run --cycle A --read-through 2026-05-05 --as ana@example.org',
  ],
  'bill runs': ['bill runs'],
  'bill review': ['bill review 12', 'bill review 12 --rule high-use --json'],
  'bill decide': [
    'bill decide 12 1000000123 --release --reason "a pool was filled" --as ana@example.org',
    'bill decide 12 1000000124 --count 4711 --reason "read again by phone" --as ana@example.org',
  ],
  'bill approve': ['bill approve 12 --as luis@example.org'],
  'bill post': ['bill post 12 --as luis@example.org'],
  'bill cancel-run': ['bill cancel-run 12 --reason "wrong rates" --as luis@example.org'],
  'bill never-billed': ['bill never-billed'],
  'bill show': ['bill show 1000000123'],
  'bill corrections': ['bill corrections', 'bill corrections --all --json'],
  'facts set': [
    'facts set household_size 4 --account 00000001-0000001 --from 2026-05-01 --reason "told at the counter" --as ana@example.org',
  ],
  'facts list': ['facts list 00000001-0000001'],
  'facts import': ['facts import household-sizes.csv --as ana@example.org'],
  'facts check': ['facts check', 'facts check --on 2026-07-01'],
  'premise show': ['premise show 0000001'],
  'premise add': [
    'premise add --line1 "12 Main St" --city Medford --state OR --zip 97501 --reason "new house" --as ana@example.org',
  ],
  'premise change': ['premise change 0000001 --zone 2 --reason "wrong on the map" --as ana@example.org'],
  'premise add-point': [
    'premise add-point 0000001 --class RESIDENTIAL_SINGLE --service water --cycle A --reason "new house" --as ana@example.org',
  ],
  'premise change-point': [
    'premise change-point 31 --class COMMERCIAL --from 2026-06-01 --reason "is a shop now" --as ana@example.org',
  ],
  'premise install-meter': [
    `premise install-meter 31 --serial 70012345 --size '5/8"' --on 2026-05-04 --unit gal --dials 7 --read 0 --reason "new house" --as ana@example.org`,
  ],
  'premise remove-meter': [
    'premise remove-meter 31 --serial 70012345 --on 2026-05-04 --read 4711 --reason "house torn down" --as ana@example.org',
  ],
  'move in': [
    'move in 0000001 --on 2026-05-04 --read 70012345=4711 --name "Ana Ejemplo" --language es --reason "moves in" --as ana@example.org',
  ],
  'move out': ['move out 00000001-0000001 --on 2026-06-01 --reason "moves away" --as ana@example.org'],
  'move transfer': [
    'move transfer 00000001-0000001 --to 0000002 --on 2026-06-01 --leaves 2026-06-01 --balance --reason "moves house" --as ana@example.org',
  ],
  'move balance': [
    'move balance 00000001-0000001 --to 00000001-0000002 --reason "asked at the counter" --as ana@example.org',
  ],
  'move take-back': ['move take-back 00000001-0000002 --reason "wrong house" --as ana@example.org'],
  explain: ['explain 1000000123', 'explain 1000000123 --language es'],
  'staff add': ['staff add you@your-utility.gov --role admin --name "Your Name"'],
  'staff list': ['staff list'],
  'staff remove': ['staff remove ana@example.org'],
  'staff reset-authenticator': ['staff reset-authenticator ana@example.org'],
  'import roster': ['import roster roster.csv --dry-run', 'import roster roster.csv'],
  'import cis': ['import cis from-billing/2026-05-14 --dry-run', 'import cis from-billing/2026-05-14'],
  'import reads': ['import reads night-2026-05-14.csv', 'import reads *.csv.gz --format beacon --json'],
  'import production': ['import production wells-2026-05.csv'],
  'import zones': ['import zones zones.csv --dry-run'],
  'import weather': ['import weather USW00024225.csv --units tenths'],
  'import ack': ['import ack ack-payments-17.csv'],
  'import everything': ['import everything /srv/export'],
  'transition status': ['transition status'],
  'transition at-risk': ['transition at-risk', 'transition at-risk --csv > at-risk.csv'],
  'transition hold-late-fees': ['transition hold-late-fees'],
  'leaks scan': ['leaks scan'],
  'leaks list': ['leaks list', 'leaks list --all --json'],
  'payments compare': ['payments compare'],
  'payments findings': ['payments findings'],
  'exchange payments': ['exchange payments to-billing', 'exchange payments to-billing --again 17'],
  'exchange changes': ['exchange changes to-billing'],
  'exchange enrolments': ['exchange enrolments to-billing'],
  'exchange reads': ['exchange reads to-billing --form badger --on 2026-05-20 --cycle A'],
  'exchange convert': ['exchange convert from-billing package --mapping badger-data-exchange --dry-run'],
  'exchange standing': ['exchange standing'],
  'exchange send-again': [
    'exchange send-again R7K2-9QHD-3MXV-TA4P --reason "account was opened over there" --as ana@example.org',
  ],
  'exchange shadow': ['exchange shadow'],
  'export everything': ['export everything /srv/export --bill-pdfs'],
  'jobs list': ['jobs list'],
  'jobs send-again': ['jobs send-again 1234', 'jobs send-again --all'],
  'jobs discard': ['jobs discard 1234 --reason "the customer was called"'],
  'mail bounce': ['mail bounce < returned.eml'],
  'mail returned': ['mail returned', 'mail returned --message 7'],
  'audit verify': ['audit verify'],
  'audit search': ['audit search'],
  'cluster plan': ['cluster plan'],
  'cluster apply': ['cluster apply', 'cluster apply --shards 16 --yes --json'],
  'cluster status': ['cluster status', 'cluster status --json'],
  'survey-meters': ['survey-meters'],
  'water-balance': ['water-balance --from 2026-01 --through 2026-03'],
  'reads validate': ['reads validate'],
  'reads total': ['reads total --meter 70012345 --from 2026-05-01 --to 2026-05-31 --json'],
  'reads enter': [
    'reads enter --meter 70012345 --on 2026-05-05 --count 4711 --reason "read by the owner" --as ana@example.org',
  ],
};

/** The commands that do something, by the words that call each. */
export function commandsByName(command: Command, before: readonly string[] = []): ReadonlyMap<string, Command> {
  const inner = command.commands.flatMap((one) => {
    const name = [...before, one.name()];
    return one.commands.length > 0 ? [...commandsByName(one, name)] : [[name.join(' '), one] as const];
  });
  return new Map(inner);
}

export const examplesOf = (name: string): readonly string[] => examples[name] ?? [];

/** Ends the help of each command with what somebody would type. */
export function showExamples(program: Command): void {
  for (const [name, command] of commandsByName(program)) {
    const lines = examplesOf(name).map((example) => `  $ npx caudal ${example}`);
    command.addHelpText('after', `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`);
  }
}
