// What comes with an act on a registration: what is granted, why not, or the certificate of conformance (B-8).
import { Type } from '../../protocol/schema.ts';
import { strict } from '../register/schema-parts.ts';
import { Approval } from './registration.ts';

/** What is absent is granted as it was asked for. */
export const GrantedApproval = Type.Partial(Approval, strict);
export const Rejection = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, strict);
/** The certificate as its issuer wrote it. */
export const HandedInCertificate = Type.Object({ certificate: Type.Unknown() }, strict);
