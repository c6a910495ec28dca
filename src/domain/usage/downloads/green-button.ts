import { type HourlyUse, hourQuality, hourStart } from '../../metering/index.ts';
import { localTimeParameters } from './local-time.ts';
import { readingQuality, readingType, type WrittenCounts, writtenCounts } from './reading-type.ts';
import { type BillSummary, usageSummary } from './usage-summary.ts';
import { element, espi, xmlText } from './xml.ts';

/** One meter's hours. */
interface MeterDownload {
  /** What people read in their reader's list, such as the meter's number. */
  readonly title: string;
  readonly use: HourlyUse;
  /** What the water of an hour costs, in hundred-thousandths of a dollar; undefined where that is not known. */
  readonly costOf?: (hour: number) => bigint | undefined;
  /** The bills that are this meter's, oldest first. */
  readonly bills?: readonly BillSummary[];
}

/** What a Green Button file says, and of when. */
export interface GreenButtonDownload {
  readonly meters: readonly MeterDownload[];
  /** Who serves the water. */
  readonly utility: string;
  readonly updated: Temporal.Instant;
  /** A UUID of a resource's path in this account, the same each time: readers know by it what they already have. */
  readonly uuidOf: (path: string) => string;
}

/**
 * A Green Button Download My Data file of water (NAESB REQ.21 ESPI 4.0: function blocks FB_01 common, FB_04 interval,
 * FB_11 water, FB_15 usage summary; with costs FB_12 and FB_16), in pieces of a day: one `UsagePoint` a meter, one
 * `UsageSummary` a bill, one `IntervalBlock` a day of which something is known.
 */
export function* greenButtonXml(download: GreenButtonDownload): Generator<string> {
  const { meters, utility, updated, uuidOf } = download;
  const subscription = `/espi/1_1/resource/Subscription/${uuidOf('subscription')}`;
  const entry = entryWriter(download);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">
${element('id', `urn:uuid:${uuidOf(subscription)}`)}
${element('title', `${xmlText(utility)} · Green Button`)}
${element('updated', updated.toString())}
${link('self', `${subscription}/UsagePoint`)}
`;
  for (const [index, meter] of meters.entries())
    yield* usagePoint(meter, { point: `${subscription}/UsagePoint/${index + 1}`, entry, updated });
  yield '</feed>\n';
}

/**
 * A meter's resources, each pointing at those it belongs to: its clock, its bills, its readings and what their numbers are.
 * What several can be of is pointed at by their folder, which is also what each of them names as `up` (FB_04, FB_15).
 */
function* usagePoint(
  { use, title, costOf, bills = [] }: MeterDownload,
  {
    point,
    entry,
    updated,
  }: { readonly point: string; readonly entry: EntryWriter; readonly updated: Temporal.Instant },
): Generator<string> {
  const number = point.slice(point.lastIndexOf('/') + 1);
  const localTime = `/espi/1_1/resource/LocalTimeParameters/${number}`;
  const type = `/espi/1_1/resource/ReadingType/${number}`;
  const reading = `${point}/MeterReading/1`;
  const counts = writtenCounts(use.register);
  yield entry(
    {
      self: point,
      title,
      related: [`${point}/MeterReading`, localTime, ...(bills.length === 0 ? [] : [`${point}/UsageSummary`])],
    },
    espi('UsagePoint', element('ServiceCategory', element('kind', 2))),
  );
  yield entry({ self: localTime, title: use.span.zone }, localTimeParameters(use.span.zone, use.span.firstDay.year));
  yield entry({ self: reading, title, related: [`${reading}/IntervalBlock`, type] }, espi('MeterReading'));
  yield entry({ self: type, title }, readingType(counts));
  for (const bill of bills) {
    const period = `${bill.start}/${bill.end}`;
    yield entry(
      { self: `${point}/UsageSummary/${bill.end}`, title: period },
      usageSummary(bill, { zone: use.span.zone, updated }),
    );
  }
  for (let day = 0; day < use.span.days; day++) {
    const block = intervalBlock({ use, day, counts, costOf });
    const date = use.span.firstDay.add({ days: day }).toString();
    if (block !== '') yield entry({ self: `${reading}/IntervalBlock/${date}`, title: date }, block);
  }
}

interface Entry {
  readonly self: string;
  readonly title: string;
  readonly related?: readonly string[];
}

type EntryWriter = (entry: Entry, content: string) => string;

const entryWriter = ({ updated, uuidOf }: GreenButtonDownload): EntryWriter => {
  const when = element('published', updated.toString()) + element('updated', updated.toString());
  return ({ self, title, related = [] }, content) => `<entry>
${element('id', `urn:uuid:${uuidOf(self)}`)}
${link('self', self)}${link('up', self.slice(0, self.lastIndexOf('/')))}${related.map((path) => link('related', path)).join('')}
${element('title', xmlText(title))}
${element('content', content)}
${when}
</entry>
`;
};

const link = (rel: string, href: string): string => `<link rel="${rel}" href="${xmlText(href)}"/>`;

/** What a reading's quality says beyond `defaultQuality`, by `hourQuality`. */
const qualities: readonly string[] = (['measured', 'estimated', 'edited', 'missing', 'suspect'] as const).map((one) =>
  one === 'measured' || one === 'missing' ? '' : element('ReadingQuality', element('quality', readingQuality[one])),
);

/** A year is 8,760 of these: written straight, since they are only numbers. */
function intervalBlock(of: {
  readonly use: HourlyUse;
  readonly day: number;
  readonly counts: WrittenCounts;
  readonly costOf: MeterDownload['costOf'];
}): string {
  const { day, costOf } = of;
  const { span, counts, quality } = of.use;
  const { factor } = of.counts;
  const [from, to] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
  const began = hourStart(span, from).epochMilliseconds / 1000;
  let readings = '';
  for (let hour = from; hour < to; hour++) {
    const known = quality[hour] ?? hourQuality.missing;
    if (known === hourQuality.missing) continue;
    const start = began + (hour - from) * 3600;
    const cost = costOf?.(hour);
    readings += `<IntervalReading>${cost === undefined ? '' : element('cost', String(cost))}${qualities[known] ?? ''}<timePeriod><duration>3600</duration><start>${start}</start></timePeriod><value>${(counts[hour] ?? 0) * factor}</value></IntervalReading>\n`;
  }
  if (readings === '') return '';
  const interval = element('interval', element('duration', (to - from) * 3600), element('start', began));
  return espi('IntervalBlock', interval, '\n', readings);
}
