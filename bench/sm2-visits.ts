// A tenant with one application that signs by HMAC and some by SM2, and their visits to a bureau on this machine.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { encryptData } from '../protocol/cipher.ts';
import { readAnswer, writeMessage } from '../protocol/envelope.ts';
import { createNonce } from '../protocol/nonce.ts';
import { signatureText, signHmacSm3 } from '../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3 } from '../protocol/sm2.ts';
import { writeTimestamp } from '../protocol/timestamp.ts';

const seller = { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' };
const interfaceName = 'quota.query';

type Signer = {
  readonly appId: string;
  readonly appSecret: string;
  readonly sm4Key: string;
  readonly sm2: string | null;
};
type Ready = { readonly control: string; readonly controlToken: string };

const signerOf = (number: number, sm2: string | null): Signer => ({
  appId: `BENCH${String(number).padStart(6, '0')}`,
  appSecret: randomBytes(24).toString('base64url'),
  sm4Key: randomBytes(16).toString('hex'),
  sm2,
});

/** Makes the tenant; the first signer signs by HMAC, the others by SM2. */
export const openVisitors = async ({ control, controlToken }: Ready, sm2Count: number) => {
  const pairs = Array.from({ length: sm2Count }, createSm2KeyPair);
  const signers = [signerOf(0, null), ...pairs.map(({ privateKeyPem }, at) => signerOf(at + 1, privateKeyPem))];
  const response = await fetch(`${control}/control/v1/tenants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${controlToken}` },
    body: JSON.stringify({
      id: 'bench',
      sellers: [{ ...seller, kind: 'general', types: ['82'], quota: '1000000.00' }],
      applications: signers.map(({ appId, appSecret, sm4Key, sm2 }, at) => ({
        ...{ appId, appSecret, sm4Key, environment: 'test', encryptType: 'SM4-CBC', sellers: [seller.taxNo] },
        ...(sm2 === null
          ? { signType: 'HMAC-SM3' }
          : { signType: 'SM2-SM3', publicKeyPem: pairs[at - 1]?.publicKeyPem }),
      })),
    }),
  });
  if (!response.ok) throw new Error(`the tenant was not made: ${await response.text()}`);
  const { baseUrls } = (await response.json()) as { readonly baseUrls: { readonly http: string } };
  const [hmac, ...bySm2] = signers;
  if (!hmac) throw new Error('there is no application that signs by HMAC');
  return { url: `${baseUrls.http}/${interfaceName}`, hmac, bySm2 };
};

export const writeVisit = ({ appId, appSecret, sm4Key, sm2 }: Signer): string => {
  const message = {
    ...{ appId, interface: interfaceName, version: '1.0', timestamp: writeTimestamp(Date.now()) },
    nonce: createNonce(randomBytes),
    encryptType: 'SM4-CBC',
    data: encryptData('{}', { encryptType: 'SM4-CBC', sm4Key, iv: randomBytes(16) }),
    signType: sm2 === null ? 'HMAC-SM3' : 'SM2-SM3',
  };
  const text = signatureText(message);
  const signature = sm2 === null ? signHmacSm3(text, appSecret) : signSm2Sm3(text, sm2);
  return writeMessage({ ...message, signature }, 'request', 'json');
};

/** Ms from the first byte to the whole answer, over connections that stay open. Rejects for any other answer than 0000. */
export const createVisit = (url: string) => {
  const agent = new Agent({ keepAlive: true });
  const visit = (body: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const sent = request(
        url,
        { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            const tookMs = performance.now() - begun;
            const reading = readAnswer(Buffer.concat(chunks));
            if (reading.ok && reading.message['returnCode'] === '0000') resolve(tookMs);
            else reject(new Error(`the bureau answered ${Buffer.concat(chunks).toString().slice(0, 200)}`));
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  return { visit, close: () => agent.destroy() };
};
