import { Command, Option } from 'commander';
import { type GhcnUnits, ghcnUnits } from '../../domain/weather/index.ts';
import { importWeatherFile, type WeatherReport } from '../../usecases/weather/index.ts';
import type { CliDeps } from '../cli-deps.ts';
import { exitCodes } from '../exit-codes.ts';
import { problemJson, problemLine } from '../problem-text.ts';

/** The most refused lines printed of a file. */
const maxPrinted = 20;

interface WeatherOptions {
  readonly units: GhcnUnits | 'auto';
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `caudal import weather`. */
export function weatherCommand(deps: CliDeps): Command {
  return new Command('weather')
    .description(
      'daily weather of NOAA’s GHCN-Daily: TMAX, TMIN and PRCP of the utility’s station (docs/reference/weather.md)',
    )
    .argument('<file...>', 'CSV files, packed with gzip or not')
    .addOption(
      new Option('--units <units>', 'what the values are: tenths of °C and mm, °C and mm, or °F and inches')
        .choices(['auto', ...ghcnUnits])
        .default('auto'),
    )
    .option('--dry-run', 'say what would happen, write nothing')
    .option('--json', 'one JSON object a file')
    .addHelpText(
      'after',
      '\nLines that cannot be read are said and left out; the rest goes in. The same file again changes nothing.\nExit code: 0 if every line went in, 1 if lines were refused or a file could not be read.',
    )
    .action((files: readonly string[], options: WeatherOptions) => importWeatherFrom(deps, files, options));
}

async function importWeatherFrom(deps: CliDeps, files: readonly string[], options: WeatherOptions): Promise<void> {
  const { terminal, say } = deps;
  await deps.withDatabase(async ({ db, utility, clock }) => {
    for (const file of files) {
      if (files.length > 1) terminal.err(`${file} …`);
      const imported = await importWeatherFile(db, file, {
        weather: utility.weather,
        ...(options.units === 'auto' ? {} : { units: options.units }),
        ...{ dryRun: options.dryRun === true, now: clock(), by: 'cli' },
      });
      if (!imported.ok) {
        if (options.json === true) terminal.out(JSON.stringify({ file, problem: problemJson(say, imported.problem) }));
        else terminal.err(problemLine(say, imported.problem));
        terminal.exitCode(exitCodes.refused);
        continue;
      }
      const report = imported.value;
      if (options.json === true) {
        const problems = report.problems.map((problem) => problemJson(say, problem));
        terminal.out(JSON.stringify({ ...report, problems }));
      } else for (const line of reportLines(deps, report, options.dryRun === true)) terminal.out(line);
      if (report.problems.length > 0) terminal.exitCode(exitCodes.refused);
    }
  });
}

function reportLines({ say }: CliDeps, report: WeatherReport, dryRun: boolean): string[] {
  const hidden = report.problems.length - maxPrinted;
  const unit = { tenths: 'tenths of °C and mm', metric: '°C and mm', standard: '°F and inches' }[report.units];
  return [
    ...report.problems.slice(0, maxPrinted).map((problem) => problemLine(say, problem)),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    `${report.fileName} (${unit}): ${report.days} days of ${report.station}${report.firstDay === undefined ? '' : ` from ${report.firstDay} to ${report.lastDay}`}: ${report.fresh} new, ${report.changed} changed, ${report.unchanged} known already.`,
    ...(report.otherLines > 0 ? [`Lines of other stations or elements: ${report.otherLines}.`] : []),
    ...(report.flagged > 0 ? [`Values that failed NOAA’s quality checks, not taken: ${report.flagged}.`] : []),
    ...(report.problems.length > 0 ? [`Refused: ${report.problems.length}.`] : []),
    ...(dryRun ? ['Nothing was written.'] : []),
  ];
}
