// A door in disguise: the certificates that a client must not trust, shown to new connections while a fault says so (C-18).

/** One under another root, for the right names; or under the right root, for another host. */
export const falseCertificates = ['foreign-root', 'foreign-host'] as const;
export type FalseCertificate = (typeof falseCertificates)[number];

export type ServedPair = { readonly key: string; readonly cert: string };

/** The fault that acted on a connection before it brought any request. */
export type ConnectionFault = {
  readonly id: string;
  readonly phase: 'before';
  readonly effect: Readonly<Record<string, unknown>>;
};

export type Disguise = { readonly certificate: FalseCertificate; readonly fault: ConnectionFault };
