// A taxpayer's client that shows every message it sends and gets to a witness: the envelope, and what is inside of it.
import { decryptData, encryptData } from '../../../protocol/cipher.ts';
import { type Format, readAnswer, writeMessage } from '../../../protocol/envelope.ts';
import { readPayload, writePayload } from '../../../protocol/payload.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import type { Application } from '../../../simulator/register/application.ts';
import { callOver, messageOf } from './caller.ts';
import type { Witness } from './witness.ts';

type Members = Readonly<Record<string, unknown>>;
type Message = Readonly<Record<string, string>>;
export type Asking = {
  readonly as?: Application;
  readonly format?: Format;
  /** Before it is signed. */
  readonly members?: Message;
  readonly skewMs?: number;
  /** Instead of the registered one. */
  readonly appSecret?: string;
  /** Instead of a message. */
  readonly body?: string;
  /** Instead of the tenant's. */
  readonly base?: string;
};
export type Told = { readonly code: string; readonly data: Members; readonly message: Message };

const random = createSeededBytes('taxpayer');
const drawn = (): string => Buffer.from(random(16)).toString('hex');

/** Schemas of what is inside of `data`: asked, and by return code answered. */
const insideOf = (witness: Witness, schemas: Members, name: string) => {
  const word = name.replace(/(?:^|\.)(\w)/g, (_match, letter: string) => letter.toUpperCase());
  const dataOf = (envelope: string): Members =>
    (schemas[envelope] as { allOf: { properties: { data: Members } }[] }).allOf[1]?.properties.data ?? {};
  const asked = dataOf(`${word}RequestEnvelope`)['x-decrypted-payload'] as object;
  const answered = dataOf(`${word}AnswerEnvelope`)['x-decrypted-payload-by-return-code'] as Members;
  return {
    judgeAsked: witness.judgeBy(asked),
    judgeAnswered: (code: string, payload: unknown): string[] => {
      const schema = answered[code];
      if (schema === undefined) return [`${code} is not documented`];
      if (schema === null) return payload === null ? [] : [`${code} with data`];
      return witness.judgeBy(schema as object)(payload);
    },
  };
};

const write = (name: string, payload: unknown, asking: Asking & { readonly as: Application; readonly now: number }) => {
  const { as: application, format = 'json', members = {}, skewMs = 0, now } = asking;
  const { appId, encryptType, signType, sm4Key, appSecret } = application;
  const message = {
    ...{ appId, interface: name, version: '1.0', timestamp: writeTimestamp(now + skewMs), nonce: drawn(), encryptType },
    data: encryptData(writePayload(payload, format), { encryptType, sm4Key, iv: random(16) }),
    ...{ signType, ...members },
  };
  return { ...message, signature: signHmacSm3(signatureText(message), asking.appSecret ?? appSecret) };
};

const open = (message: Message, format: Format, application: Application): unknown => {
  const { data = '' } = message;
  if (data === '') return null;
  const opened = decryptData(data, application);
  const reading = opened.ok ? readPayload(opened.plaintext, format) : null;
  return reading?.ok ? reading.value : undefined;
};

export type TaxpayerOptions = {
  readonly witness: Witness;
  readonly schemas: Members;
  /** `{base}` over HTTP. */
  readonly base: string;
  readonly application: Application;
  readonly now: () => number;
};

export const createTaxpayer = (options: TaxpayerOptions) => {
  const { witness, schemas, application: usual, now } = options;
  const codes = new Set<string>();
  const ask = async (name: string, payload: unknown, asking: Asking = {}): Promise<Told> => {
    const { as = usual, format = 'json', base = options.base } = asking;
    const inside = insideOf(witness, schemas, name);
    const sent = write(name, payload, { ...asking, as, now: now() });
    const body = asking.body ?? writeMessage(sent, 'request', format);
    const call = {
      method: 'POST',
      path: `${base}/${name}`,
      body,
      headers: { 'content-type': `application/${format}` },
    };
    const called = await callOver(base, call);
    const { requestBody: _text, ...seen } = messageOf({ ...call, path: `/${name}` }, called);
    witness.see(seen);
    if (called.status !== 200) return { code: `HTTP ${called.status}`, data: {}, message: {} };
    const reading = readAnswer(called.body, called.headers['content-type']);
    const message: Message = reading.ok ? reading.message : {};
    const { returnCode: code = '' } = message;
    const answered = open(message, format, as);
    codes.add(`${name} ${code}`);
    // Whatever came past the payload's rules has the form that is documented.
    const isLawful = code.startsWith('0') || code.startsWith('4');
    const complaints = [
      ...(isLawful ? inside.judgeAsked(payload).map((one) => `asks: ${one}`) : []),
      ...(isLawful
        ? witness
            .judgeBy(requestSchemaOf(witness, name))(sent)
            .map((one) => `envelope: ${one}`)
        : []),
      ...inside.judgeAnswered(code, answered),
    ];
    witness.complaints.push(...complaints.map((one) => `${name} ${format} ${code}: ${one}`));
    return { code, data: (answered ?? {}) as Members, message };
  };
  return {
    ask,
    /** `interface returnCode`. */
    codes,
  };
};
export type Taxpayer = ReturnType<typeof createTaxpayer>;

const requestSchemaOf = ({ places }: Witness, name: string): object =>
  places.find(({ operation }) => operation.operationId === name)?.operation.requestBody?.content['application/json']
    ?.schema ?? {};
