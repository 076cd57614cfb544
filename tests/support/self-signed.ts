import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

// DER, as far as a certificate needs it (X.690, RFC 5280).
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT = 0x06;
const INTEGER = 0x02;
const NULL = Buffer.from([0x05, 0]);
const SHA256_WITH_RSA = Buffer.from('2a864886f70d01010b', 'hex');
const COMMON_NAME = Buffer.from('550403', 'hex');
const SUBJECT_ALT_NAME = Buffer.from('551d11', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('551d13', 'hex');
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

/** A key and a certificate for 127.0.0.1 that nobody else has: made anew, good for a day around now. PEM. */
export function selfSigned(now = Date.now()): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const algorithm = der(SEQUENCE, der(OBJECT, SHA256_WITH_RSA), NULL);
  const name = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, der(OBJECT, COMMON_NAME), der(0x0c, Buffer.from('127.0.0.1')))),
  );
  const time = (ms: number) => {
    const text = new Date(ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
    return der(0x18, Buffer.from(text));
  };
  const day = 24 * 60 * 60 * 1000;
  const extension = (id: Buffer, value: Buffer, ...critical: readonly Buffer[]) =>
    der(SEQUENCE, der(OBJECT, id), ...critical, der(0x04, value));
  const signed = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    der(SEQUENCE, time(now - day), time(now + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      0xa3,
      der(
        SEQUENCE,
        extension(SUBJECT_ALT_NAME, der(SEQUENCE, der(0x87, Buffer.from([127, 0, 0, 1])))),
        extension(BASIC_CONSTRAINTS, der(SEQUENCE, TRUE), TRUE),
      ),
    ),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, privateKey));
  const certificate = der(SEQUENCE, signed, algorithm, signature).toString('base64');
  const lines = certificate.match(/.{1,64}/g)?.join('\n') ?? '';
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
