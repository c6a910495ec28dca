import { doors } from '../../../domain/access/index.ts';
import { type Language, ok, type Problem, type Result, refused } from '../../../domain/kernel/index.ts';
import {
  type PhonesProblemCode,
  type PhoneWay,
  phoneCode,
  phoneWays,
  readPhoneNumber,
} from '../../../domain/notices/index.ts';
import { newEmailCode } from '../../../gateways/secrets.ts';
import { hashSecret } from '../../../gateways/slow-hash.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { insertAskedPhone } from '../../../store/notices/index.ts';
import { type Tell, type TooManyTries, tryDoor, type Visit } from '../../access/index.ts';

export interface PhoneAsked {
  readonly typed: string;
  /** How the code is to come. */
  readonly way: PhoneWay | undefined;
  readonly agreed: boolean;
  /** What they agree to, word for word. */
  readonly consent: { readonly text: string; readonly version: string };
  readonly language: Language;
}

/**
 * Sends a code to the number that a person typed, with what they agreed to kept. Nothing else goes to it before the code
 * came back. Limited by login, number and network address, so that nobody's telephone is flooded.
 */
export async function askForPhoneCode(
  { db, tell }: { readonly db: Database; readonly tell: Tell },
  loginId: string,
  asked: PhoneAsked,
  { now, address }: Visit,
): Promise<Result<void, readonly (Problem<PhonesProblemCode> | TooManyTries)[]>> {
  const number = readPhoneNumber(asked.typed);
  const problems: Problem<PhonesProblemCode>[] = [
    ...(number === undefined ? [{ code: 'phones.number-unreadable' as const, field: 'number' }] : []),
    ...(asked.way === undefined ? [{ code: 'phones.way-missing' as const, field: 'way' }] : []),
    ...(asked.agreed ? [] : [{ code: 'phones.consent-needed' as const, field: 'agree' }]),
  ];
  if (number === undefined || asked.way === undefined || problems.length > 0) return refused(problems);
  const tooMany =
    (await tryDoor(db, doors.phoneCodeOfLogin, { address, subject: loginId }, now)) ??
    (await tryDoor(db, doors.phoneCode, { address, subject: number }, now));
  if (tooMany !== undefined) return refused([tooMany]);
  const { way, language } = asked;
  const code = newEmailCode();
  const codeHash = await hashSecret(code);
  await db.transaction(async (tx) => {
    await insertAskedPhone(tx, {
      ...{ loginId, number, language, codeHash, address, now },
      ways: way === 'sms' ? phoneWays : [way],
      codeExpiresAt: now.add({ minutes: phoneCode.minutes }),
      consentText: asked.consent.text,
      consentVersion: asked.consent.version,
    });
    await recordAudit(tx, {
      at: now,
      actor: { kind: 'customer', id: loginId },
      action: 'phone.asked',
      detail: { way },
      address,
    });
    // A voice that reads six digits as a number is of no use.
    const said = way === 'voice' ? [...code].join(', ') : code;
    await tell(
      tx,
      {
        event: 'phone.code',
        telephone: number,
        ways: [way],
        language,
        loginId,
        code: said,
        minutes: phoneCode.minutes,
      },
      now,
    );
  });
  return ok(undefined);
}
