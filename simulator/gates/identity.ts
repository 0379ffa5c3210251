// Who is asking: the application known in this environment, its signature, and its standing with the bureau (2006, 2002, 2001, 2007, 2008).
import { signatureText, verifyHmacSm3 } from '../../protocol/signature.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { Seller } from '../register/seller.ts';
import { verifySm2Aside } from '../sm2/sm2-aside.ts';
import { judgeDays } from '../tls/judge-certificate.ts';
import { judgeAll } from './seller-standing.ts';
import { verdictOf } from './verdict.ts';

/** Credentials of one environment are unknown in the other (T-2). */
export const judgeApplication = (
  appId: string,
  application: Application | undefined,
  environment: 'test' | 'production',
): GateVerdict =>
  verdictOf(
    'application',
    'T-2',
    application?.environment === environment
      ? null
      : {
          returnCode: '2006',
          expected: `an application registered for ${environment}`,
          received: application ? `${appId}, registered for ${application.environment}` : appId.slice(0, 64),
        },
  );

const doesNotHold = 'the signature does not hold; put the request into `liandiao doctor`';

/** A client that sends its secret as a member signs it, too; the journal need not repeat it. */
const shownText = (message: Readonly<Record<string, string>>, { appSecret, sm4Key }: Application): string =>
  signatureText(message).replaceAll(appSecret, '‹appSecret›').replaceAll(sm4Key, '‹sm4Key›').slice(0, 400);

const signatureVerdict = (
  message: Readonly<Record<string, string>>,
  application: Application,
  why: string | null,
): GateVerdict =>
  verdictOf(
    'signature',
    application.signType === 'HMAC-SM3' ? 'E-2' : 'E-3',
    why === null
      ? null
      : {
          returnCode: '2002',
          expected: `the ${application.signType} of ${shownText(message, application)}`,
          received: (message['signature'] ?? '').slice(0, 120),
          message: why,
        },
  );

const judgeSm2 = async (
  message: Readonly<Record<string, string>>,
  application: Application,
  now: number,
): Promise<GateVerdict> => {
  const { certificatePem, publicKeyPem } = application;
  const bad = certificatePem === undefined ? null : judgeDays(certificatePem, now);
  if (bad !== null) return signatureVerdict(message, application, `the certificate bound to the application ${bad}`);
  const key = certificatePem ?? publicKeyPem;
  const signature = message['signature'] ?? '';
  const holds = key !== undefined && (await verifySm2Aside(signatureText(message), key, signature));
  return signatureVerdict(message, application, holds ? null : doesNotHold);
};

/**
 * The expected signature is never shown; `doctor` tells why one does not hold. One by SM2 is waited for, and holds only
 * while the certificate is valid (E-3).
 */
export const judgeSignature = (
  message: Readonly<Record<string, string>>,
  application: Application,
  now: number,
): GateVerdict | Promise<GateVerdict> => {
  if (application.signType === 'SM2-SM3') return judgeSm2(message, application, now);
  const holds = verifyHmacSm3(signatureText(message), application.appSecret, message['signature'] ?? '');
  return signatureVerdict(message, application, holds ? null : doesNotHold);
};

type Standing = { readonly application: Application; readonly interface: string; readonly sellers: readonly Seller[] };

/** `taxpayer.query` is how a taxpayer learns of its standing, so no standing refuses it (P). */
const isAboutStanding = (interfaceName: string): boolean => interfaceName === 'taxpayer.query';

/** Certified, approved for the interface, and with an active taxpayer (B-8, R 2001). */
export const judgeStanding = (standing: Standing): GateVerdict => {
  const { application, sellers } = standing;
  const refuse = (expected: string, received: string) =>
    verdictOf('standing', 'B-8', { returnCode: '2001', expected, received });
  if (application.certified === false)
    return refuse('a certified application', `${application.appId} is not certified`);
  if (application.interfaces && !application.interfaces.includes(standing.interface))
    return refuse(
      `an application approved for ${standing.interface}`,
      `approved: ${application.interfaces.join(', ') || 'none'}`,
    );
  return verdictOf('standing', 'B-8', isAboutStanding(standing.interface) ? null : judgeAll(sellers, 'suspended'));
};

/** A person must have confirmed the taxpayer's identity (2007). */
export const judgeIdentity = (interfaceName: string, sellers: readonly Seller[]): GateVerdict =>
  verdictOf('identity', 'R', isAboutStanding(interfaceName) ? null : judgeAll(sellers, 'unconfirmed'));

/** A taxpayer that is blocked for risk issues nothing (2008). */
export const judgeRisk = (interfaceName: string, sellers: readonly Seller[]): GateVerdict =>
  verdictOf('risk', 'R', isAboutStanding(interfaceName) ? null : judgeAll(sellers, 'blocked'));
