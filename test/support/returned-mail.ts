/** What a mail server says of a mail of ours that it could not deliver. */
export interface Said {
  readonly to: string;
  readonly messageId: string;
  readonly status?: string;
  readonly action?: string;
  readonly diagnostic?: string;
  /** Where it came back to. */
  readonly returns?: string;
}

const usual = { status: '5.1.1', action: 'failed', returns: 'billing@water.example.org' } as const;

/** As Postfix writes it (bounce(8)): the status, then the head alone of the mail that came back. */
export function postfix(said: Said): string {
  const {
    to,
    messageId,
    status,
    action,
    returns,
    diagnostic = '',
  } = {
    ...usual,
    diagnostic: `550 5.1.1 <${said.to}>: Recipient address rejected: User unknown in virtual\n    mailbox table`,
    ...said,
  };
  return `Return-Path: <>
Received: by mail.example.net (Postfix) id 4VfN1k0dZ0z; Thu, 14 May 2026 10:00:05 -0700 (PDT)
Date: Thu, 14 May 2026 10:00:05 -0700 (PDT)
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${returns}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4VfN1k0dYrz.1778778005/mail.example.net"
Content-Transfer-Encoding: 8bit
Message-Id: <4VfN1k0dZ0z@mail.example.net>

This is a MIME-encapsulated message.

--4VfN1k0dYrz.1778778005/mail.example.net
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mail.example.net.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<${to}>: ${diagnostic} (in reply to RCPT TO command)

--4VfN1k0dYrz.1778778005/mail.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
X-Postfix-Queue-ID: 4VfN1k0dYrz
X-Postfix-Sender: rfc822; ${returns}
Arrival-Date: Thu, 14 May 2026 10:00:04 -0700 (PDT)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; ${diagnostic}

--4VfN1k0dYrz.1778778005/mail.example.net
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <${returns}>
From: Medford Water <billing@water.example.org>
To: ${to}
Subject: Your bill is ready
Message-ID: ${messageId}
MIME-Version: 1.0

--4VfN1k0dYrz.1778778005/mail.example.net--
`;
}

/** As Exchange Online writes it: HTML for people, CRLF, the whole mail at the end, a status of three digits. */
export function exchange(said: Said): string {
  const { to, messageId, status, action, returns, diagnostic } = {
    ...usual,
    status: '5.1.10',
    diagnostic: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    ...said,
  };
  return `From: <postmaster@example.onmicrosoft.com>
To: <${returns}>
Date: Thu, 14 May 2026 17:00:09 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="f7ac0e2f-2e5f-4b55-9ef3-9a5ab1a4a2b1"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-US
Message-ID: <0b2e@CO1PR01MB7210.prod.exchangelabs.com>
In-Reply-To: ${messageId}
References: ${messageId}
Subject: Undeliverable: Your bill is ready
Auto-Submitted: auto-replied
MIME-Version: 1.0

--f7ac0e2f-2e5f-4b55-9ef3-9a5ab1a4a2b1
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="6a0f"

--6a0f
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to ${to} couldn't be delivered.

--6a0f
Content-Type: text/html; charset="us-ascii"

<html><body><p>Your message to <b>${to}</b> couldn't be delivered.</p></body></html>

--6a0f--

--f7ac0e2f-2e5f-4b55-9ef3-9a5ab1a4a2b1
Content-Type: message/delivery-status

Reporting-MTA: dns;CO1PR01MB7210.prod.exchangelabs.com
Received-From-MTA: dns;mail.water.example.org
Arrival-Date: Thu, 14 May 2026 17:00:05 +0000

Final-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp;${diagnostic}
X-Display-Name: Ana

--f7ac0e2f-2e5f-4b55-9ef3-9a5ab1a4a2b1
Content-Type: message/rfc822

From: Medford Water <billing@water.example.org>
To: ${to}
Subject: Your bill is ready
Message-ID: ${messageId}
Content-Type: text/plain

Your bill is ready.

--f7ac0e2f-2e5f-4b55-9ef3-9a5ab1a4a2b1--
`.replaceAll('\n', '\r\n');
}

/** As Gmail writes it: an answer in several lines with a dash after the code, pictures, `X-Failed-Recipients`. */
export function gmail(said: Said): string {
  const { to, messageId, status, action, returns, diagnostic } = {
    ...usual,
    diagnostic: `550-5.1.1 The email account that you tried to reach does not exist. Please try
 550-5.1.1 double-checking the recipient's email address for typos. For more information,
 550 5.1.1 go to the help center - gsmtp`,
    ...said,
  };
  return `Delivered-To: ${returns}
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: ${returns}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (${action === 'delayed' ? 'Delay' : 'Failure'})
References: ${messageId}
In-Reply-To: ${messageId}
X-Failed-Recipients: ${to}
Message-ID: <6644f1c9.170a0220.0f3@mx.google.com>
Date: Thu, 14 May 2026 10:00:09 -0700 (PDT)
Content-Type: multipart/report; boundary="000000000000f3b40605"; report-type=delivery-status

--000000000000f3b40605
Content-Type: multipart/related; boundary="000000000000f3b41605"

--000000000000f3b41605
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to ${to} because the address couldn't be found.

--000000000000f3b41605
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgoAAAANSUhEUg==
--000000000000f3b41605--
--000000000000f3b40605
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Thu, 14 May 2026 10:00:08 -0700 (PDT)
X-Original-Message-ID: ${messageId}

Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.org. (192.0.2.1, the server for the domain example.org.)
Diagnostic-Code: smtp; ${diagnostic}
Last-Attempt-Date: Thu, 14 May 2026 10:00:09 -0700 (PDT)

--000000000000f3b40605
Content-Type: message/rfc822

From: Medford Water <billing@water.example.org>
To: ${to}
Subject: Your bill is ready
Message-ID: ${messageId}

--000000000000f3b40605--
`;
}
