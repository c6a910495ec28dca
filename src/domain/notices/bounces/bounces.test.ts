import { describe, expect, test } from 'vitest';
import { bounceKind, readDeliveryStatus, refusalKind, returnAddress, returnedNotice, worstBounce } from '../index.ts';

describe('what a mail system says of a receiver', () => {
  test.each([
    ['failed', '5.1.1', '550 5.1.1 User unknown', 'hard'],
    ['failed', '5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'hard'],
    ['failed', '5.1.2', 'Host or domain name not found', 'hard'],
    ['failed', '5.2.1', '550 5.2.1 The email account that you tried to reach is disabled', 'hard'],
    ['failed', '5.4.1', '550 5.4.1 Recipient address rejected: Access denied', 'hard'],
    ['failed', '5.4.4', 'Host not found', 'hard'],
    ['failed', '5.0.0', '550 No such user here', 'hard'],
    ['failed', '5.5.0', '550 Requested action not taken: mailbox unavailable', 'hard'],
    ['failed', '', '550 unknown user', 'hard'],
    ['failed', '', '521 Host does not accept mail', 'hard'],
    ['failed', '', '556 Domain does not accept mail', 'hard'],
    ['failed', '5.2.2', '552 5.2.2 The email account that you tried to reach is over quota', 'soft'],
    ['failed', '5.0.0', '550 mailbox is full', 'soft'],
    ['failed', '5.3.4', '552 5.3.4 Message too big', 'soft'],
    ['failed', '4.4.7', 'delivery time expired', 'soft'],
    ['failed', '4.4.1', 'connect to mx.example.org: Connection timed out', 'soft'],
    ['failed', '5.1.8', '550 5.1.8 Sender address rejected: Domain not found', 'soft'],
    ['failed', '5.7.1', '550 5.7.1 Service unavailable; client host blocked', 'soft'],
    ['failed', '5.7.26', '550-5.7.26 This mail is unauthenticated', 'soft'],
    ['failed', '5.1.1', '550 5.7.1 our policy does not let you in', 'soft'],
    ['failed', '', '', 'soft'],
    ['delayed', '4.4.1', 'connection timed out', 'delayed'],
    ['delivered', '2.0.0', '250 ok', 'delivered'],
    ['relayed', '2.0.0', '', 'delivered'],
  ] as const)('%s %s %s: %s', (action, status, diagnostic, kind) => {
    expect(bounceKind({ receivers: ['a@example.org'], action, status, diagnostic })).toBe(kind);
  });

  test('is read group by group, lines that go on included', () => {
    const text =
      'Reporting-MTA: dns; mail.example.org\r\n\r\nOriginal-Recipient: rfc822;Ana+2Bbills@Example.org\r\nFinal-Recipient: rfc822; ana@example.net\r\n' +
      'Action: Failed\r\nStatus: 5.1.1 (bad address)\r\nDiagnostic-Code: smtp; 550\r\n  no such user\r\n \r\nFinal-Recipient: rfc822; <b@example.org>\r\nAction: delayed\r\n';
    expect(readDeliveryStatus(text)).toEqual([
      {
        receivers: ['ana+2bbills@example.org', 'ana+bills@example.org', 'ana@example.net'],
        ...{ action: 'failed', status: '5.1.1', diagnostic: '550 no such user' },
      },
      { receivers: ['b@example.org'], action: 'delayed' },
    ]);
    expect(readDeliveryStatus('')).toEqual([]);
  });

  test('of several, the worst counts', () => {
    expect(worstBounce(['delayed', 'hard', 'soft'])).toBe('hard');
    expect(worstBounce([])).toBeUndefined();
  });
});

test.each([
  ['550 5.1.1 No such user here', 'hard'],
  ['550 unknown user', 'hard'],
  ['556 5.1.10 Recipient address has null MX', 'hard'],
  ['552 5.2.2 Mailbox full', 'soft'],
  ['552 mailbox full', 'soft'],
  ['554 5.3.4 Message too big', 'soft'],
  ['550 5.1.8 Sender address rejected: Domain not found', 'sender'],
  ['553 5.1.7 Bad sender address', 'sender'],
  ['550 Sender address rejected: undeliverable', 'sender'],
  ['554 5.7.1 Relay access denied', 'sender'],
  ['550 our policy does not let you in', 'sender'],
] as const)('refused at once with "%s": %s', (answer, kind) => {
  expect(refusalKind(answer)).toBe(kind);
});

describe('the notice that came back', () => {
  const domain = 'water.example.org';

  test.each([
    [['<notice-12@water.example.org>'], [], 12],
    [['<other@elsewhere>', '<notice-7@WATER.example.org>'], [], 7],
    [[], ['Returns <returns+notice-12@water.example.org>'], 12],
    [['<notice-12@another-utility.example>'], [], undefined],
    [['<notice-twelve@water.example.org>'], ['returns@water.example.org'], undefined],
  ] as const)('%j %j: %s', (messageIds, addresses, id) => {
    expect(returnedNotice({ messageIds, addresses }, domain)).toBe(id);
  });

  test('is in the address that its mail came from, and found there', () => {
    const from = returnAddress('returns@water.example.org', '<notice-12@water.example.org>');
    expect(from).toBe('returns+notice-12@water.example.org');
    expect(returnedNotice({ messageIds: [], addresses: [from] }, domain)).toBe(12);
  });
});
