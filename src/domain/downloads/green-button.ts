import { type HourlyUse, hourQuality, hourStart } from '../metering/index.ts';
import { localTimeParameters } from './local-time.ts';
import { readingQuality, readingType, type WrittenCounts, writtenCounts } from './reading-type.ts';
import { element, espi, xmlText } from './xml.ts';

/** What a Green Button file says, and of when. */
export interface GreenButtonDownload {
  readonly use: HourlyUse;
  /** Who serves the water. */
  readonly utility: string;
  /** What people read in their reader's list, such as a street. */
  readonly title: string;
  readonly updated: Temporal.Instant;
  /** A UUID of a resource's path, the same each time: readers know by it what they already have. */
  readonly uuidOf: (path: string) => string;
}

/**
 * A Green Button Download My Data file of water (NAESB REQ.21 ESPI 4.0: function blocks FB_01 common, FB_04 interval,
 * FB_11 water), in pieces of a day: one `IntervalBlock` each, and none for a day of which nothing is known.
 */
export function* greenButtonXml(download: GreenButtonDownload): Generator<string> {
  const { use, utility, title, updated, uuidOf } = download;
  const point = `/espi/1_1/resource/Subscription/${uuidOf('subscription')}/UsagePoint/1`;
  const localTime = '/espi/1_1/resource/LocalTimeParameters/1';
  const reading = `${point}/MeterReading/1`;
  const type = '/espi/1_1/resource/ReadingType/1';
  const counts = writtenCounts(use.register);
  const entry = entryWriter(download);
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">
${element('id', `urn:uuid:${uuidOf(point)}`)}
${element('title', `${xmlText(utility)} · Green Button`)}
${element('updated', updated.toString())}
${link('self', `${point}/feed`)}
`;
  yield entry(
    { self: point, title, related: [reading, localTime] },
    espi('UsagePoint', element('ServiceCategory', element('kind', 2))),
  );
  yield entry({ self: localTime, title: use.span.zone }, localTimeParameters(use.span.zone, use.span.firstDay.year));
  yield entry({ self: reading, title, related: [`${reading}/IntervalBlock`, type] }, espi('MeterReading'));
  yield entry({ self: type, title }, readingType(counts));
  for (let day = 0; day < use.span.days; day++) {
    const block = intervalBlock(use, day, counts);
    const date = use.span.firstDay.add({ days: day }).toString();
    if (block !== '') yield entry({ self: `${reading}/IntervalBlock/${date}`, title: date }, block);
  }
  yield '</feed>\n';
}

interface Entry {
  readonly self: string;
  readonly title: string;
  readonly related?: readonly string[];
}

const entryWriter = ({ updated, uuidOf }: GreenButtonDownload) => {
  const when = element('published', updated.toString()) + element('updated', updated.toString());
  return ({ self, title, related = [] }: Entry, content: string): string => `<entry>
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
function intervalBlock({ span, counts, quality }: HourlyUse, day: number, { factor }: WrittenCounts): string {
  const [from, to] = [span.dayStart[day] ?? 0, span.dayStart[day + 1] ?? 0];
  const began = hourStart(span, from).epochMilliseconds / 1000;
  let readings = '';
  for (let hour = from; hour < to; hour++) {
    const known = quality[hour] ?? hourQuality.missing;
    if (known === hourQuality.missing) continue;
    const start = began + (hour - from) * 3600;
    readings += `<IntervalReading>${qualities[known] ?? ''}<timePeriod><duration>3600</duration><start>${start}</start></timePeriod><value>${(counts[hour] ?? 0) * factor}</value></IntervalReading>\n`;
  }
  if (readings === '') return '';
  const interval = element('interval', element('duration', (to - from) * 3600), element('start', began));
  return espi('IntervalBlock', interval, '\n', readings);
}
